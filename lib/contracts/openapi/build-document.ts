import {
  createDocument,
  type oas31,
  type ZodOpenApiOverrideContext,
  type ZodOpenApiPathsObject,
} from "zod-openapi";
import type { Contract, HttpBinding } from "@/lib/contracts/contract";
import { errorResponses, sharedResponses } from "@/lib/contracts/openapi/error-responses";
import { EXAMPLES } from "@/lib/contracts/openapi/examples";
import { HEADERS, responseHeaders } from "@/lib/contracts/openapi/headers";
import { ERROR_SCHEMA, INTRODUCTION, VERSION } from "@/lib/contracts/openapi/introduction";
import { opensToKeys, securityOf, securitySchemes } from "@/lib/contracts/openapi/security";
import { splitInput } from "@/lib/contracts/openapi/split-input";
import { surfacePaths } from "@/lib/contracts/openapi/surface-operations";
import { CALL_ERROR_SCHEMA } from "@/lib/contracts/surface-openapi/call-responses";

type Site = {
  /** Where the API is reached, without `/v1`. */
  url: string;
  sessionCookie: string;
};

type Bound = Contract & { http: HttpBinding };

const CALLS_TAG = "Surface calls";
const JSON_TYPE = "application/json";

/** The description of the public API in OpenAPI 3.1, made from the contracts that have a route. */
export function buildDocument(contracts: readonly Contract[], site: Site): oas31.OpenAPIObject {
  const bound = contracts.filter((contract): contract is Bound => contract.http !== undefined);
  const document = createDocument(
    {
      openapi: "3.1.1",
      info: {
        title: "Runtype API",
        version: VERSION,
        description: INTRODUCTION,
        license: { name: "MIT", identifier: "MIT" },
      },
      servers: [{ url: site.url }],
      tags: [...new Set([...bound.map(({ http }) => http.tag), CALLS_TAG])].map((name) => ({
        name,
      })),
      paths: pathsOf(bound),
      components: {
        schemas: { Error: ERROR_SCHEMA, CallError: CALL_ERROR_SCHEMA },
        responses: sharedResponses(),
        headers: HEADERS,
        securitySchemes: securitySchemes(site.sessionCookie),
      },
    },
    { override: ({ jsonSchema, io }) => loosen(jsonSchema, io) },
  );
  for (const contract of bound) placeInput(document, contract);
  document.paths = { ...document.paths, ...surfacePaths(CALLS_TAG) };
  return document;
}

function pathsOf(contracts: readonly Bound[]): ZodOpenApiPathsObject {
  const paths: ZodOpenApiPathsObject = {};
  for (const contract of contracts) {
    const { path, method } = contract.http;
    paths[path] = { ...paths[path], [method.toLowerCase()]: operationOf(contract) };
  }
  return paths;
}

const ETAG = ["ETag"] as const;

function operationOf(contract: Bound) {
  const { name, need, http, input, output } = contract;
  return {
    operationId: name.replace(".", "_"),
    tags: [http.tag],
    summary: http.summary,
    ...(http.description !== undefined && { description: http.description }),
    security: securityOf(need),
    ...(typeof need === "object" && { "x-required-permission": need.permission }),
    requestBody: { content: { [JSON_TYPE]: { schema: input } } },
    responses: {
      [String(http.status)]: {
        description: http.status === 201 ? "Created." : "Done.",
        headers: responseHeaders(opensToKeys(need), ...(http.revalidates ? ETAG : [])),
        content: {
          [http.produces ?? JSON_TYPE]: { schema: output, example: EXAMPLES[name]?.output },
        },
      },
      ...(http.revalidates && { "304": { description: "As it was when it had this ETag." } }),
      ...errorResponses(contract),
    },
  };
}

/** Moves an operation's one input to the path, the query and the body that carry it. */
function placeInput(document: oas31.OpenAPIObject, { name, http, secretOf }: Bound): void {
  const operation = document.paths?.[http.path]?.[methodKey(http)];
  const body = operation?.requestBody;
  const schema = body && "content" in body ? body.content[JSON_TYPE]?.schema : undefined;
  if (!operation || !schema || "$ref" in schema) throw new Error(`${name} has no plain input`);
  const { parameters, requestBody } = splitInput(http, schema, EXAMPLES[name]?.input ?? {});
  const named = http.method === "POST" ? [idempotencyKey(secretOf !== undefined)] : [];
  operation.parameters = [...parameters, ...named];
  if (requestBody) operation.requestBody = requestBody;
  else delete operation.requestBody;
}

function idempotencyKey(answersSecret: boolean): oas31.ParameterObject {
  const description = answersSecret
    ? "The same value and request make nothing twice for 24 hours. The answer, with its secret, is given again for 15 minutes or until the secret is used; then it is 409. Choose a random value: anybody with it and your credentials can read the secret."
    : "The same value and request get the same answer for 24 hours; nothing is done twice.";
  const schema = { type: "string", minLength: answersSecret ? 22 : 1, maxLength: 255 } as const;
  return { name: "Idempotency-Key", in: "header", description, schema };
}

function methodKey({ method }: HttpBinding): "get" | "post" | "put" | "delete" {
  switch (method) {
    case "GET":
      return "get";
    case "POST":
      return "post";
    case "PUT":
      return "put";
    case "DELETE":
      return "delete";
  }
}

/** Answers may gain fields later; and no integer needs the bounds of JavaScript said. */
function loosen(schema: ZodOpenApiOverrideContext["jsonSchema"], io: "input" | "output"): void {
  if (io === "output" && schema.additionalProperties === false) delete schema.additionalProperties;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  if (schema.format === "date-time") delete schema.pattern;
}
