import { type ListPath, listAt, type StepDraft } from "./step-draft";

/** Messages by the place they are about, as `0/config/template`. */
export type StepIssues = ReadonlyMap<string, string>;

/** A field of a step, by the id that the step keeps wherever it is moved to. */
export function fieldKey(stepId: string, field: string): string {
  return `${stepId} ${field}`;
}

/** Without those of fresh steps in fields that nobody has filled in and left yet. */
export function dueIssues(
  steps: readonly StepDraft[],
  issues: StepIssues,
  fresh: ReadonlySet<string>,
  left: ReadonlySet<string>,
): StepIssues {
  return new Map(
    [...issues].filter(([place]) => {
      const { id, field } = ownerOf(steps, place.split("/"));
      return id === undefined || !fresh.has(id) || isLeft(left, id, field);
    }),
  );
}

function isLeft(left: ReadonlySet<string>, id: string, field: readonly string[]): boolean {
  return field.some((_, length) => left.has(fieldKey(id, field.slice(0, length + 1).join("/"))));
}

/** The innermost step that a place is in, and the rest of the way there. */
function ownerOf(
  steps: readonly StepDraft[],
  place: readonly string[],
): { id: string | undefined; field: readonly string[] } {
  const [index, config, branch, ...deeper] = place;
  const step = steps[Number(index)];
  const nested = step && config === "config" ? listAt([step], [0, "config", branch ?? ""]) : [];
  if (nested.length > 0 && deeper.length > 0) return ownerOf(nested, deeper);
  return { id: step?.id, field: place.slice(1) };
}

/** The issues at a place and below it. */
export function issuesUnder(issues: StepIssues, path: ListPath): string[] {
  const place = path.join("/");
  return [...issues]
    .filter(([at]) => at === place || at.startsWith(`${place}/`))
    .map(([, text]) => text);
}

/** What is said of a field of a config; that its group is missing, when the group needs it. */
export function configIssue(
  issues: StepIssues,
  config: ListPath,
  { path, required }: { path: string; required: boolean },
): string | undefined {
  const [group = "", ...rest] = path.split(".");
  const own = fieldIssue(issues, [...config, group, ...rest]);
  return own ?? (required ? issues.get([...config, group].join("/")) : undefined);
}

/** The first message about a field or something in it. */
export function fieldIssue(issues: StepIssues, path: ListPath): string | undefined {
  return issuesUnder(issues, path)[0];
}
