import { type ReactNode, useId } from "react";
import { FieldError } from "@/components/form/field-error";

type FieldSetProps = { legend: string; hint?: ReactNode; error?: string; children: ReactNode };

/** A label for a group of controls that belong together. */
export function FieldSet({ legend, hint, error, children }: FieldSetProps) {
  const id = useId();
  return (
    <fieldset
      aria-describedby={error ? `${id}-error` : undefined}
      data-invalid={error ? true : undefined}
      className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-2"
    >
      <legend className="contents text-sm font-medium">{legend}</legend>
      {hint ? <div className="-mt-1.5 text-xs text-muted-foreground">{hint}</div> : null}
      {children}
      <FieldError id={`${id}-error`} error={error} />
    </fieldset>
  );
}
