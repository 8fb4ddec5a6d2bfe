import { CheckIcon, MinusIcon } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "@/components/cn";

type CheckboxProps = ComponentProps<"button"> & {
  checked: boolean | "indeterminate";
  onCheckedChange?: (checked: boolean) => void;
};

export function Checkbox(props: CheckboxProps) {
  const { checked, onCheckedChange, onClick, className, ...rest } = props;
  const isMixed = checked === "indeterminate";
  const isOn = checked === true;
  return (
    <button
      type="button"
      role="checkbox"
      aria-checked={isMixed ? "mixed" : isOn}
      data-state={isMixed ? "indeterminate" : isOn ? "checked" : "unchecked"}
      onKeyDown={(event) => {
        // Enter sends the form that it is in, or follows the row.
        if (event.key === "Enter") event.preventDefault();
      }}
      onClick={(event) => {
        onClick?.(event);
        onCheckedChange?.(!isOn);
      }}
      className={cn(
        "peer relative size-4 shrink-0 rounded-[4px] border border-control bg-card shadow-raised transition-colors after:absolute after:-inset-1.5 data-[state=checked]:border-primary data-[state=checked]:bg-primary data-[state=checked]:text-primary-foreground data-[state=indeterminate]:border-primary data-[state=indeterminate]:bg-primary data-[state=indeterminate]:text-primary-foreground disabled:cursor-not-allowed disabled:opacity-55 aria-invalid:border-destructive",
        className,
      )}
      {...rest}
    >
      {isOn ? <CheckIcon aria-hidden className="size-3.5" strokeWidth={2.75} /> : null}
      {isMixed ? <MinusIcon aria-hidden className="size-3.5" strokeWidth={2.75} /> : null}
    </button>
  );
}
