import { operationIds } from "@/lib/contracts/openapi/derived-names";
import { ANSWER_HEADERS, CALL_ERROR_SCHEMA, CALL_ERRORS, IDEMPOTENCY_KEY } from "./call-responses";
import { type Schema, toOpenApiSchema } from "./to-openapi-schema";

/** A capability as its customers see it. */
type OfferedCapability = {
  slug: string;
  name: string;
  description: string | null;
  /** JSON Schema; null takes any input. */
  parametersSchema: unknown;
};

export type DescribedSurface = {
  /** Under which the capabilities are called, each by its slug. */
  url: string;
  productName: string;
  productDescription: string | null;
  name: string;
  /** Counts the changes of the surface. */
  revision: number;
  answersAll: boolean;
  capabilities: readonly OfferedCapability[];
};

const TAG = "Capabilities";

const ANY_INPUT: Schema = {
  type: "object",
  properties: { input: { description: "Any JSON." } },
  example: { input: "Your input here" },
};

const WRAPPED = 'You can also send the fields as `{"input": {...}}`.';

/** The description of a surface in OpenAPI 3.0, for its customers. */
export function buildSurfaceDocument(surface: DescribedSurface): Schema {
  const { productName, productDescription, name, capabilities } = surface;
  const slugs = capabilities.map(({ slug }) => slug);
  const ids = operationIds(slugs, ["CallError"]);
  return {
    openapi: "3.0.3",
    info: {
      title: `${productName}: ${name}`,
      version: `1.0.${surface.revision}`,
      description: productDescription || `What ${productName} offers on ${name}.`,
      license: { name: "Proprietary", url: new URL(surface.url).origin },
      contact: { name: productName, url: new URL(surface.url).origin },
    },
    servers: [{ url: surface.url }],
    tags: [{ name: TAG, description: "The capabilities you can call." }],
    security: [{ bearer: [] }, { apiKeyHeader: [] }],
    paths: Object.fromEntries(
      capabilities.map((each, at) => [
        `/${each.slug}`,
        { post: { operationId: ids[at], ...operationOf(each, surface) } },
      ]),
    ),
    components: {
      ...(capabilities.length > 0 && SHARED),
      securitySchemes: {
        bearer: { type: "http", scheme: "bearer", description: "A key of this API: `papi_…`." },
        apiKeyHeader: { type: "apiKey", in: "header", name: "X-API-Key" },
      },
    },
  };
}

/** What operations refer to. */
const SHARED: Schema = {
  schemas: { CallError: CALL_ERROR_SCHEMA },
  responses: Object.fromEntries(
    Object.values(CALL_ERRORS).map((error) => [error.name, error.answer]),
  ),
  parameters: { IdempotencyKey: IDEMPOTENCY_KEY },
};

function operationOf(capability: OfferedCapability, { answersAll }: DescribedSurface): Schema {
  const { name, description } = capability;
  return {
    tags: [TAG],
    summary: name,
    description: description || `Runs ${name} and returns its output.`,
    parameters: [{ $ref: "#/components/parameters/IdempotencyKey" }],
    requestBody: bodyOf(capability),
    responses: {
      "200": {
        description: answersAll ? "The output of every step." : "The output of the capability.",
        headers: ANSWER_HEADERS,
        content: { "application/json": { schema: answersAll ? ALL_OUTPUTS : ONE_OUTPUT } },
      },
      ...Object.fromEntries(
        Object.entries(CALL_ERRORS).map(([status, error]) => [
          status,
          { $ref: `#/components/responses/${error.name}` },
        ]),
      ),
    },
  };
}

const ALL_OUTPUTS: Schema = {
  type: "object",
  properties: { outputs: { type: "object", additionalProperties: true } },
  required: ["outputs"],
};

const ONE_OUTPUT: Schema = {
  description: "An object or a list as it is; any other value as `result`.",
  example: { result: "Hello Ada!" },
};

function bodyOf({ parametersSchema }: OfferedCapability): Schema {
  const open = parametersSchema === null;
  const schema = open ? ANY_INPUT : toOpenApiSchema(parametersSchema);
  return {
    description: open ? 'The variables, or `{"input": ...}`.' : WRAPPED,
    required: Array.isArray(schema.required) && schema.required.length > 0,
    content: { "application/json": { schema } },
  };
}
