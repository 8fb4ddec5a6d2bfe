import type { oas31 } from "zod-openapi";
import type { HttpBinding } from "@/lib/contracts/contract";

type Schema = oas31.SchemaObject | oas31.ReferenceObject;

type SplitInput = {
  parameters: oas31.ParameterObject[];
  /** Absent where a body is not read, or nothing is left for it. */
  requestBody?: oas31.RequestBodyObject;
};

/** A route takes one input; this says what of it stands in the path, the query and the body. */
export function splitInput(
  { method, path }: HttpBinding,
  schema: oas31.SchemaObject,
  example: Record<string, unknown>,
): SplitInput {
  const properties = schema.properties ?? {};
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "");
  const required = new Set(schema.required ?? []);
  const parameter = (name: string): oas31.ParameterObject => ({
    name,
    in: inPath.includes(name) ? "path" : "query",
    required: inPath.includes(name) || required.has(name),
    ...described(properties[name]),
    ...(name in example && { example: example[name] }),
  });
  if (method !== "POST" && method !== "PUT") {
    return { parameters: Object.keys(properties).map(parameter) };
  }
  const left = (names: string[]) => names.filter((name) => !inPath.includes(name));
  const body = {
    ...schema,
    properties: Object.fromEntries(
      left(Object.keys(properties)).map((name) => [name, properties[name] ?? {}]),
    ),
    required: left([...required]),
  };
  return { parameters: inPath.map(parameter), requestBody: bodyOf(body, example, inPath) };
}

function described(
  schema: Schema | undefined,
): Pick<oas31.ParameterObject, "schema" | "description"> {
  if (!schema || "$ref" in schema) return { schema: schema ?? {} };
  const { description, ...rest } = schema;
  return { schema: rest, ...(description !== undefined && { description }) };
}

function bodyOf(
  schema: oas31.SchemaObject & { required: string[] },
  example: Record<string, unknown>,
  inPath: string[],
): oas31.RequestBodyObject {
  const { required, ...rest } = schema;
  const shown = Object.entries(example).filter(([name]) => !inPath.includes(name));
  return {
    required: required.length > 0,
    content: {
      "application/json": {
        schema: required.length > 0 ? { ...rest, required } : rest,
        example: Object.fromEntries(shown),
      },
    },
  };
}
