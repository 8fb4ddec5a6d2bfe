import { isFields, subschemas } from "@/lib/contracts/input-schema/subschemas";

/** Subschemas that one value may be held against, with every reference written out. */
const MOST_WORK = 5_000;

const UNFIT = ["$dynamicRef", "$dynamicAnchor", "$recursiveRef", "$recursiveAnchor", "$anchor"];

/**
 * Why a JSON Schema is not one that inputs are checked against: it refers to elsewhere or to
 * itself, or a check could take long. Undefined when nothing is wrong with it.
 */
export function schemaProblem(root: Record<string, unknown>): string | undefined {
  const places = new Map<string, Record<string, unknown>>();
  const problem = collect(root, "#", places);
  if (problem) return problem;
  return workProblem(places);
}

/** Notes every schema by its pointer. */
function collect(
  schema: Record<string, unknown>,
  place: string,
  places: Map<string, Record<string, unknown>>,
): string | undefined {
  places.set(place, schema);
  const unfit = UNFIT.find((name) => Object.hasOwn(schema, name));
  if (unfit) return `${unfit} is not supported at ${place}.`;
  if (place !== "#" && typeof schema.$id === "string") return `$id may stand at the top only.`;
  for (const { at, schema: inner } of subschemas(schema)) {
    const problem = isFields(inner) ? collect(inner, `${place}/${at}`, places) : undefined;
    if (problem) return problem;
  }
  return undefined;
}

function workProblem(places: ReadonlyMap<string, Record<string, unknown>>): string | undefined {
  const known = new Map<string, number>();
  const open = new Set<string>();
  let problem: string | undefined;
  const workOf = (place: string): number => {
    const schema = places.get(place);
    if (!schema || problem) return 0;
    if (open.has(place)) {
      problem = `${place} refers to itself.`;
      return 0;
    }
    const done = known.get(place);
    if (done !== undefined) return done;
    open.add(place);
    let work = 1;
    for (const { at, isDefinition } of subschemas(schema)) {
      if (!isDefinition) work += workOf(`${place}/${at}`);
    }
    if (schema.$ref !== undefined) {
      const target = targetOf(schema.$ref);
      if (target === undefined || !places.has(target)) {
        problem = "$ref may only name a schema inside this one, as #/$defs/name.";
      } else work += workOf(target);
    }
    open.delete(place);
    known.set(place, work);
    if (work > MOST_WORK) problem ??= "It is too large with its references written out.";
    return work;
  };
  workOf("#");
  return problem;
}

/** The pointer of a reference within the schema. */
function targetOf(reference: unknown): string | undefined {
  if (typeof reference !== "string" || !/^#(\/|$)/.test(reference)) return undefined;
  try {
    return decodeURIComponent(reference);
  } catch {
    return undefined;
  }
}
