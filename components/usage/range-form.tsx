"use client";

import { useState } from "react";
import { Form } from "@/components/form/form";
import { FormField } from "@/components/form/form-field";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { rangeProblem } from "@/components/usage/range-problem";
import { fromLocalInput, toLocalInput } from "@/components/usage/time-label";
import { useViewerZone } from "@/components/usage/use-viewer-zone";
import type { UsageOverview } from "@/lib/contracts/usage-overview";

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
export function RangeForm({ range, onApply }: RangeFormProps) {
  const awake = useViewerZone() === undefined;
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
        Your time. Hours and days are counted whole, days as UTC days.
      </p>
    </Form>
  );
}
