import { useId } from "react";
import { Label } from "./input";

type RadioGroupProps<Value extends string> = {
  label: string;
  value: Value;
  options: readonly { value: Value; label: string }[];
  onChange: (value: Value) => void;
};

export function RadioGroup<Value extends string>(props: RadioGroupProps<Value>) {
  const { label, value, options, onChange } = props;
  const name = useId();
  return (
    <div role="radiogroup" aria-label={label} className="flex flex-wrap gap-x-5 gap-y-2">
      {options.map((option) => (
        <Label key={option.value} className="font-normal">
          <input
            type="radio"
            name={name}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
            className="relative size-4 shrink-0 appearance-none rounded-full border border-control bg-card shadow-raised after:absolute after:-inset-1.5 checked:border-5 checked:border-primary"
          />
          {option.label}
        </Label>
      ))}
    </div>
  );
}
