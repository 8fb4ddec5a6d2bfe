import { cn } from "@/components/cn";
import { Select } from "@/components/ui/select";
import { useUrlState } from "./url-state-provider";

type FilterSelectProps = {
  /** What is filtered: "Environment". */
  label: string;
  param: string;
  options: readonly { value: string; label: string }[];
  /** Parameters that mean nothing once this one changes. */
  clears?: readonly string[];
  className?: string;
};

/** The choice that filters nothing. */
const ANY = "any";

export function FilterSelect(props: FilterSelectProps) {
  const { label, param, options, clears = [], className } = props;
  const url = useUrlState();
  const value = url.get(param) ?? ANY;
  const cleared = Object.fromEntries(clears.map((name) => [name, null]));
  const isKnown = value === ANY || options.some((option) => option.value === value);
  return (
    <Select
      label={label}
      className={cn(value !== ANY && "border-brand-line bg-brand-soft", className)}
      value={value}
      chosen={isKnown ? undefined : value}
      options={[{ value: ANY, label: "Any" }, ...options]}
      onChange={(next) => url.set({ ...cleared, [param]: next === ANY ? null : next }, "push")}
    />
  );
}
