import type { ComponentProps } from "react";
import { cn } from "@/components/cn";

type SwitchProps = ComponentProps<"button"> & {
  checked: boolean;
  onCheckedChange?: ((checked: boolean) => void) | undefined;
};

export function Switch({ checked, onCheckedChange, className, ...props }: SwitchProps) {
  const state = checked ? "checked" : "unchecked";
  return (
    <button
      type="button"
      role="switch"
      aria-checked={checked}
      data-state={state}
      onClick={() => onCheckedChange?.(!checked)}
      className={cn(
        "peer relative inline-flex h-[1.15rem] w-8 shrink-0 items-center rounded-full border border-transparent shadow-raised transition-colors after:absolute after:-inset-1.5 data-[state=checked]:bg-primary data-[state=unchecked]:border-muted-foreground/60 data-[state=unchecked]:bg-muted-foreground/70 disabled:cursor-not-allowed disabled:opacity-55",
        className,
      )}
      {...props}
    >
      <span
        data-state={state}
        className="pointer-events-none block size-3.5 rounded-full bg-background transition-transform data-[state=checked]:translate-x-[calc(100%+1px)] data-[state=unchecked]:translate-x-px"
      />
    </button>
  );
}
