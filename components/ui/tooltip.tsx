"use client";

import { Slot } from "radix-ui";
import {
  type ComponentProps,
  createContext,
  type PointerEvent,
  type ReactNode,
  type RefObject,
  use,
  useEffect,
  useId,
  useRef,
  useState,
} from "react";
import { createPortal } from "react-dom";
import { cn } from "@/components/cn";
import { useOverlay } from "./overlay";

const OPEN_MS = 250;
/** Time to move the pointer onto the text. */
const CLOSE_MS = 100;

type State = {
  id: string;
  open: boolean;
  /** Opens or closes, after a while. */
  plan: (open: boolean, afterMs: number) => void;
  anchor: RefObject<HTMLElement | null>;
};

const Context = createContext<State | null>(null);

function useTooltip(): State {
  const state = use(Context);
  if (!state) throw new Error("The parts of a tooltip need a Tooltip around them.");
  return state;
}

export function Tooltip({ children }: { children: ReactNode }) {
  const id = useId();
  const anchor = useRef<HTMLElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [open, setOpen] = useState(false);
  useEffect(() => () => clearTimeout(timer.current), []);
  function plan(next: boolean, afterMs: number) {
    clearTimeout(timer.current);
    if (afterMs === 0) setOpen(next);
    else timer.current = setTimeout(() => setOpen(next), afterMs);
  }
  return <Context value={{ id, open, plan, anchor }}>{children}</Context>;
}

/** What the tooltip is about: its only child. */
export function TooltipTrigger({ children }: { asChild: true; children: ReactNode }) {
  const { id, open, plan, anchor } = useTooltip();
  const isTouch = ({ pointerType }: PointerEvent) => pointerType === "touch";
  return (
    <Slot.Root
      ref={(element: HTMLElement | null) => {
        anchor.current = element;
      }}
      {...(open && { "aria-describedby": id })}
      onPointerEnter={(event: PointerEvent) => !isTouch(event) && plan(true, OPEN_MS)}
      onPointerLeave={() => plan(false, CLOSE_MS)}
      onPointerDown={() => plan(false, 0)}
      onClick={() => plan(false, 0)}
      onFocus={({ currentTarget }) => currentTarget.matches(":focus-visible") && plan(true, 0)}
      onBlur={() => plan(false, 0)}
    >
      {children}
    </Slot.Root>
  );
}

type ContentProps = Pick<ComponentProps<"div">, "className" | "children">;

export function TooltipContent(props: ContentProps) {
  return useTooltip().open ? createPortal(<OpenTooltip {...props} />, document.body) : null;
}

function OpenTooltip({ className, children }: ContentProps) {
  const { id, plan, anchor } = useTooltip();
  const element = useRef<HTMLDivElement>(null);
  useOverlay({
    element,
    anchor,
    align: "center",
    side: "top",
    gap: 6,
    onClose: () => plan(false, 0),
  });
  return (
    <div
      ref={element}
      id={id}
      popover="manual"
      role="tooltip"
      onPointerEnter={() => plan(true, 0)}
      onPointerLeave={() => plan(false, CLOSE_MS)}
      className={cn(
        "fixed inset-auto m-0 w-fit max-w-xs animate-in rounded-md border-0 bg-primary px-2.5 py-1.5 text-xs text-balance text-primary-foreground shadow-floating fade-in-0 zoom-in-98",
        className,
      )}
    >
      {children}
    </div>
  );
}
