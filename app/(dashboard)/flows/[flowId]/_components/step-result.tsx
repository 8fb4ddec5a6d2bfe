import { CodeSnippet } from "@/components/code-snippet";
import type { StepRun } from "@/lib/contracts/flow-run";

/** What a step gave or why it failed. */
export function StepResult({ run }: { run: StepRun | undefined }) {
  if (!run) return null;
  return (
    <div className="grid gap-2 empty:hidden">
      {run.error === undefined ? null : (
        <p role="status" className="text-sm wrap-anywhere text-destructive">
          {run.error}
        </p>
      )}
      {run.output === undefined ? null : (
        <CodeSnippet label="Output of the last run" code={shownValue(run.output)} />
      )}
    </div>
  );
}

/** A value as a person reads it: a text as it stands, all else as JSON. */
export function shownValue(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value, null, 2) ?? "nothing");
}
