import { type Fields, isFields } from "@/lib/core/fields";
import { subschemas } from "./subschemas";

/** What one value may cost that is held against a schema, with every reference written out. */
export type SchemaWork = {
  /** Subschemas that it may be held against. */
  subschemas: number;
  /** Keywords that look at every character of it. */
  readings: number;
};

/** What Ajv compiles in about 100 ms. */
const MAX_SUBSCHEMAS = 500;

/** A name that must be there is looked up so much faster than a subschema is held against a value. */
const NAMES_PER_SUBSCHEMA = 16;

const UNSUPPORTED_KEYWORDS = [
  "$dynamicRef",
  "$dynamicAnchor",
  "$recursiveRef",
  "$recursiveAnchor",
  "$anchor",
];

const READING = ["minLength", "maxLength", "format", "enum", "const", "uniqueItems"];

/**
 * How much work a JSON Schema makes. Throws an Error that says why it is not one that inputs are
 * checked against: it refers to elsewhere or to itself, or is too large.
 */
export function schemaWork(root: Fields): SchemaWork {
  const places = new Map<string, Fields>();
  collect(root, "#", places);
  const work = new Measure(places).of("#");
  if (work.subschemas > MAX_SUBSCHEMAS) throw tooLarge();
  return work;
}

/** Notes every schema by its pointer. */
function collect(schema: Fields, place: string, places: Map<string, Fields>): void {
  places.set(place, schema);
  const unsupported = UNSUPPORTED_KEYWORDS.find((name) => Object.hasOwn(schema, name));
  if (unsupported) throw new Error(`${unsupported} is not supported at ${place}.`);
  if (place !== "#" && typeof schema.$id === "string") {
    throw new Error("$id may stand at the top only.");
  }
  for (const { at, schema: inner } of subschemas(schema)) {
    if (isFields(inner)) collect(inner, `${place}/${at}`, places);
  }
}

class Measure {
  readonly #places: ReadonlyMap<string, Fields>;
  readonly #known = new Map<string, SchemaWork>();
  readonly #open = new Set<string>();

  constructor(places: ReadonlyMap<string, Fields>) {
    this.#places = places;
  }

  of(place: string): SchemaWork {
    const schema = this.#places.get(place);
    if (!schema) return { subschemas: 1, readings: 0 };
    if (this.#open.has(place)) throw new Error(`${place} refers to itself.`);
    const known = this.#known.get(place);
    if (known) return known;
    this.#open.add(place);
    const work = {
      subschemas: 1 + namesWork(schema),
      readings: READING.filter((name) => Object.hasOwn(schema, name)).length,
    };
    for (const inside of this.#insideOf(schema, place)) {
      const inner = this.of(inside);
      work.subschemas += inner.subschemas;
      work.readings += inner.readings;
      if (work.subschemas > MAX_SUBSCHEMAS) throw tooLarge();
    }
    this.#open.delete(place);
    this.#known.set(place, work);
    return work;
  }

  /** Where the schemas are that a value is held against together with this one. */
  #insideOf(schema: Fields, place: string): string[] {
    const inside = subschemas(schema).filter(
      ({ at, schema: inner, isDefinition }) => !isDefinition && !isFree(at, inner),
    );
    const places = inside.map(({ at }) => `${place}/${at}`);
    if (schema.$ref === undefined) return places;
    const target = targetOf(schema.$ref);
    if (target === undefined || !this.#places.has(target)) {
      throw new Error("$ref may only name a schema inside this one, as #/$defs/name.");
    }
    return [...places, target];
  }
}

function tooLarge(): Error {
  return new Error(
    `It is too large: use at most ${MAX_SUBSCHEMAS} subschemas, counted with references written out.`,
  );
}

/** A property that may be anything costs nothing. */
function isFree(at: string, schema: unknown): boolean {
  const isOpen = schema === true || (isFields(schema) && Object.keys(schema).length === 0);
  return isOpen && at.startsWith("properties/");
}

function namesWork({ required, dependentRequired, dependencies }: Fields): number {
  const lists = [dependentRequired, dependencies].flatMap((map) =>
    isFields(map) ? Object.values(map).filter(Array.isArray) : [],
  );
  const all = Array.isArray(required) ? [required, ...lists] : lists;
  const names = all.reduce((sum, list) => sum + list.length, 0);
  return lists.length + Math.floor(names / NAMES_PER_SUBSCHEMA);
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
