"use client";

import { CheckIcon, ChevronDownIcon } from "lucide-react";
import {
  type ComponentProps,
  createContext,
  type ReactNode,
  type RefObject,
  use,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { cn } from "@/components/cn";
import { type Align, useOverlay, walkList } from "./overlay";

type Choice = {
  listId: string;
  value: string;
  choose: (value: string) => void;
  open: boolean;
  setOpen: (open: boolean) => void;
  trigger: RefObject<HTMLButtonElement | null>;
};

const Context = createContext<Choice | null>(null);

function useChoice(): Choice {
  const choice = use(Context);
  if (!choice) throw new Error("The parts of a choice need a Select around them.");
  return choice;
}

type SelectProps = { value: string; onValueChange: (value: string) => void; children: ReactNode };

export function Select({ value, onValueChange, children }: SelectProps) {
  const listId = useId();
  const trigger = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  function choose(next: string) {
    trigger.current?.focus();
    setOpen(false);
    if (next !== value) onValueChange(next);
  }
  return <Context value={{ listId, value, choose, open, setOpen, trigger }}>{children}</Context>;
}

/** What is chosen, in words. */
export function SelectValue({ children }: { children: string | undefined }) {
  return (
    <span data-slot="select-value" className="truncate" title={children}>
      {children}
    </span>
  );
}

export function SelectTrigger({
  className,
  size = "default",
  children,
  ...props
}: ComponentProps<"button"> & { size?: "sm" | "default" }) {
  const { listId, open, setOpen, trigger } = useChoice();
  return (
    <button
      {...props}
      ref={trigger}
      type="button"
      role="combobox"
      aria-haspopup="listbox"
      aria-expanded={open}
      aria-controls={open ? listId : undefined}
      data-size={size}
      onClick={() => setOpen(!open)}
      onKeyDown={(event) => {
        if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
        event.preventDefault();
        setOpen(true);
      }}
      className={cn(
        "flex w-fit items-center justify-between gap-2 rounded-md border border-control bg-card px-2.5 text-sm whitespace-nowrap shadow-raised transition-[border-color,background-color] hover:bg-accent/50 data-[size=default]:h-8 data-[size=sm]:h-7",
        "focus-visible:border-ring focus-visible:outline-2 focus-visible:-outline-offset-1 focus-visible:outline-ring",
        "disabled:cursor-not-allowed disabled:bg-muted disabled:text-muted-foreground aria-invalid:border-destructive",
        "[&_svg]:pointer-events-none [&_svg]:size-4 [&_svg]:shrink-0",
        className,
      )}
    >
      {children}
      <ChevronDownIcon aria-hidden className="text-muted-foreground" />
    </button>
  );
}

type ContentProps = { align?: Align; className?: string; children: ReactNode };

export function SelectContent(props: ContentProps) {
  return useChoice().open ? <OpenList {...props} /> : null;
}

function OpenList({ align = "start", className, children }: ContentProps) {
  const { listId, setOpen, trigger } = useChoice();
  const element = useRef<HTMLDivElement>(null);
  function close() {
    trigger.current?.focus();
    setOpen(false);
  }
  useOverlay({
    element,
    anchor: trigger,
    align,
    matchWidth: true,
    onClose: (by) => (by === "escape" ? close() : setOpen(false)),
  });
  useLayoutEffect(() => {
    const list = element.current;
    const chosen = list?.querySelector<HTMLElement>("[role=option][aria-selected=true]");
    (chosen ?? list?.querySelector<HTMLElement>("[role=option]"))?.focus();
  }, []);
  return (
    <div
      ref={element}
      id={listId}
      popover="manual"
      role="listbox"
      tabIndex={-1}
      aria-label="Choices"
      onKeyDown={(event) => walkList(event, close)}
      className={cn(
        "fixed inset-auto m-0 min-w-32 animate-in overflow-x-hidden overflow-y-auto rounded-lg border bg-popover p-1 text-left text-sm font-normal whitespace-normal text-popover-foreground shadow-floating outline-none fade-in-0 zoom-in-98",
        className,
      )}
    >
      {children}
    </div>
  );
}

export function SelectItem({ value, children }: { value: string; children: ReactNode }) {
  const choice = useChoice();
  const selected = choice.value === value;
  return (
    <button
      type="button"
      role="option"
      tabIndex={-1}
      aria-selected={selected}
      onPointerMove={({ currentTarget }) => currentTarget.focus({ preventScroll: true })}
      onClick={() => choice.choose(value)}
      className="relative flex w-full cursor-default items-center gap-2 rounded-sm py-1.5 pr-8 pl-2 text-sm outline-hidden select-none text-left focus:bg-accent focus:text-accent-foreground"
    >
      <span className="min-w-0 wrap-anywhere">{children}</span>
      {selected ? <CheckIcon aria-hidden className="absolute right-2 size-4 shrink-0" /> : null}
    </button>
  );
}
