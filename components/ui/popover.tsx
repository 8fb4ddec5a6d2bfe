import { Slot } from "radix-ui";
import { type ReactNode, useId, useRef, useState } from "react";
import { cn } from "@/components/cn";
import { type Align, Overlay } from "./overlay";

const FOCUSABLE = "a[href], button:enabled, input:enabled, textarea:enabled, [tabindex='0']";

type PopoverProps = {
  /** The button that it stands beside, and takes its name from. */
  trigger: ReactNode;
  /** Left out, the trigger opens and closes it. */
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  align?: Align;
  className?: string;
  children: ReactNode;
};

/** What a button shows above the page, beside itself. */
export function Popover(props: PopoverProps) {
  const { trigger, open: given, onOpenChange, align = "start", className, children } = props;
  const id = useId();
  const anchor = useRef<HTMLElement>(null);
  const [own, setOwn] = useState(false);
  const open = given ?? own;
  const setOpen = onOpenChange ?? setOwn;

  return (
    <>
      <Slot.Root
        id={id}
        ref={anchor}
        {...(given === undefined && {
          "aria-haspopup": "dialog",
          "aria-expanded": open,
          onClick: () => setOpen(!open),
        })}
      >
        {trigger}
      </Slot.Root>
      {open ? (
        <Overlay
          anchor={anchor}
          align={align}
          role="dialog"
          tabIndex={-1}
          aria-labelledby={id}
          onClose={(by) => {
            if (by === "escape") anchor.current?.focus();
            setOpen(false);
          }}
          onShown={(popover) => (popover.querySelector<HTMLElement>(FOCUSABLE) ?? popover).focus()}
          onBlur={({ currentTarget, relatedTarget }) => {
            const isElsewhere = relatedTarget !== null && !currentTarget.contains(relatedTarget);
            if (isElsewhere && relatedTarget !== anchor.current) setOpen(false);
          }}
          className={cn("w-72 max-w-[calc(100vw-1rem)] p-3", className)}
        >
          {children}
        </Overlay>
      ) : null}
    </>
  );
}
