import { jsonBytes } from "@/lib/contracts/json-field";

export const MAX_STEPS = 200;
const MAX_NESTING = 10;
export const MAX_FLOW_BYTES = 131_072;

type Place = (string | number)[];

type StepIssue = { path: Place; message: string };

/** The lists of steps that a step holds, by field of its config; none for a plain step. */
type Branches<S> = (step: S) => Record<string, S[]> | undefined;

/**
 * What is wrong with the steps of a flow taken together; paths start at the list. Steps that are too
 * many or too large are looked at no further.
 */
export function flowStepIssues<S extends { id: string }>(
  steps: readonly S[],
  branchesOf: Branches<S>,
  issuesOf: (step: S) => StepIssue[],
): StepIssue[] {
  const tooMuch = sizeProblem(steps, branchesOf);
  if (tooMuch !== undefined) return [{ path: [], message: tooMuch }];
  const issues: StepIssue[] = [];
  const ids = new Set<string>();
  const walk = (list: readonly S[], place: Place, depth: number): void => {
    for (const [index, step] of list.entries()) {
      const path = [...place, index];
      if (ids.has(step.id))
        issues.push({ path: [...path, "id"], message: "Used by another step." });
      ids.add(step.id);
      for (const issue of issuesOf(step)) issues.push({ ...issue, path: [...path, ...issue.path] });
      const branches = branchesOf(step);
      if (branches && depth === MAX_NESTING) {
        issues.push({ path, message: `Nest conditional steps at most ${MAX_NESTING} deep.` });
        continue;
      }
      for (const [field, inner] of Object.entries(branches ?? {})) {
        walk(inner, [...path, "config", field], depth + 1);
      }
    }
  };
  walk(steps, [], 0);
  return issues;
}

function sizeProblem<S>(steps: readonly S[], branchesOf: Branches<S>): string | undefined {
  if (countOf(steps, branchesOf) > MAX_STEPS) return `Use at most ${MAX_STEPS} steps.`;
  return jsonBytes(steps) > MAX_FLOW_BYTES
    ? `Use at most ${MAX_FLOW_BYTES} bytes of JSON.`
    : undefined;
}

function countOf<S>(steps: readonly S[], branchesOf: Branches<S>): number {
  const inside = steps.flatMap((step) => Object.values(branchesOf(step) ?? {}));
  return inside.reduce((sum, list) => sum + countOf(list, branchesOf), steps.length);
}
