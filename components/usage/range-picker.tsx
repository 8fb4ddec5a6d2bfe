import { useState } from "react";
import { Form } from "@/components/form/form";
import { FormField } from "@/components/form/form-field";
import { useHydrated } from "@/components/hooks/use-in-browser";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { useUrlState } from "@/components/url-state/url-state-provider";
import type { UsageOverview, UsageQuery } from "@/lib/contracts/analytics/overview";
import { fromLocalInput, toLocalInput } from "./time-label";
import { DEFAULT_RANGE, RANGE_OPTIONS, rangeProblem } from "./usage-ranges";

type RangeFormProps = {
  range: UsageOverview["range"];
  /** With both ends in ISO 8601. */
  onApply: (from: string, to: string) => void;
};

const ENDS = [
  ["from", "From"],
  ["to", "To"],
] as const;

/** From one moment to another, in the viewer's zone. */
function RangeForm({ range, onApply }: RangeFormProps) {
  const awake = useHydrated();
  const [typed, setTyped] = useState<{ from?: string; to?: string }>({});
  const [problem, setProblem] = useState<string | null>(null);
  const shown = (end: "from" | "to") =>
    typed[end] ?? (awake ? toLocalInput(new Date(range[end])) : "");

  function apply() {
    const from = fromLocalInput(shown("from"));
    const to = fromLocalInput(shown("to"));
    if (!from || !to) return;
    const found = rangeProblem(from, to);
    setProblem(found);
    if (found === null) onApply(from.toISOString(), to.toISOString());
  }

  return (
    <Form
      onSubmit={apply}
      aria-label="Custom range"
      className="flex w-full flex-wrap items-start gap-2"
    >
      {ENDS.map(([end, label]) => (
        <div key={end} className="w-full sm:w-52">
          <FormField
            label={label}
            problem={fromLocalInput(shown(end)) ? null : "Enter a date and a time."}
            error={(end === "from" && problem) || undefined}
          >
            {(control) => (
              <Input
                {...control}
                type="datetime-local"
                max="9998-12-31T23:59"
                value={shown(end)}
                onChange={(event) => setTyped({ ...typed, [end]: event.target.value })}
              />
            )}
          </FormField>
        </div>
      ))}
      <Button type="submit" variant="outline" className="sm:mt-6.5">
        Apply
      </Button>
      <p className="w-full text-xs text-muted-foreground">
        In your time zone. Hours and days are counted in full, and days are UTC days.
      </p>
    </Form>
  );
}

type RangePickerProps = {
  query: UsageQuery;
  /** What is on screen. */
  range: UsageOverview["range"];
};

const CUSTOM = "custom";

/** The time that is looked at: one of the usual ranges, or from one moment to another. */
export function RangePicker({ query, range }: RangePickerProps) {
  const url = useUrlState();
  const [asking, setAsking] = useState(false);
  const value = query.from === undefined ? (query.range ?? DEFAULT_RANGE) : CUSTOM;

  function choose(next: string) {
    setAsking(next === CUSTOM);
    if (next === CUSTOM) return;
    url.set({ range: next === DEFAULT_RANGE ? null : next, from: null, to: null }, "push");
  }

  return (
    <>
      <Select
        aria-label="Time range"
        value={asking ? CUSTOM : value}
        options={[...RANGE_OPTIONS, { value: CUSTOM, label: "Custom range" }]}
        onChange={choose}
      />
      {asking || value === CUSTOM ? (
        <RangeForm
          key={`${range.from} ${range.to}`}
          range={range}
          onApply={(from, to) => {
            setAsking(false);
            url.set({ range: null, from, to }, "push");
          }}
        />
      ) : null}
    </>
  );
}
