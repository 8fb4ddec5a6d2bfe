import { ALL_CONTRACTS } from "@/lib/contracts/all-contracts";
import { buildDocument } from "@/lib/contracts/openapi/build-document";

export type Schema = {
  $ref?: string;
  type?: string | string[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  additionalProperties?: Schema | boolean;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  enum?: unknown[];
  const?: unknown;
  pattern?: string;
  format?: string;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  minimum?: number;
  maximum?: number;
  "x-max-bytes"?: number;
  "x-max-depth"?: number;
};

type Content = Record<string, { schema?: Schema }>;

export type Operation = {
  operationId: string;
  description?: string;
  parameters: { name: string; in: string; description?: string; schema: Schema }[];
  requestBody?: { content: Content };
  responses: Record<string, { $ref?: string; headers?: object; content?: Content }>;
};

export type Document = {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema>; responses: Record<string, object> };
};

/** The document of the platform as its readers get it: plain JSON. */
export const platformDocument: Document = JSON.parse(
  JSON.stringify(
    buildDocument(ALL_CONTRACTS, {
      url: "https://runtype.example",
      sessionCookie: "next-auth.session-token",
      defaultLimits: { perHour: 1_000, perDay: 10_000 },
    }),
  ),
);

export function operationsOf({ paths }: Document): Operation[] {
  return Object.values(paths).flatMap((item) => Object.values(item));
}
