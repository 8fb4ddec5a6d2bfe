import { isFields } from "@/lib/core/fields";

/** How one step differs between two versions of a flow. */
export type StepDifference = {
  id: string;
  name: string;
  kind: "added" | "removed" | "changed";
  /** For a changed step: fields by path, with what they held before and hold now. */
  fields: { path: string; before: string; after: string }[];
};

type Facts = { name: string; fields: ReadonlyMap<string, string> };

const NOTHING = "not set";
const BRANCHES = new Set(["trueSteps", "falseSteps"]);

/** The steps, branches included, that differ from one version to the next, in their new order. */
export function stepDifferences(before: unknown, after: unknown): StepDifference[] {
  const [old, current] = [factsOf(before), factsOf(after)];
  const removed = [...old].filter(([id]) => !current.has(id));
  return [
    ...[...current].flatMap(([id, facts]): StepDifference[] => {
      const was = old.get(id);
      if (!was) return [{ id, name: facts.name, kind: "added", fields: [] }];
      const fields = changedFields(was.fields, facts.fields);
      return fields.length > 0 ? [{ id, name: facts.name, kind: "changed", fields }] : [];
    }),
    ...removed.map(([id, { name }]) => ({ id, name, kind: "removed" as const, fields: [] })),
  ];
}

function changedFields(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>) {
  const paths = new Set([...before.keys(), ...after.keys()]);
  const heldBy = (fields: typeof before, path: string) => fields.get(path) ?? NOTHING;
  return [...paths]
    .map((path) => ({ path, before: heldBy(before, path), after: heldBy(after, path) }))
    .filter((field) => field.before !== field.after);
}

/** Every step by id: its name and the text of each of its fields, with the place where it stands. */
function factsOf(steps: unknown, place = ""): Map<string, Facts> {
  const facts = new Map<string, Facts>();
  if (!Array.isArray(steps)) return facts;
  steps.filter(isFields).forEach((step, index) => {
    const fields = new Map([["place", `${place}${index + 1}`]]);
    for (const [name, value] of Object.entries(step)) {
      if (name === "id" || name === "order") continue;
      if (name === "config" && isFields(value)) addFields(fields, value, "");
      else fields.set(name, textOf(value));
    }
    facts.set(String(step.id), { name: String(step.name), fields });
    const config = isFields(step.config) ? step.config : {};
    for (const branch of BRANCHES) {
      for (const [id, inner] of factsOf(config[branch], `${place}${index + 1} ${branch} `)) {
        facts.set(id, inner);
      }
    }
  });
  return facts;
}

function addFields(fields: Map<string, string>, config: object, path: string) {
  for (const [name, value] of Object.entries(config)) {
    if (BRANCHES.has(name)) continue;
    if (isFields(value)) addFields(fields, value, `${path}${name}.`);
    else fields.set(`${path}${name}`, textOf(value));
  }
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
