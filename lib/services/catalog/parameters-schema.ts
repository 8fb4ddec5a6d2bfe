import "server-only";
import type { Ajv as AjvInstance, ErrorObject } from "ajv";
import { Ajv } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { RE2JS } from "re2js";
import { type Issue, invalidField } from "@/lib/core/errors";

const DRAFT_07 = /^https?:\/\/json-schema\.org\/draft-07\/schema#?$/;
const MOST_ISSUES = 20;

/** Runs in a time that is linear in the text, whatever the pattern. */
const linearRegExp = Object.assign(
  (pattern: string) => {
    const compiled = RE2JS.compile(pattern);
    return { test: (text: string) => compiled.matcher(text).find() };
  },
  { code: "" },
);

const OPTIONS = {
  strict: false,
  allErrors: true,
  // A document may say anything about other drafts; nothing is fetched.
  validateSchema: true,
  logger: false,
  code: { regExp: linearRegExp },
} as const;

/** What is wrong with a value, by field; empty when it fits the schema. */
export type ValueCheck = (value: unknown) => Issue[];

/** A check of values against a JSON Schema (draft 2020-12, or 07 by `$schema`). Throws when it is none. */
export function compileParametersSchema(schema: unknown): ValueCheck {
  const fields = typeof schema === "object" && schema !== null ? { ...schema } : {};
  const { $schema: draft, ...rest } = { $schema: undefined, ...fields };
  const ajv: AjvInstance = DRAFT_07.test(String(draft)) ? new Ajv(OPTIONS) : new Ajv2020(OPTIONS);
  addFormats.default(ajv);
  const validate = ajv.compile({ $async: false, ...rest });
  return (value) =>
    validate(value) ? [] : (validate.errors ?? []).slice(0, MOST_ISSUES).map(issueOf);
}

/** Throws `bad_request` unless a given value is a JSON Schema that inputs can be checked against. */
export function assertJsonSchema(schema: unknown): void {
  if (schema === undefined || schema === null) return;
  try {
    compileParametersSchema(schema);
  } catch (error) {
    const reason = error instanceof Error ? error.message : "";
    throw invalidField("parametersSchema", `Not a JSON Schema: ${reason.slice(0, 300)}`);
  }
}

function issueOf(error: ErrorObject): Issue {
  const place = error.instancePath.split("/").slice(1).map(unescapePointer);
  const name: unknown = error.params.missingProperty ?? error.params.additionalProperty;
  const path = [...place, ...(typeof name === "string" ? [name] : [])].join(".");
  return { path, message: sentenceOf(error) };
}

function sentenceOf({ keyword, message = "is not valid", params }: ErrorObject): string {
  if (keyword === "required") return "Required.";
  if (keyword === "additionalProperties") return "Not a field of this capability.";
  if (keyword === "enum") return `Must be one of ${JSON.stringify(params.allowedValues)}.`;
  return `${message.charAt(0).toUpperCase()}${message.slice(1)}.`;
}

function unescapePointer(part: string): string {
  return part.replaceAll("~1", "/").replaceAll("~0", "~");
}
