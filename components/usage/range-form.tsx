"use client";

import { type FormEvent, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { rangeProblem } from "@/components/usage/range-problem";
import { fromLocalInput, toLocalInput } from "@/components/usage/time-label";
import { useViewerZone } from "@/components/usage/use-viewer-zone";
import type { UsageOverview } from "@/lib/contracts/usage-overview";

type RangeFormProps = {
  range: UsageOverview["range"];
  /** With both ends in ISO 8601. */
  onApply: (from: string, to: string) => void;
};

/** From one moment to another, in the viewer's zone. */
export function RangeForm({ range, onApply }: RangeFormProps) {
  const id = useId();
  const awake = useViewerZone() === undefined;
  const [typed, setTyped] = useState<{ from?: string; to?: string }>({});
  const [problem, setProblem] = useState<string | null>(null);
  const shown = (end: "from" | "to") =>
    typed[end] ?? (awake ? toLocalInput(new Date(range[end])) : "");

  function apply(event: FormEvent) {
    event.preventDefault();
    const from = fromLocalInput(shown("from"));
    const to = fromLocalInput(shown("to"));
    const found = rangeProblem(from, to);
    setProblem(found);
    if (found === null && from && to) onApply(from.toISOString(), to.toISOString());
  }

  return (
    <form
      onSubmit={apply}
      noValidate
      aria-label="Custom range"
      className="flex w-full flex-wrap items-end gap-2"
    >
      {(["from", "to"] as const).map((end) => (
        <div key={end} className="grid gap-1 max-sm:w-full">
          <Label htmlFor={`${id}-${end}`} className="text-xs">
            {end === "from" ? "From" : "To"}
          </Label>
          <Input
            id={`${id}-${end}`}
            type="datetime-local"
            max="9998-12-31T23:59"
            className="w-full sm:w-52"
            value={shown(end)}
            aria-invalid={problem !== null}
            aria-describedby={`${id}-note`}
            onChange={(event) => setTyped({ ...typed, [end]: event.target.value })}
          />
        </div>
      ))}
      <Button type="submit" variant="outline">
        Apply
      </Button>
      <p
        id={`${id}-note`}
        role={problem ? "alert" : undefined}
        className={problem ? "text-xs text-destructive" : "text-xs text-muted-foreground"}
      >
        {problem ?? "Your time. Hours and days are counted whole, days as UTC days."}
      </p>
    </form>
  );
}
