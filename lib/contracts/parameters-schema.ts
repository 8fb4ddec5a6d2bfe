import { jsonObjectField } from "@/lib/contracts/json-field";

const MAX_SCHEMA_LENGTH = 65_536;
const MAX_SCHEMA_DEPTH = 30;

/** A JSON Schema as it is written; the server checks that it is one. */
export const parametersSchemaField = jsonObjectField(MAX_SCHEMA_LENGTH, MAX_SCHEMA_DEPTH);
