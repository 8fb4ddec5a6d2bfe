import { Slot } from "radix-ui";
import { type PointerEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { cn } from "@/components/cn";
import { Overlay } from "./overlay";

const OPEN_MS = 250;
/** Time to move the pointer onto the text. */
const CLOSE_MS = 100;

type TooltipProps = {
  text: ReactNode;
  className?: string;
  /** The one element that it is about. */
  children: ReactNode;
};

export function Tooltip({ text, className, children }: TooltipProps) {
  const id = useId();
  const anchor = useRef<HTMLElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [open, setOpen] = useState(false);
  useEffect(() => () => clearTimeout(timer.current), []);

  /** Opens or closes, after a while. */
  function plan(next: boolean, afterMs: number) {
    clearTimeout(timer.current);
    if (afterMs === 0) setOpen(next);
    else timer.current = setTimeout(() => setOpen(next), afterMs);
  }

  return (
    <>
      <Slot.Root
        ref={anchor}
        {...(open && { "aria-describedby": id })}
        onPointerEnter={({ pointerType }: PointerEvent) => {
          if (pointerType !== "touch") plan(true, OPEN_MS);
        }}
        onPointerLeave={() => plan(false, CLOSE_MS)}
        onPointerDown={() => plan(false, 0)}
        onClick={() => plan(false, 0)}
        onFocus={({ currentTarget }) => currentTarget.matches(":focus-visible") && plan(true, 0)}
        onBlur={() => plan(false, 0)}
      >
        {children}
      </Slot.Root>
      {open
        ? createPortal(
            <Overlay
              anchor={anchor}
              align="center"
              side="top"
              gap={6}
              id={id}
              role="tooltip"
              onClose={() => plan(false, 0)}
              onPointerEnter={() => plan(true, 0)}
              onPointerLeave={() => plan(false, CLOSE_MS)}
              className={cn(
                "w-fit max-w-xs rounded-md border-0 bg-primary px-2.5 py-1.5 text-xs text-balance text-primary-foreground",
                className,
              )}
            >
              {text}
            </Overlay>,
            document.body,
          )
        : null}
    </>
  );
}
