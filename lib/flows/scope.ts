import "server-only";
import type { Path } from "@/lib/contracts/expression/template";
import type { TextBudget } from "@/lib/flows/budgets";

/** The values a step can read: what the caller gave, and what earlier steps set. */
export type Scope = {
  readonly input: Readonly<Record<string, unknown>>;
  readonly variables: ReadonlyMap<string, unknown>;
  /** What templates and conditions of the run may still make and compare. */
  readonly texts: TextBudget;
  /** Secrets by their keys, for the one request that is being sent. */
  readonly secrets?: ReadonlyMap<string, string>;
};

/** The value at a path; undefined when there is none. Only own properties are ever reached. */
export function readPath({ input, variables }: Scope, path: Path): unknown {
  const [first] = path;
  if (first !== "input") {
    return below(variables.has(first) ? variables.get(first) : own(input, first), path, 1);
  }
  const name = path[1];
  // What is given under this very name is it, but for a field of which there is an input.
  const given = own(input, "input");
  if (given !== undefined && !(name !== undefined && Object.hasOwn(input, name))) {
    return below(given, path, 1);
  }
  if (name === undefined) return input;
  return below(Object.hasOwn(input, name) ? own(input, name) : variables.get(name), path, 2);
}

/**
 * Every value for a script: `input` by name as a template reads `input.name`, and the variables
 * that hide an input of their name when they are read without `input`.
 */
export function valuesOf({ input, variables }: Scope) {
  const hiding = [...variables].filter(([name]) => Object.hasOwn(input, name));
  return {
    input: { ...Object.fromEntries(variables), ...input },
    hiding: Object.fromEntries(hiding),
  };
}

function below(root: unknown, path: Path, from: number): unknown {
  let value = root;
  for (let at = from; at < path.length && value !== undefined; at += 1) {
    value = own(value, path[at] ?? "");
  }
  return value;
}

function own(value: unknown, name: string): unknown {
  if (typeof value === "string") return name === "length" ? value.length : undefined;
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
  return Reflect.get(value, name);
}
