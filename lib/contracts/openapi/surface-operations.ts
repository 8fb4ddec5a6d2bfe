import type { oas31 } from "zod-openapi";
import { MAX_CAPABILITY_NAME, SURFACE_CALLS, type SurfaceCall } from "@/lib/contracts/call/surface";
import {
  ANSWER_HEADERS,
  CALL_ERRORS,
  IDEMPOTENCY_KEY,
} from "@/lib/contracts/surface-openapi/call-responses";

type Facts = {
  summary: string;
  description: string;
  schema: oas31.SchemaObject;
  example: Record<string, unknown>;
};

const FACTS: Readonly<Record<SurfaceCall["name"], Facts>> = {
  "surface.call": {
    summary: "Call a capability",
    description:
      "The body is the flow's variables, or `input` alone: an object whose fields are the " +
      "variables, or any other value as the variable `input`. A test key runs the draft on test " +
      "records, a production key the published version. The response follows the surface's response " +
      "settings: an object or a list as it is, any other output as `result`, or all `outputs`. " +
      "Pages of other sites can call it if the surface allows their origin.",
    schema: { type: "object", additionalProperties: true },
    example: { input: "Your input here" },
  },
  "surface.dispatch": {
    summary: "Call a capability by name",
    description:
      "`capability` is the capability's slug on the surface, the name it is exposed by, or its own " +
      "name, in this order. Responds like the call by slug.",
    schema: {
      type: "object",
      properties: {
        capability: {
          type: "string",
          description: "A slug or a name.",
          minLength: 1,
          maxLength: MAX_CAPABILITY_NAME,
        },
        input: { description: "Any JSON." },
      },
      required: ["capability"],
      additionalProperties: false,
    },
    example: { capability: "Order lookup", input: { order: "A-1017" } },
  },
};

const IN_PATH: Readonly<Record<string, { description: string; example: string }>> = {
  id: { description: "The id of the product.", example: "prod_01kadxq9rqe8y9d6c5vb0m1whf" },
  surfaceId: { description: "The id of the surface.", example: "surf_01kadxq9rrfkd8h3ynq2zt6xcp" },
  capabilitySlug: { description: "The slug of the endpoint.", example: "order-lookup" },
};

/** Paths of the calls to surfaces: not verbs of the platform, so with errors of their own. */
export function surfacePaths(tag: string): Record<string, oas31.PathItemObject> {
  return Object.fromEntries(
    SURFACE_CALLS.map((call) => [call.path, { post: operationOf(call, tag) }]),
  );
}

function operationOf({ name, path }: SurfaceCall, tag: string): oas31.OperationObject {
  const { summary, description, schema, example } = FACTS[name];
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter ?? "");
  return {
    operationId: name.replace(".", "_"),
    tags: [tag],
    summary,
    description,
    security: [{ surfaceKey: [] }, { surfaceKeyHeader: [] }],
    parameters: [
      ...inPath.map((parameter) => ({
        name: parameter,
        in: "path" as const,
        required: true,
        ...IN_PATH[parameter],
        schema: { type: "string" as const },
      })),
      IDEMPOTENCY_KEY,
    ],
    requestBody: { content: { "application/json": { schema, example } } },
    responses: {
      "200": {
        description: "Done.",
        headers: ANSWER_HEADERS,
        content: {
          "application/json": {
            schema: { description: "The output of the capability." },
            example: { result: "Hello Ada!" },
          },
        },
      },
      ...Object.fromEntries(
        Object.entries(CALL_ERRORS).map(([status, { answer }]) => [status, answer]),
      ),
    },
  };
}
