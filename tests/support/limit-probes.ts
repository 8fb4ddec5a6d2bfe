import { platformDocument, type Schema } from "@/tests/support/platform-document";

type Place = (string | number)[];

/** A value at a place of an input, and whether its size alone is what the document lets pass. */
export type Probe = { title: string; place: Place; input: unknown; fits: boolean };

/** Longer, larger and more than whatever has no limit of its own is held to. */
const UNLIMITED = 20_001;

const { schemas } = platformDocument.components;

function resolved(schema: Schema): Schema {
  const name = schema.$ref?.split("/").at(-1);
  const found = name === undefined ? schema : (schemas[name] ?? {});
  const [real] = (found.anyOf ?? []).filter(({ type }) => type !== "null");
  const nullable = found.anyOf?.length === 2 && found.anyOf.some(({ type }) => type === "null");
  return nullable && real ? resolved(real) : found;
}

/** The least value that a schema takes. */
function sample(given: Schema): unknown {
  const schema = resolved(given);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  const [first] = schema.oneOf ?? schema.anyOf ?? [];
  if (first !== undefined) return sample(schema.oneOf?.[1] ?? first);
  if (schema.format === "date-time") return "2026-12-24T00:00:00Z";
  switch ([schema.type].flat()[0]) {
    case "string":
      return textOf(schema, schema.minLength ?? 1);
    case "integer":
    case "number":
      return schema.minimum ?? 0;
    case "boolean":
      return false;
    case "array":
      return Array.from({ length: schema.minItems ?? 0 }, () => sample(schema.items ?? {}));
    default:
      return Object.fromEntries(
        (schema.required ?? []).map((name) => [name, sample(schema.properties?.[name] ?? {})]),
      );
  }
}

function textOf({ pattern }: Schema, length: number): string {
  const [prefix] = /[a-z]+_(?=\[)/.exec(pattern ?? "") ?? [];
  return prefix === undefined ? "a".repeat(length) : `${prefix}${"0".repeat(26)}`;
}

function sized(levels: number): unknown {
  return levels === 0 ? 1 : { a: sized(levels - 1) };
}

/** An object whose JSON has so many bytes. */
function weighing(bytes: number): object {
  return { a: "x".repeat(bytes - 8) };
}

type Set = (value: unknown) => unknown;

/** Probes of a schema and of what is below it; `set` puts a value in its place. */
function probesOf(given: Schema, place: Place, set: Set): Probe[] {
  const schema = resolved(given);
  const probe = (what: string, value: unknown, fits: boolean): Probe => ({
    title: `${place.join(".")} ${what}`,
    place,
    input: set(value),
    fits,
  });
  const several = schema.oneOf ?? schema.anyOf;
  if (several) return several.flatMap((each) => probesOf(each, place, set));
  switch ([schema.type].flat()[0]) {
    case "string":
      return schema.enum || schema.const !== undefined || schema.format ? [] : texts(schema, probe);
    case "integer":
    case "number":
      return schema.enum ? [] : numbers(schema, probe);
    case "array":
      return [...lists(schema, probe), ...inside(schema.items, [...place, 0], (one) => set([one]))];
    case "object":
      return [...objects(schema, probe), ...fields(schema, place, set)];
    default:
      return [];
  }
}

type MakeProbe = (what: string, value: unknown, fits: boolean) => Probe;

function texts({ minLength, maxLength, pattern }: Schema, probe: MakeProbe): Probe[] {
  if (maxLength === undefined) {
    return pattern ? [] : [probe("any length", "a".repeat(UNLIMITED), true)];
  }
  return [
    probe("longest", "a".repeat(maxLength), true),
    probe("longest of wide characters", "😀".repeat(maxLength), true),
    probe("too long", "a".repeat(maxLength + 1), false),
    ...(minLength ? [probe("too short", "a".repeat(minLength - 1), false)] : []),
  ];
}

function numbers({ minimum, maximum }: Schema, probe: MakeProbe): Probe[] {
  const most = maximum ?? Number.MAX_SAFE_INTEGER;
  return [
    probe("greatest", most, true),
    ...(maximum === undefined ? [] : [probe("too great", maximum + 1, false)]),
    ...(minimum === undefined ? [] : [probe("too small", minimum - 1, false)]),
  ];
}

function lists({ minItems, maxItems, items }: Schema, probe: MakeProbe): Probe[] {
  const many = (length: number) =>
    Array.from({ length }, (_, at) => withId(sample(items ?? {}), `n${at}`));
  return [
    probe("most", many(maxItems ?? 200), true),
    ...(maxItems === undefined ? [] : [probe("too many", many(maxItems + 1), false)]),
    ...(minItems ? [probe("too few", many(minItems - 1), false)] : []),
  ];
}

function withId(value: unknown, id: string): unknown {
  return typeof value === "object" && value !== null && "id" in value ? { ...value, id } : value;
}

function objects(schema: Schema, probe: MakeProbe): Probe[] {
  const { "x-max-bytes": bytes, "x-max-depth": depth } = schema;
  return [
    ...(bytes === undefined
      ? []
      : [probe("heaviest", weighing(bytes), true), probe("too heavy", weighing(bytes + 1), false)]),
    ...(depth === undefined
      ? []
      : [probe("deepest", sized(depth), true), probe("too deep", sized(depth + 1), false)]),
  ];
}

/** Probes of the members of an object. */
export function limitProbes(schema: Schema): Probe[] {
  return fields(schema, [], (input) => input);
}

function fields(schema: Schema, place: Place, set: Set): Probe[] {
  const least = sample(schema);
  return Object.entries(schema.properties ?? {}).flatMap(([name, inner]) =>
    inside(inner, [...place, name], (value) => set({ ...Object(least), [name]: value })),
  );
}

function inside(schema: Schema | undefined, place: Place, set: Set): Probe[] {
  // Steps hold steps: one level tells of all.
  const again = place.filter((part) => part === "trueSteps" || part === "falseSteps").length > 0;
  return schema === undefined || again ? [] : probesOf(schema, place, set);
}
