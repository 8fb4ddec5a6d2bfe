import { useRef, useState } from "react";
import { useController } from "react-hook-form";
import { cn } from "@/components/cn";
import { useNow } from "@/components/hooks/use-now";
import { Input } from "@/components/ui/input";
import { daysFrom, describeExpiry, endOfDay, toDateInput } from "./expiry-date";
import { FormField } from "./form-field";

/** ISO time at which a key ends; null for never, undefined while nothing is chosen. */
type Values = { expiresAt: string | null | undefined };

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

/**
 * When a key ends: a date, blank for never, with presets; a chosen day counts to its end in the
 * viewer's zone. A form that changes several keys makes its person choose.
 */
export function ExpiryField({ required = false }: { required?: boolean }) {
  const { field, fieldState } = useController<Values>({ name: "expiresAt" });
  const { value, onChange } = field;
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
      label="Expiration Date"
      optional={!required}
      required={required}
      error={fieldState.error?.message}
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
            {PRESETS.map(({ label, days }) => {
              const pressed = isChosen && day === presetDay(days);
              return (
                <button
                  key={label}
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
                  {label}
                </button>
              );
            })}
          </fieldset>
        </div>
      )}
    </FormField>
  );
}
