import { z } from "zod";
import { lineField } from "@/lib/contracts/fields";
import { jsonValue } from "@/lib/contracts/json-field";
import { textField } from "@/lib/contracts/text-field";

const LONGEST_TEMPLATE = 32_000;
const LONGEST_EXPRESSION = 2_000;

/** Names that every object has, so that a variable of that name would shadow or leak. */
const RESERVED = new Set(["constructor", "prototype", "input"]);

/** A name that steps and templates know a value by. */
export const variableName = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_]{0,63}$/, "Use a letter, then letters, digits and underscores.")
  .refine((name) => !RESERVED.has(name), "This name is reserved.");

/** Text in which `{{...}}` stands for a variable. */
export const templateText = textField(LONGEST_TEMPLATE);

/** A JavaScript expression that is true or false. */
export const expression = textField(LONGEST_EXPRESSION).min(1, "Enter an expression.");

export const script = textField(LONGEST_TEMPLATE).min(1, "Enter a script.");

/** Fields of every step's config. */
export const outcome = {
  outputVariable: variableName.optional(),
  errorHandling: z
    .strictObject({ onError: z.enum(["fail", "continue"]), defaultValue: jsonValue.optional() })
    .optional(),
};

/** Which record a step means; the texts may be templates. */
export const recordFields = { recordType: lineField(255), recordName: lineField(500) };

export const httpRequest = z.strictObject({
  method: z.enum(["GET", "POST", "PUT", "PATCH", "DELETE"]).default("GET"),
  url: lineField(2_000),
  headers: z.record(lineField(100), textField(4_000)).optional(),
  body: z.union([templateText, z.record(z.string(), jsonValue), z.array(jsonValue)]).optional(),
  responseType: z.enum(["json", "text"]).default("json"),
});
