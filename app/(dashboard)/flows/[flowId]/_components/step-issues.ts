import {
  type ListPath,
  listAt,
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
  for (const place of halfJson(steps)) {
    if (!issues.has(place)) issues.set(place, "This begins as JSON and does not end as such.");
  }
  return issues;
}

const JSON_FIELD = /\b\d+\/config\/(http\/)?(value|body|errorHandling\/defaultValue)$/;

function isHalfJson(text: string): boolean {
  if (!/^\s*[{[]/.test(text) || text.includes("{{")) return false;
  try {
    JSON.parse(text);
    return false;
  } catch {
    return true;
  }
}

/** Places of texts that could have been JSON: a text with a template in it is left alone. */
function halfJson(value: unknown, place = ""): string[] {
  if (typeof value === "string") {
    return JSON_FIELD.test(place) && isHalfJson(value) ? [place] : [];
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    halfJson(inner, place === "" ? name : `${place}/${name}`),
  );
}

/** A field that is not filled in yet has a value of no kind; one that is may have another kind. */
function plain(message: string): string {
  if (!message.startsWith("Invalid input")) return message;
  if (/expected (number|int), received string/.test(message)) return "Enter a number.";
  if (/expected record, received array/.test(message)) return "Give every value a name of its own.";
  return "Fill this in.";
}

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
