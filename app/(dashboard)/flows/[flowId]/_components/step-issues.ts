import {
  type ListPath,
  numbered,
  type StepDraft,
} from "@/app/(dashboard)/flows/[flowId]/_components/step-draft";
import { flowStepsField } from "@/lib/contracts/flow-step";

/** Messages by the place they are about, as `0/config/template`. */
export type StepIssues = ReadonlyMap<string, string>;

/** What the contract says of the steps; empty when they may be saved. */
export function stepIssues(steps: readonly StepDraft[]): StepIssues {
  const parsed = flowStepsField.safeParse(numbered(steps));
  const issues = new Map<string, string>();
  for (const { path, message } of parsed.error?.issues ?? []) {
    const place = path.map(String).join("/");
    if (!issues.has(place)) issues.set(place, plain(message));
  }
  return issues;
}

/** A field that is not filled in yet has a value of no kind. */
function plain(message: string): string {
  return message.startsWith("Invalid input") ? "Fill this in." : message;
}

/** The issues at a place and below it. */
export function issuesUnder(issues: StepIssues, path: ListPath): string[] {
  const place = path.join("/");
  return [...issues]
    .filter(([at]) => at === place || at.startsWith(`${place}/`))
    .map(([, text]) => text);
}

/** The first message about a field or something in it. */
export function fieldIssue(issues: StepIssues, path: ListPath): string | undefined {
  return issuesUnder(issues, path)[0];
}
