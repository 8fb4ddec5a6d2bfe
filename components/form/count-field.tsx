import { useState } from "react";
import { useController } from "react-hook-form";
import { Input } from "@/components/ui/input";
import { readWhole } from "@/lib/core/exact-number";
import { FormField } from "./form-field";

type CountFieldProps = {
  name: string;
  label: string;
  hint: string;
  placeholder: string;
  required?: boolean;
};

/** A whole number of the form around it, or null for blank; any other text stays as typed and stops the form. */
export function CountField({ name, label, hint, placeholder, required }: CountFieldProps) {
  const { field, fieldState } = useController({ name });
  const { value, onChange, onBlur, ref } = field;
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
      optional={!required}
      required={required}
      error={fieldState.error?.message}
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
