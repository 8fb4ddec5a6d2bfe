import "server-only";
import { compileParametersSchema } from "@/lib/contracts/input-schema/compile-parameters-schema";
import { invalidField } from "@/lib/core/errors";

const MAX_REASON_LENGTH = 300;

/** Throws `bad_request` unless a given value is a JSON Schema that inputs can be checked against. */
export function assertJsonSchema(schema: unknown): void {
  if (schema === undefined || schema === null) return;
  try {
    compileParametersSchema(schema);
  } catch (error) {
    const reason = error instanceof Error ? error.message : "";
    const message = `Not a JSON Schema to check inputs by: ${reason.slice(0, MAX_REASON_LENGTH)}`;
    throw invalidField("parametersSchema", message);
  }
}
