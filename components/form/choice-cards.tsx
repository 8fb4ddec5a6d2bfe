import { type ReactNode, useId } from "react";
import { cn } from "@/components/cn";

type Choice<Value extends string> = {
  value: Value;
  label: string;
  description?: ReactNode;
  icon?: ReactNode;
  /** Why it cannot be chosen. */
  disabledReason?: string | null;
};

type ChoiceCardsProps<Value extends string> = {
  label: string;
  choices: readonly Choice<Value>[];
  /** Null when none of them is chosen. */
  value: Value | null;
  onChange: (value: Value) => void;
  className?: string;
};

/** Radio buttons as cards. */
export function ChoiceCards<Value extends string>(props: ChoiceCardsProps<Value>) {
  const { label, choices, value, onChange, className } = props;
  const id = useId();
  return (
    <div
      role="radiogroup"
      aria-label={label}
      className={cn("grid gap-2 sm:grid-cols-2", className)}
    >
      {choices.map((choice) => (
        <label
          key={choice.value}
          className="flex cursor-pointer items-start gap-2.5 rounded-lg border border-input bg-card px-3 py-2.5 text-left shadow-raised transition-colors hover:bg-subtle has-checked:border-brand has-checked:bg-brand-soft has-disabled:cursor-not-allowed has-disabled:border-dashed has-disabled:bg-muted has-disabled:shadow-none has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ring"
        >
          <input
            type="radio"
            name={id}
            checked={choice.value === value}
            disabled={Boolean(choice.disabledReason)}
            aria-labelledby={`${id}-${choice.value}`}
            aria-describedby={`${id}-${choice.value}-about`}
            className="mt-0.5 size-4 shrink-0 appearance-none rounded-full border border-control bg-card outline-none checked:border-5 checked:border-brand"
            onChange={() => onChange(choice.value)}
          />
          <span className="grid min-w-0 gap-0.5">
            <span
              id={`${id}-${choice.value}`}
              className={cn(
                "flex items-center gap-1.5 text-sm font-medium",
                choice.disabledReason && "text-muted-foreground",
              )}
            >
              {choice.icon}
              {choice.label}
            </span>
            <span id={`${id}-${choice.value}-about`} className="text-xs text-muted-foreground">
              {choice.disabledReason ?? choice.description}
            </span>
          </span>
        </label>
      ))}
    </div>
  );
}
