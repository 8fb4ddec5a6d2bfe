import {
  createDocument,
  type oas31,
  type ZodOpenApiOverrideContext,
  type ZodOpenApiPathsObject,
} from "zod-openapi";
import { type Contract, type HttpBinding, METHODS } from "@/lib/contracts/contract";
import { answersRevision, takesIfMatch } from "@/lib/contracts/editable";
import { CALL_ERROR_SCHEMA } from "@/lib/contracts/surface-openapi/call-responses";
import { errorResponses, sharedResponses } from "./error-responses";
import { EXAMPLES } from "./examples";
import { HEADERS, type HeaderName, responseHeaders } from "./headers";
import { type DefaultLimits, ERROR_SCHEMA, introduction, TAGS, VERSION } from "./introduction";
import { opensToKeys, securityOf, securitySchemes } from "./security";
import { splitInput } from "./split-input";
import { surfacePaths } from "./surface-operations";

type Site = {
  /** Where the API is reached, without `/v1`. */
  url: string;
  sessionCookie: string;
  defaultLimits: DefaultLimits;
};

type Bound = Contract & { http: HttpBinding };

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
        description: introduction(site.defaultLimits),
        contact: { name: "Runtype", url: site.url },
        license: { name: "MIT", identifier: "MIT" },
      },
      servers: [{ url: site.url }],
      tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
      paths: pathsOf(bound),
      components: {
        schemas: { ErrorResponse: ERROR_SCHEMA, CallError: CALL_ERROR_SCHEMA },
        responses: sharedResponses(),
        headers: HEADERS,
        securitySchemes: securitySchemes(site.sessionCookie),
      },
    },
    { override: ({ jsonSchema, io }) => loosen(jsonSchema, io) },
  );
  for (const contract of bound) placeInput(document, contract);
  document.paths = { ...document.paths, ...surfacePaths("Surface calls") };
  return document;
}

function pathsOf(contracts: readonly Bound[]): ZodOpenApiPathsObject {
  const paths: ZodOpenApiPathsObject = {};
  for (const contract of contracts) {
    const { path, method } = contract.http;
    paths[path] = { ...paths[path], [METHODS[method]]: operationOf(contract) };
  }
  return paths;
}

function extraHeaders({ output, http }: Bound): HeaderName[] {
  const hasTag = http.revalidates === true || answersRevision({ output, http });
  return [
    ...(hasTag ? (["ETag"] as const) : []),
    ...(http.status === 201 ? (["Location"] as const) : []),
    ...(http.method === "POST" ? (["Idempotent-Replayed"] as const) : []),
  ];
}

function operationOf(contract: Bound) {
  const { name, need, http, input, output } = contract;
  const description = descriptionOf(http);
  return {
    operationId: name.replace(".", "_"),
    tags: [http.tag],
    summary: http.summary,
    ...(description !== undefined && { description }),
    security: securityOf(contract),
    ...(typeof need === "object" && { "x-required-permission": need.permission }),
    requestBody: { content: { [JSON_TYPE]: { schema: input } } },
    responses: {
      [String(http.status)]: {
        description: http.status === 201 ? "Created." : "Done.",
        headers: responseHeaders(opensToKeys(need), ...extraHeaders(contract)),
        content: {
          [http.produces ?? JSON_TYPE]: { schema: output, example: EXAMPLES[name]?.output },
          ...(http.csv && { "text/csv": { schema: { type: "string" } } }),
        },
      },
      ...(http.revalidates && {
        "304": {
          description: "Not modified since this ETag.",
          headers: responseHeaders(opensToKeys(need), "ETag"),
        },
      }),
      ...errorResponses(contract),
    },
  };
}

/** Moves an operation's one input to the path, the query and the body that carry it. */
function placeInput(document: oas31.OpenAPIObject, contract: Bound): void {
  const { name, http, secretOf } = contract;
  const operation = document.paths?.[http.path]?.[METHODS[http.method]];
  const body = operation?.requestBody;
  const schema = body && "content" in body ? body.content[JSON_TYPE]?.schema : undefined;
  if (!operation || !schema || "$ref" in schema) throw new Error(`${name} has no plain input`);
  const { parameters, requestBody } = splitInput(http, schema, EXAMPLES[name]?.input ?? {});
  const named = http.method === "POST" ? [idempotencyKey(secretOf !== undefined)] : [];
  const conditional = [
    ...(takesIfMatch(contract) ? [IF_MATCH] : []),
    ...(http.revalidates ? [IF_NONE_MATCH] : []),
  ];
  operation.parameters = [...parameters, ...named, ...conditional];
  if (requestBody) operation.requestBody = requestBody;
  else delete operation.requestBody;
}

const IF_MATCH: oas31.ParameterObject = {
  name: "If-Match",
  in: "header",
  description: "The ETag you received. 412 if it has changed since. `*` matches any.",
  schema: { type: "string" },
};

const IF_NONE_MATCH: oas31.ParameterObject = {
  ...IF_MATCH,
  name: "If-None-Match",
  description: "ETags you received. 304, without a body, if it still has one of them.",
};

function descriptionOf({ description, replaces }: HttpBinding): string | undefined {
  if (!replaces) return description;
  const wrapped = replaces.wrapper ? `, also inside its \`${replaces.wrapper}\`` : "";
  const sentBack = `You can send back the whole object that GET returns${wrapped}, including fields that this schema does not list. Fields that cannot be changed here must be unchanged, and fields that the server maintains are ignored.`;
  return [description, sentBack].filter(Boolean).join(" ");
}

function idempotencyKey(answersSecret: boolean): oas31.ParameterObject {
  const description = answersSecret
    ? "Repeating the request with the same value within 24 hours does nothing twice. The response, with its secret, is returned again for 15 minutes or until the secret is used; after that, 409. Choose a random value, because anyone with it and your credentials can read the secret."
    : "Repeating the request with the same value within 24 hours returns the same response, and nothing is done twice.";
  const minLength = answersSecret ? 22 : 1;
  const schema = { type: "string", minLength, maxLength: 255, pattern: "^[!-~]+$" } as const;
  const example = "4f8a1c62-9e0d-4b57-8a3f-2d6c7e915b40";
  return { name: "Idempotency-Key", in: "header", description, schema, example };
}

/**
 * Answers may gain fields later, and their integers need no bounds. Left out is what says nothing
 * and confuses generators: that names are texts, and fields that nobody may give.
 */
function loosen(schema: ZodOpenApiOverrideContext["jsonSchema"], io: "input" | "output"): void {
  if (io === "output" && schema.additionalProperties === false) delete schema.additionalProperties;
  if (schema.propertyNames && Object.keys(schema.propertyNames).join() === "type") {
    delete schema.propertyNames;
  }
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    if (typeof field === "object" && "not" in field) delete schema.properties?.[name];
  }
  if (schema.type === "number" && schema.enum?.every(Number.isInteger)) schema.type = "integer";
  if (io === "output" && schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if (io === "output" && schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  if (schema.format === "date-time") delete schema.pattern;
}
