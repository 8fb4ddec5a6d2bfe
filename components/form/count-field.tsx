import { type Ref, useState } from "react";
import { Input } from "@/components/ui/input";
import { readWhole } from "@/lib/core/exact-number";
import { FormField } from "./form-field";

type CountFieldProps = {
  label: string;
  hint: string;
  placeholder: string;
  /** Null for blank. */
  value: number | null;
  onChange: (value: number | null) => void;
  onBlur: () => void;
  ref: Ref<HTMLInputElement>;
  error: string | undefined;
};

/** A whole number, or blank; any other text stays as typed and stops the form. */
export function CountField(props: CountFieldProps) {
  const { label, hint, placeholder, value, onChange, onBlur, ref, error } = props;
  const [typed, setTyped] = useState<string>();
  const text = typed ?? String(value ?? "");
  const isRead = text.trim() === "" || readWhole(text.trim()) !== undefined;

  function write(next: string) {
    setTyped(next);
    const number = readWhole(next.trim());
    if (number !== undefined || next.trim() === "") onChange(number ?? null);
  }

  return (
    <FormField
      label={label}
      optional
      error={error}
      hint={hint}
      problem={isRead ? null : "Enter a whole number."}
    >
      {(attributes) => (
        <Input
          {...attributes}
          ref={ref}
          inputMode="numeric"
          autoComplete="off"
          placeholder={placeholder}
          value={text}
          onBlur={onBlur}
          onChange={(event) => write(event.target.value)}
        />
      )}
    </FormField>
  );
}
