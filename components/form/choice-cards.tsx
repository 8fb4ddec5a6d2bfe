"use client";

import { RadioGroup as RadioGroupPrimitive } from "radix-ui";
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
export function ChoiceCards<Value extends string>({
  label,
  choices,
  value,
  onChange,
  className,
}: ChoiceCardsProps<Value>) {
  const id = useId();
  return (
    <RadioGroupPrimitive.Root
      aria-label={label}
      value={value ?? ""}
      onValueChange={(next) => {
        const chosen = choices.find((choice) => choice.value === next);
        if (chosen) onChange(chosen.value);
      }}
      className={cn("grid gap-2 sm:grid-cols-2", className)}
    >
      {choices.map((choice) => (
        <RadioGroupPrimitive.Item
          key={choice.value}
          value={choice.value}
          disabled={Boolean(choice.disabledReason)}
          aria-labelledby={`${id}-${choice.value}`}
          aria-describedby={`${id}-${choice.value}-about`}
          className="group/choice flex items-start gap-2.5 rounded-lg border border-input bg-card px-3 py-2.5 text-left shadow-raised transition-colors hover:bg-subtle data-[state=checked]:border-brand data-[state=checked]:bg-brand-soft disabled:cursor-not-allowed disabled:border-dashed disabled:bg-muted disabled:shadow-none"
        >
          <span
            aria-hidden
            className="mt-0.5 flex size-4 shrink-0 items-center justify-center rounded-full border border-control bg-card group-data-[state=checked]/choice:border-brand group-data-[state=checked]/choice:bg-brand"
          >
            <RadioGroupPrimitive.Indicator className="size-1.5 rounded-full bg-background" />
          </span>
          <span className="grid min-w-0 gap-0.5">
            <span
              id={`${id}-${choice.value}`}
              className="flex items-center gap-1.5 text-sm font-medium group-disabled/choice:text-muted-foreground"
            >
              {choice.icon}
              {choice.label}
            </span>
            <span id={`${id}-${choice.value}-about`} className="text-xs text-muted-foreground">
              {choice.disabledReason ?? choice.description}
            </span>
          </span>
        </RadioGroupPrimitive.Item>
      ))}
    </RadioGroupPrimitive.Root>
  );
}
