"use client";

import { cn } from "@/components/cn";
import {
  Select,
  SelectContent,
  SelectItem,
  SelectTrigger,
  SelectValue,
} from "@/components/ui/select";
import { useUrlState } from "./url-state-provider";

type FilterSelectProps = {
  /** What is filtered: "Environment". */
  label: string;
  param: string;
  options: readonly { value: string; label: string }[];
  /** The choice that filters nothing. */
  anyLabel?: string;
  /** Parameters that mean nothing once this one changes. */
  clears?: readonly string[];
  className?: string;
};

const ANY = "any";

export function FilterSelect({
  label,
  param,
  options,
  anyLabel = "Any",
  clears = [],
  className,
}: FilterSelectProps) {
  const url = useUrlState();
  const value = url.get(param) ?? ANY;
  const cleared = Object.fromEntries(clears.map((name) => [name, null]));
  const chosen = options.find((option) => option.value === value)?.label;
  return (
    <Select
      value={value}
      onValueChange={(next) => url.set({ ...cleared, [param]: next === ANY ? null : next }, "push")}
    >
      <SelectTrigger
        aria-label={label}
        className={cn(value !== ANY && "border-brand-line bg-brand-soft", className)}
      >
        <span className="flex min-w-0 items-center gap-1.5">
          <span className="text-muted-foreground">{label}</span>
          <SelectValue>{chosen ?? (value === ANY ? anyLabel : value)}</SelectValue>
        </span>
      </SelectTrigger>
      <SelectContent>
        <SelectItem value={ANY}>{anyLabel}</SelectItem>
        {options.map((option) => (
          <SelectItem key={option.value} value={option.value}>
            {option.label}
          </SelectItem>
        ))}
      </SelectContent>
    </Select>
  );
}
