"use client";

import { Slot } from "radix-ui";
import {
  type ComponentProps,
  createContext,
  type ReactNode,
  type RefObject,
  use,
  useId,
  useRef,
  useState,
} from "react";
import { cn } from "@/components/cn";
import { type Align, Overlay } from "./overlay";

type State = {
  id: string;
  open: boolean;
  setOpen: (open: boolean) => void;
  anchor: RefObject<HTMLElement | null>;
};

const Context = createContext<State | null>(null);

function usePopover(): State {
  const state = use(Context);
  if (!state) throw new Error("The parts of a popover need a Popover around them.");
  return state;
}

type PopoverProps = {
  /** Left out, it is opened and closed by its trigger. */
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  children: ReactNode;
};

export function Popover({ open: given, onOpenChange, children }: PopoverProps) {
  const id = useId();
  const anchor = useRef<HTMLElement>(null);
  const [own, setOwn] = useState(false);
  function setOpen(next: boolean) {
    setOwn(next);
    onOpenChange?.(next);
  }
  return <Context value={{ id, open: given ?? own, setOpen, anchor }}>{children}</Context>;
}

export function PopoverTrigger(props: ComponentProps<"button">) {
  const { open, setOpen } = usePopover();
  return (
    <PopoverAnchor>
      <button
        type="button"
        {...props}
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      />
    </PopoverAnchor>
  );
}

/** What the popover stands beside, and takes its name from. */
export function PopoverAnchor({ children }: { children: ReactNode }) {
  const { id, anchor } = usePopover();
  return (
    <Slot.Root
      id={id}
      ref={(element: HTMLElement | null) => {
        anchor.current = element;
      }}
    >
      {children}
    </Slot.Root>
  );
}

const FOCUSABLE = "a[href], button:enabled, input:enabled, textarea:enabled, [tabindex='0']";

type ContentProps = { align?: Align; className?: string; children: ReactNode };

export function PopoverContent({ align = "center", className, children }: ContentProps) {
  const { id, open, setOpen, anchor } = usePopover();
  if (!open) return null;
  return (
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
  );
}
