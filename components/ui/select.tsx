import { CheckIcon, ChevronDownIcon } from "lucide-react";
import { type ComponentProps, useId, useRef, useState } from "react";
import { cn } from "@/components/cn";
import { type Align, Overlay, walkList } from "./overlay";

type SelectProps = Omit<ComponentProps<"button">, "value" | "onChange" | "children"> & {
  value: string;
  options: readonly { value: string; label: string }[];
  onChange: (value: string) => void;
  /** What is chosen here, before the choice. */
  label?: string;
  /** The choice in words, where the options do not have it. */
  chosen?: string;
  align?: Align;
};

/** One choice of several, from a list that opens. */
export function Select(props: SelectProps) {
  const { value, options, onChange, label, chosen, align = "start", className, ...rest } = props;
  const listId = useId();
  const trigger = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const text = chosen ?? options.find((option) => option.value === value)?.label;

  function close() {
    trigger.current?.focus();
    setOpen(false);
  }

  function choose(next: string) {
    close();
    if (next !== value) onChange(next);
  }

  return (
    <>
      <button
        aria-label={label}
        {...rest}
        ref={trigger}
        type="button"
        role="combobox"
        aria-haspopup="listbox"
        aria-expanded={open}
        aria-controls={open ? listId : undefined}
        onClick={() => setOpen(!open)}
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
          event.preventDefault();
          setOpen(true);
        }}
        className={cn(
          "flex h-8 w-fit items-center justify-between gap-2 rounded-md border border-control bg-card px-2.5 text-sm whitespace-nowrap shadow-raised transition-[border-color,background-color] hover:bg-accent/50 focus-visible:border-ring focus-visible:outline-2 focus-visible:-outline-offset-1 focus-visible:outline-ring disabled:cursor-not-allowed disabled:bg-muted disabled:text-muted-foreground aria-invalid:border-destructive",
          className,
        )}
      >
        <span className="flex min-w-0 items-center gap-1.5">
          {label ? <span className="text-muted-foreground">{label}</span> : null}
          <span className="truncate" title={text}>
            {text}
          </span>
        </span>
        <ChevronDownIcon aria-hidden className="size-4 shrink-0 text-muted-foreground" />
      </button>
      {open ? (
        <Overlay
          anchor={trigger}
          align={align}
          matchWidth
          id={listId}
          role="listbox"
          tabIndex={-1}
          aria-label="Choices"
          onClose={(by) => (by === "escape" ? close() : setOpen(false))}
          onShown={focusChosen}
          onKeyDown={(event) => walkList(event, close)}
          className="min-w-32 max-w-80"
        >
          {options.map((option) => (
            <Option
              key={option.value}
              label={option.label}
              selected={option.value === value}
              onChoose={() => choose(option.value)}
            />
          ))}
        </Overlay>
      ) : null}
    </>
  );
}

function focusChosen(list: HTMLElement): void {
  const chosen = list.querySelector<HTMLElement>("[role=option][aria-selected=true]");
  (chosen ?? list.querySelector<HTMLElement>("[role=option]"))?.focus();
}

type OptionProps = { label: string; selected: boolean; onChoose: () => void };

function Option({ label, selected, onChoose }: OptionProps) {
  return (
    <button
      type="button"
      role="option"
      tabIndex={-1}
      aria-selected={selected}
      onPointerMove={({ currentTarget }) => currentTarget.focus({ preventScroll: true })}
      onClick={onChoose}
      className="relative flex w-full cursor-default items-center rounded-sm py-1.5 pr-8 pl-2 text-left text-sm outline-hidden select-none focus:bg-accent focus:text-accent-foreground"
    >
      <span className="min-w-0 wrap-anywhere">{label}</span>
      {selected ? <CheckIcon aria-hidden className="absolute right-2 size-4 shrink-0" /> : null}
    </button>
  );
}
