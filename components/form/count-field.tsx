"use client";

import type { Ref } from "react";
import { FormField } from "@/components/form/form-field";
import { Input } from "@/components/ui/input";

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

/** A whole number from 1 on, or blank. */
export function CountField(props: CountFieldProps) {
  const { label, hint, placeholder, value, onChange, onBlur, ref, error } = props;
  return (
    <FormField label={label} optional error={error} hint={hint}>
      {(attributes) => (
        <Input
          {...attributes}
          ref={ref}
          type="number"
          inputMode="numeric"
          min={1}
          step={1}
          placeholder={placeholder}
          value={value ?? ""}
          onBlur={onBlur}
          onChange={(event) =>
            onChange(event.target.value === "" ? null : event.target.valueAsNumber)
          }
        />
      )}
    </FormField>
  );
}
