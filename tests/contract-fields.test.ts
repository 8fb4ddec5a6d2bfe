import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { Contract } from "@/lib/contracts/contract";
import { everyVerb } from "./support/verbs";

/** A value of every type that JSON has, and texts that look like other types. */
const VALUES: Record<string, unknown[]> = {
  null: [null],
  boolean: [true, false],
  integer: [7],
  number: [1.5],
  string: ["true", "false", "1", "null", "", "10abc"],
  array: [[], [null]],
  object: [{}, { a: 1 }],
};

/** Texts that are no whole number as we write them. */
const NO_NUMBERS = [
  "",
  " ",
  "10abc",
  " 10",
  "10 ",
  "1e1",
  "0x10",
  "1.0",
  "+1",
  "1_0",
  "１０",
  "NaN",
];

/** Texts that are no moment: no zone, no such day, something after it. */
const NO_MOMENTS = [
  "",
  "2027-01-31",
  "2027-01-31T00:00:00",
  "2027-02-31T00:00:00Z",
  "2027-01-31T00:00:00Z ",
  "2027-01-31T00:00:00Zx",
  "31.01.2027",
  "tomorrow",
  "1798675200",
];

type Schema = z.core.JSONSchema.BaseSchema;

function describeField(field: z.core.$ZodType): Schema {
  return z.toJSONSchema(field, { io: "input", unrepresentable: "any", reused: "inline" });
}

/** The JSON Schemas that a value may fit. */
function variantsOf(schema: Schema, root: Schema): Schema[] {
  if (schema.$ref) {
    const name = schema.$ref.split("/").at(-1) ?? "";
    const target = name === "#" ? root : root.$defs?.[name];
    return typeof target === "object" && target !== schema ? variantsOf(target, root) : [{}];
  }
  const inner = schema.anyOf ?? schema.oneOf;
  return inner ? inner.flatMap((each) => variantsOf(each, root)) : [schema];
}

/** The types that a field takes; all of them where its schema says none. */
function typesOf(variants: readonly Schema[]): Set<string> {
  return new Set(
    variants.flatMap((each) => {
      if (each.const !== undefined || each.enum) {
        return [each.const, ...(each.enum ?? [])].flatMap((value) => typeOfValue(value));
      }
      return each.type ?? Object.keys(VALUES);
    }),
  );
}

function typeOfValue(value: unknown): string[] {
  if (value === undefined) return [];
  if (value === null) return ["null"];
  return Number.isInteger(value) ? ["integer"] : [typeof value];
}

function fieldsOf({ input }: Contract): [string, z.core.$ZodType][] {
  return "shape" in input && typeof input.shape === "object" && input.shape !== null
    ? Object.entries(input.shape)
    : [];
}

type Path = readonly string[];

/** Whether a contract takes a value at a place, whatever it says of others. */
function takes({ input }: Contract, place: Path, value: unknown): boolean {
  const given = place.reduceRight<unknown>((inner, name) => ({ [name]: inner }), value);
  const issues = input.safeParse(given).error?.issues ?? [];
  return !issues.some(({ path }) => place.every((name, depth) => path[depth] === name));
}

type Member = { place: Path; variants: readonly Schema[] };

/** A member and those inside it, where it can be only one kind of object. */
function membersOf(place: Path, schema: Schema, root: Schema): Member[] {
  const variants = variantsOf(schema, root);
  const [object, ...others] = variants.filter(({ type }) => type !== "null");
  const inner = others.length === 0 ? Object.entries(object?.properties ?? {}) : [];
  const below = inner.flatMap(([name, each]) =>
    typeof each === "object" ? membersOf([...place, name], each, root) : [],
  );
  return [{ place, variants }, ...below];
}

/** What only reads is asked in a query, or by a page with what its own address says. */
const inQuery = (contract: Contract) =>
  contract.http ? !/^P/.test(contract.http.method) : kinds.get(contract) === "read";
const kinds = new Map((await everyVerb()).map(({ verb }) => [verb.contract, verb.kind]));
const verbs = [...kinds.keys()];
const every = verbs.flatMap((contract) =>
  fieldsOf(contract).flatMap(([field, type]) => {
    const root = describeField(type);
    return membersOf([field], root, root).map(({ place, variants }) => {
      const title = `${contract.name} ${place.join(".")}`;
      return { title, contract, place, variants, types: typesOf(variants) };
    });
  }),
);

describe("a member of an input", () => {
  it.each(every)("takes no value of another type: $title", ({ contract, place, types }) => {
    const wrong = Object.entries(VALUES)
      .filter(([type]) => !types.has(type) && !(type === "integer" && types.has("number")))
      // What comes in a query is text.
      .filter(([type]) => !(inQuery(contract) && type === "string" && types.has("integer")))
      .flatMap(([, values]) => values);
    expect(wrong.filter((value) => takes(contract, place, value))).toEqual([]);
  });

  const numbers = every.filter(({ types, contract }) => types.has("integer") && inQuery(contract));

  it.each(numbers)("is a number in decimal digits alone: $title", ({ contract, place }) => {
    expect(NO_NUMBERS.filter((text) => takes(contract, place, text))).toEqual([]);
    expect(takes(contract, place, "7")).toBe(true);
  });

  const moments = every.filter(({ variants }) =>
    variants.some(({ format }) => format === "date-time"),
  );

  it.each(moments)("is a moment with its zone alone: $title", ({ contract, place }) => {
    expect(NO_MOMENTS.filter((text) => takes(contract, place, text))).toEqual([]);
    expect(takes(contract, place, "2027-01-31T01:00:00+01:00")).toBe(true);
  });

  const choices = every.filter(({ variants }) =>
    variants.every((each) => each.enum ?? each.const ?? each.type === "null"),
  );

  it.each(choices)("is one of its choices, exactly: $title", ({ contract, place, variants }) => {
    const known = variants.flatMap((each) => [...(each.enum ?? []), each.const]).map(String);
    const near = known.flatMap((each) => [` ${each}`, `${each} `, each.toUpperCase(), `${each}x`]);
    const wrong = ["", "any", "all", "none", "null", ...near].filter(
      (each) => !known.includes(each),
    );
    expect(wrong.filter((text) => takes(contract, place, text))).toEqual([]);
  });

  const searches = every.filter(({ place }) =>
    ["search", "cursor", "route", "customer"].includes(place.join()),
  );

  it.each(searches.filter(({ contract }) => contract.http))(
    "is not empty where it narrows: $title",
    ({ contract, place }) => {
      expect(takes(contract, place, "")).toBe(false);
    },
  );
});
