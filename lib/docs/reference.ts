import "server-only";
import type { oas31 } from "zod-openapi";
import { METHODS } from "@/lib/contracts/contract";
import {
  fieldsOf,
  formNames,
  isReference,
  nameOf,
  type SchemaField,
} from "@/lib/docs/schema-fields";

type Document = oas31.OpenAPIObject;

export type ParameterView = SchemaField & { in: string };

type ErrorView = { status: string; description: string; details: readonly string[] };

/** One operation of the API, as the reference shows it. */
export type OperationView = {
  /** Also its anchor on the page. */
  id: string;
  method: string;
  path: string;
  summary: string;
  description?: string;
  /** The scope that a key needs for it. */
  permission?: string;
  callers: string;
  parameters: readonly ParameterView[];
  body?: { fields: readonly SchemaField[]; example?: string };
  answer: { status: string; fields: readonly SchemaField[]; example?: string };
  /** Those of its own. */
  errors: readonly ErrorView[];
  /** Statuses of errors that many operations share. */
  sharedErrors: readonly string[];
};

/** An object that operations take or answer, by its name. */
export type ObjectView = {
  name: string;
  description?: string;
  fields: readonly SchemaField[];
  /** The names of the forms that it may take, when it has several. */
  forms: readonly string[];
};

export type ReferenceView = {
  introduction: string;
  sharedErrors: readonly ErrorView[];
  objects: readonly ObjectView[];
  groups: readonly { tag: string; id: string; operations: readonly OperationView[] }[];
};

const made = new WeakMap<Document, ReferenceView>();

/** The reference that is made from an OpenAPI document, once of each. */
export function referenceOf(document: Document): ReferenceView {
  const reference = made.get(document) ?? makeReference(document);
  made.set(document, reference);
  return reference;
}

function makeReference(document: Document): ReferenceView {
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    Object.values(METHODS).flatMap((method) => {
      const operation = item?.[method];
      return operation
        ? [{ tag: operation.tags?.[0] ?? "", view: viewOf(document, method, path, operation) }]
        : [];
    }),
  );
  const groups = (document.tags ?? []).map(({ name }) => ({
    tag: name,
    id: name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-"),
    operations: operations.filter(({ tag }) => tag === name).map(({ view }) => view),
  }));
  const objects = Object.entries(document.components?.schemas ?? {}).map(([name, schema]) => ({
    name,
    ...(schema.description !== undefined && { description: schema.description }),
    fields: fieldsOf(document, schema),
    forms: formNames(document, schema),
  }));
  const introduction = document.info.description ?? "";
  return { introduction, sharedErrors: sharedErrorsOf(document), objects, groups };
}

/** Each status with what the document says of it for many operations at once. */
function sharedErrorsOf(document: Document): ErrorView[] {
  const found = new Map<string, ErrorView>();
  for (const item of Object.values(document.paths ?? {})) {
    for (const method of Object.values(METHODS)) {
      for (const [status, response] of Object.entries(item?.[method]?.responses ?? {})) {
        if ("$ref" in response) found.set(status, errorOf(document, status, response));
      }
    }
  }
  return [...found.values()].toSorted((one, other) => Number(one.status) - Number(other.status));
}

function viewOf(
  document: Document,
  method: string,
  path: string,
  operation: oas31.OperationObject,
): OperationView {
  const { operationId = `${method} ${path}`, summary = "", description } = operation;
  const permission: unknown = operation["x-required-permission"];
  const responses = Object.entries(operation.responses ?? {});
  const refusals = responses.filter(([status]) => Number(status) >= 300);
  const body = bodyOf(document, operation);
  return {
    id: operationId,
    method: method.toUpperCase(),
    path,
    summary,
    ...(description !== undefined && { description }),
    ...(typeof permission === "string" && { permission }),
    callers: callersOf(document, operation),
    parameters: (operation.parameters ?? []).flatMap((each) => parameterOf(document, each)),
    ...(body && { body }),
    answer: answerOf(document, responses),
    errors: refusals
      .filter(([, response]) => !("$ref" in response))
      .map(([status, response]) => errorOf(document, status, response)),
    sharedErrors: refusals.flatMap(([status, response]) => ("$ref" in response ? [status] : [])),
  };
}

/** Who may call an operation, in the words of its security schemes. */
function callersOf(document: Document, operation: oas31.OperationObject): string {
  const security = operation.security ?? document.security ?? [];
  const schemes = new Set(security.flatMap((each) => Object.keys(each)));
  const keys = [...schemes].some((name) => /apiKey/i.test(name));
  if (schemes.size === 0) return "Anyone";
  if ([...schemes].some((name) => /surfaceKey/i.test(name))) return "Keys of the surface";
  return keys ? "API keys and signed-in people" : "Signed-in people only";
}

function parameterOf(
  document: Document,
  given: oas31.ParameterObject | oas31.ReferenceObject,
): ParameterView[] {
  const parameter = isReference(given) ? document.components?.parameters?.[nameOf(given)] : given;
  if (!parameter || "$ref" in parameter) return [];
  const { name, required = false, description, schema = {} } = parameter;
  const [field] = fieldsOf(document, {
    type: "object",
    properties: { [name]: schema },
    required: required ? [name] : [],
  });
  if (!field) return [];
  const said = description ?? field.description;
  return [{ ...field, ...(said !== undefined && { description: said }), in: parameter.in }];
}

function bodyOf(document: Document, { requestBody }: oas31.OperationObject): OperationView["body"] {
  if (!requestBody || "$ref" in requestBody) return undefined;
  return contentOf(document, requestBody.content);
}

function answerOf(
  document: Document,
  responses: readonly [string, oas31.ResponseObject | oas31.ReferenceObject][],
): OperationView["answer"] {
  const [status = "200", given] = responses.find(([each]) => Number(each) < 300) ?? [];
  const response = given && responseOf(document, given);
  return { status, ...(contentOf(document, response?.content) ?? { fields: [] }) };
}

function contentOf(document: Document, content: oas31.ContentObject | undefined) {
  const media = Object.values(content ?? {})[0];
  if (!media || "$ref" in media) return undefined;
  const fields = media.schema ? fieldsOf(document, media.schema) : [];
  const example: unknown = media.example ?? firstExample(media);
  return { fields, ...(example !== undefined && { example: textOf(example) }) };
}

function firstExample({ examples }: oas31.MediaTypeObject): unknown {
  const first = Object.values(examples ?? {})[0];
  return first && !("$ref" in first) ? first.value : undefined;
}

function textOf(example: unknown): string {
  return typeof example === "string" ? example : JSON.stringify(example, null, 2);
}

function errorOf(
  document: Document,
  status: string,
  given: oas31.ResponseObject | oas31.ReferenceObject,
): ErrorView {
  const response = responseOf(document, given);
  const media = Object.values(response?.content ?? {})[0];
  const examples = media && !("$ref" in media) ? Object.values(media.examples ?? {}) : [];
  const details = examples.flatMap((each) => ("$ref" in each ? [] : [saidBy(each.value)]));
  return { status, description: response?.description ?? "", details: [...new Set(details)] };
}

/** The sentence of an error: `details`, or `error` where that says it all. */
function saidBy(value: unknown): string {
  if (typeof value !== "object" || value === null) return "";
  if ("details" in value) return String(value.details);
  return "error" in value ? String(value.error) : "";
}

function responseOf(
  document: Document,
  given: oas31.ResponseObject | oas31.ReferenceObject,
): oas31.ResponseObject | undefined {
  if (!isReference(given)) return given;
  const named = document.components?.responses?.[nameOf(given)];
  return named && !("$ref" in named) ? named : undefined;
}
