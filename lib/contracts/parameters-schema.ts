import { jsonObjectField } from "@/lib/contracts/json-field";

const LARGEST_SCHEMA = 65_536;
const DEEPEST_SCHEMA = 30;

/** A JSON Schema as it is written; the server checks that it is one. */
export const parametersSchemaField = jsonObjectField(LARGEST_SCHEMA, DEEPEST_SCHEMA);
