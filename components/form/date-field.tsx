import { useRef, useState } from "react";
import { cn } from "@/components/cn";
import { useNow } from "@/components/hooks/use-now";
import { Input } from "@/components/ui/input";
import { daysFrom, describeExpiry, endOfDay, toDateInput } from "./expiry-date";
import { FormField } from "./form-field";

type DateFieldProps = {
  label: string;
  /** ISO time at which it ends; null for never, undefined while nothing is chosen. */
  value: string | null | undefined;
  onChange: (value: string | null) => void;
  error?: string;
  /** Whether something must be chosen. */
  required?: boolean;
};

const PRESETS = [
  { label: "7 days", days: 7 },
  { label: "30 days", days: 30 },
  { label: "60 days", days: 60 },
  { label: "90 days", days: 90 },
  { label: "1 year", days: 365 },
  { label: "Never", days: null },
] as const;

function inWords(value: string | null | undefined, now: Date) {
  return value === undefined ? "Choose a date, or Never." : describeExpiry(value, now);
}

/** A date, blank for never, with presets; a chosen day counts to its end in the viewer's zone. */
export function DateField(props: DateFieldProps) {
  const { label, value, onChange, error, required = false } = props;
  const clock = useNow();
  const now = new Date(clock ?? 0);
  const input = useRef<HTMLInputElement>(null);
  // What was typed stands until something is chosen: the browser has it as "" while it is no date.
  const [typed, setTyped] = useState<string>();
  const [isHalf, setHalf] = useState(false);
  const day = typed ?? (!value || clock === null ? "" : toDateInput(new Date(value)));
  const isRead = typed === undefined || endOfDay(typed) !== null;
  const isChosen = clock !== null && value !== undefined && isRead && !isHalf;

  function presetDay(days: number | null) {
    return days === null ? "" : toDateInput(daysFrom(now, days));
  }

  function write({ value: next, validity }: HTMLInputElement) {
    setTyped(next);
    setHalf(validity.badInput);
    const end = endOfDay(next);
    if (end) onChange(end.toISOString());
  }

  /** Writes over what is half typed, which the browser has as "" already. */
  function choose(next: string) {
    setTyped(undefined);
    setHalf(false);
    if (input.current) {
      input.current.value = next;
      input.current.dispatchEvent(new Event("input"));
    }
    onChange(endOfDay(next)?.toISOString() ?? null);
  }

  return (
    <FormField
      label={label}
      optional={!required}
      required={required}
      error={error}
      problem={isRead ? null : "Choose a date, or Never."}
      hint={
        clock === null ? null : (
          <span role="status">{inWords(isRead && !isHalf ? value : undefined, now)}</span>
        )
      }
    >
      {(control) => (
        <div className="flex flex-wrap items-center gap-2">
          <Input
            {...control}
            ref={input}
            type="date"
            value={day}
            min={clock === null ? undefined : toDateInput(now)}
            max="9999-12-31"
            className="w-40"
            onChange={(event) => write(event.target)}
            onKeyUp={(event) => setHalf(event.currentTarget.validity.badInput)}
          />
          <fieldset aria-label="Presets" className="flex flex-wrap gap-1">
            {PRESETS.map(({ label: name, days }) => {
              const pressed = isChosen && day === presetDay(days);
              return (
                <button
                  key={name}
                  type="button"
                  aria-pressed={pressed}
                  className={cn(
                    "h-7 rounded-md border px-2 text-xs font-medium transition-colors",
                    pressed
                      ? "border-brand bg-brand-soft text-brand"
                      : "text-muted-foreground hover:bg-accent hover:text-foreground",
                  )}
                  onClick={() => choose(presetDay(days))}
                >
                  {name}
                </button>
              );
            })}
          </fieldset>
        </div>
      )}
    </FormField>
  );
}
