import { CircleAlertIcon } from "lucide-react";
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { Label } from "@/components/ui/input";
import { type Left, setEntryProblem, watchEntry } from "./understood";

type FieldControl = {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": boolean | undefined;
  "aria-required": boolean | undefined;
};

type FormFieldProps = {
  label: string;
  hint?: ReactNode;
  error?: string;
  /** What of the typed text is not understood: stops the form, shown once the field is left. */
  problem?: string | null;
  required?: boolean;
  /** Marks the label, for forms in which most fields are required. */
  optional?: boolean;
  /** Spread the control's attributes on the input. */
  children: (control: FieldControl) => ReactNode;
};

export function FormField(props: FormFieldProps) {
  const { label, hint, problem, required, optional, children } = props;
  const id = useId();
  const field = useRef<HTMLDivElement>(null);
  const [left, setLeft] = useState<Left>();
  // An error that is on screen is about what was typed before, once that is not understood.
  const error = left?.half ?? (left || props.error ? (problem ?? props.error) : undefined);
  const described = [error ? `${id}-error` : "", hint ? `${id}-hint` : ""].filter(Boolean);

  useEffect(() => setEntryProblem(id, problem), [id, problem]);
  useEffect(
    () => (field.current === null ? undefined : watchEntry(field.current, id, setLeft)),
    [id],
  );

  return (
    <div ref={field} className="grid min-w-0 content-start gap-1.5">
      <div className="flex flex-wrap items-baseline gap-1.5 text-sm leading-5">
        <Label htmlFor={id}>{label}</Label>
        {optional ? <span className="text-muted-foreground">optional</span> : null}
      </div>
      {children({
        id,
        "aria-describedby": described.length > 0 ? described.join(" ") : undefined,
        "aria-invalid": error ? true : undefined,
        "aria-required": required || undefined,
      })}
      <FieldError id={`${id}-error`} error={error} />
      {hint ? (
        <div id={`${id}-hint`} className="text-xs text-muted-foreground">
          {hint}
        </div>
      ) : null}
    </div>
  );
}

/** The first message among the errors of a field, also where the field is a list. */
export function errorText(error: unknown): string | undefined {
  if (Array.isArray(error)) {
    return error.map(errorText).find((message) => message !== undefined);
  }
  if (typeof error !== "object" || error === null || !("message" in error)) return undefined;
  return typeof error.message === "string" ? error.message : undefined;
}

function FieldError({ id, error }: { id?: string; error: string | undefined }) {
  if (!error) return null;
  return (
    <p id={id} role="alert" className="flex items-start gap-1.5 text-xs text-destructive">
      <CircleAlertIcon aria-hidden className="mt-px size-3.5 shrink-0" />
      {error}
    </p>
  );
}

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
