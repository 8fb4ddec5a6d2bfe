import "server-only";
import { Ajv2020, type AnySchema } from "ajv/dist/2020.js";
import type { Issue } from "@/lib/core/errors";

const MOST_ISSUES = 20;

export function compileSchema(schema: unknown): (value: unknown) => Issue[] {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  const validate = ajv.compile(isSchema(schema) ? schema : {});
  return (value) => {
    if (validate(value)) return [];
    return (validate.errors ?? []).slice(0, MOST_ISSUES).map((error) => {
      const missing: unknown = error.params.missingProperty ?? error.params.additionalProperty;
      const parts = error.instancePath.split("/").slice(1);
      const path = [...parts, ...(typeof missing === "string" ? [missing] : [])].join(".");
      return { path, message: error.message ?? "Not valid." };
    });
  };
}

function isSchema(schema: unknown): schema is AnySchema {
  return typeof schema === "object" && schema !== null;
}
