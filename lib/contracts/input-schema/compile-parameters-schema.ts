import { Ajv, type AnySchemaObject, type ErrorObject } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { Issue } from "@/lib/core/errors";
import { isFields } from "@/lib/core/fields";
import {
  addLinearKeywords,
  allowedValues,
  linearRegExp,
  type PatternWork,
  WorkLimitExceeded,
} from "./linear-keywords";
import { type SchemaWork, schemaWork } from "./schema-work";

const DRAFT_07 = /^https?:\/\/json-schema\.org\/draft-07\/schema#?$/;
const DRAFT_2020 = /^https?:\/\/json-schema\.org\/draft\/2020-12\/schema#?$/;
const MAX_ISSUES = 20;

/** Checks that are more work hear of their first mistake only: there may be as many of them. */
const MAX_WORK_FOR_ALL_ERRORS = 20_000;

const FORMATS = [
  "date",
  "time",
  "date-time",
  "email",
  "hostname",
  "ipv4",
  "ipv6",
  "uri",
  "uuid",
] as const;

const BASE = { strict: false, logger: false } as const;
const COMPILING = { ...BASE, meta: false, validateSchema: false } as const;

/** About a second of the processor, for patterns as slow as they come. */
const MAX_PATTERN_WORK = 30_000_000;

/** Checks schemas alone, with what they may say. */
const JUDGING = { ...BASE, code: { regExp: linearRegExp({ left: Number.POSITIVE_INFINITY }) } };
const judges = { draft07: new Ajv(JUDGING), draft2020: new Ajv2020(JUDGING) };

type Draft = keyof typeof judges;

/** What is wrong with a value, by field; empty when it fits. */
type InputCheck = (value: unknown) => Issue[];

/**
 * A check of inputs against a JSON Schema of draft 2020-12, or 07 by its `$schema`, in time that is
 * linear in the input, and bounded. Throws an Error that says why it is none, or none that is safe to check by.
 */
export function compileParametersSchema(schema: unknown): InputCheck {
  if (!isFields(schema)) throw new Error("It is not an object.");
  const draft = draftOf(schema.$schema);
  const perValue = schemaWork(schema);
  const problem = mistakeIn(schema, draft);
  if (problem) throw new Error(problem);
  const work = { left: 0 };
  const first = compile(schema, draft, { work, allErrors: false });
  let every: ReturnType<typeof compile> | undefined;
  const check: InputCheck = (value) => {
    const expected = checkWork(perValue, value);
    if (first(value)) return [];
    if (expected > MAX_WORK_FOR_ALL_ERRORS) return toIssues(first.errors);
    every ??= compile(schema, draft, { work, allErrors: true });
    every(value);
    return toIssues(every.errors);
  };
  return (value) => {
    work.left = MAX_PATTERN_WORK;
    return withinWorkLimit(() => check(value));
  };
}

function toIssues(errors: ErrorObject[] | null | undefined): Issue[] {
  return (errors ?? []).slice(0, MAX_ISSUES).map(inputIssue);
}

function withinWorkLimit(check: () => Issue[]): Issue[] {
  try {
    return check();
  } catch (error) {
    if (error instanceof WorkLimitExceeded) return [{ path: "", message: error.message }];
    throw error;
  }
}

function draftOf(name: unknown): Draft {
  if (name === undefined || DRAFT_2020.test(String(name))) return "draft2020";
  if (DRAFT_07.test(String(name))) return "draft07";
  throw new Error("$schema must be JSON Schema 2020-12 or draft-07.");
}

function mistakeIn(schema: AnySchemaObject, draft: Draft): string | undefined {
  const { $schema: _, ...rest } = schema;
  const judge = judges[draft];
  if (judge.validateSchema(rest)) return undefined;
  const [error] = judge.errors ?? [];
  return `${error?.instancePath || "It"} ${error?.message ?? "is not valid"}.`;
}

/**
 * A fresh Ajv each time, or the schemas of everyone would stay in one for ever. Its optimizer takes
 * time that grows with the square of the schema.
 */
function compile(
  schema: AnySchemaObject,
  draft: Draft,
  { work, allErrors }: { work: PatternWork; allErrors: boolean },
) {
  const { $schema: _, $id: __, ...rest } = schema;
  const options = {
    ...COMPILING,
    allErrors,
    code: { optimize: false, regExp: linearRegExp(work) },
  };
  const ajv = draft === "draft07" ? new Ajv(options) : new Ajv2020(options);
  addLinearKeywords(ajv);
  addFormats.default(ajv, [...FORMATS]);
  return ajv.compile({ ...rest, $async: false });
}

/** About a second of the processor, where every value is as slow as they come. */
const MAX_WORK = 1_000_000;

/** Characters that are read in the time in which a value is held against a subschema. */
const CHARACTERS = 64;

/**
 * The most work that a check of a value may be: every value in it against every subschema. Throws
 * {@link WorkLimitExceeded} where that is more than one check may take.
 */
function checkWork({ subschemas, readings }: SchemaWork, value: unknown): number {
  const { values, characters } = sizeOf(value);
  const work = subschemas * values + Math.floor((readings * characters) / CHARACTERS);
  if (work > MAX_WORK) {
    throw new WorkLimitExceeded("The input is too large to validate against its schema.");
  }
  return work;
}

/** How many values there are in one, itself included, and how many characters in their texts. */
function sizeOf(value: unknown): { values: number; characters: number } {
  if (typeof value === "string") return { values: 1, characters: value.length };
  const size = { values: 1, characters: 1 };
  if (typeof value !== "object" || value === null) return size;
  for (const [name, inner] of Object.entries(value)) {
    const { values, characters } = sizeOf(inner);
    size.values += values;
    size.characters += characters + name.length;
  }
  return size;
}

const MAX_PATH_LENGTH = 200;

/** What an error of Ajv says of a field, in words. */
function inputIssue(error: ErrorObject): Issue {
  const { instancePath, params } = error;
  const place = instancePath.split("/").slice(1).map(unescapePointer);
  const name: unknown =
    params.missingProperty ?? params.additionalProperty ?? params.unevaluatedProperty;
  const path = [...place, ...(typeof name === "string" ? [name] : [])].join(".");
  const shown = path.length > MAX_PATH_LENGTH ? `${path.slice(0, MAX_PATH_LENGTH)}…` : path;
  return { path: shown, message: `${shown || "The input"} ${predicateOf(error)}.` };
}

function predicateOf(error: ErrorObject): string {
  const { keyword, message = "is not valid", params } = error;
  switch (keyword) {
    case "required":
      return "is required";
    case "additionalProperties":
    case "unevaluatedProperties":
      return "is not a field of this input";
    case "type":
      return `must be ${String(params.type).replaceAll(",", " or ")}`;
    case "enum":
      return `must be one of ${allowedValues(error)}`;
    case "false schema":
      return "is not allowed";
    default:
      return message.replace("must NOT", "must not");
  }
}

function unescapePointer(part: string): string {
  return part.replaceAll("~1", "/").replaceAll("~0", "~");
}
