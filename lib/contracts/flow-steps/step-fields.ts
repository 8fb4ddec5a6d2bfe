import { z } from "zod";
import { lineField, textField } from "@/lib/contracts/fields";
import { jsonValue } from "@/lib/contracts/json-field";
import { headerIssues } from "./request-headers";
import { stepField } from "./step-field";

const MAX_TEMPLATE_LENGTH = 32_000;
const MAX_EXPRESSION_LENGTH = 2_000;

/** Names that every object has, so that a variable of that name would shadow or leak. */
const RESERVED = new Set(["constructor", "prototype", "input"]);

/** A name that steps and templates know a value by. */
export const variableName = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_]{0,63}$/, "Use a letter, then letters, digits and underscores.")
  .refine((name) => !RESERVED.has(name), "This name is reserved.");

/** Text in which `{{...}}` stands for a variable. */
export const templateText = textField(MAX_TEMPLATE_LENGTH);

/** A JavaScript expression that is true or false. */
export const expression = textField(MAX_EXPRESSION_LENGTH).min(1, "Enter an expression.");

export const script = textField(MAX_TEMPLATE_LENGTH).min(1, "Enter a script.");

export const errorHandling = z
  .strictObject({
    onError: stepField(z.enum(["fail", "continue"]), {
      title: "On error",
      description: "End the flow, or continue with a default value.",
      widget: "select",
    }),
    defaultValue: stepField(jsonValue.optional(), {
      title: "Default value",
      description: "The output if the step fails and the flow continues. Empty means null.",
      widget: "json",
    }),
  })
  .optional();

/** Fields of every step's config that gives an output. */
export const outcome = {
  outputVariable: stepField(variableName.optional(), {
    title: "Output variable",
    description: "The name that later steps use for the output.",
    widget: "variable",
    variable: "sets",
  }),
  errorHandling,
};

/** Which record a step means; the texts may be templates. */
export const recordFields = {
  recordType: stepField(lineField(255, "a record type"), {
    title: "Record type",
    widget: "template",
  }),
  recordName: stepField(lineField(500, "a record name"), {
    title: "Record name",
    widget: "template",
  }),
};

/** The variable that holds the metadata a step writes. */
export const sourceVariable = stepField(variableName, {
  title: "Source variable",
  description: "The variable that holds an object with the metadata.",
  widget: "variable",
  variable: "reads",
});

export const httpRequest = z.strictObject({
  method: stepField(z.enum(["GET", "POST", "PUT", "PATCH", "DELETE"]).default("GET"), {
    title: "Method",
    widget: "select",
  }),
  url: stepField(lineField(2_000, "a URL"), {
    title: "URL",
    description:
      "A public http(s) address. Values in its path and query are percent-encoded; " +
      "redirects are not followed.",
    widget: "template",
  }),
  headers: stepField(z.record(lineField(100, "a name"), textField(4_000)).optional(), {
    title: "Headers",
    widget: "pairs",
    secrets: true,
    check: headerIssues,
  }),
  body: stepField(
    z.union([templateText, z.record(z.string(), jsonValue), z.array(jsonValue)]).optional(),
    {
      title: "Body",
      description: "Text or JSON; not sent with GET.",
      widget: "body",
      secrets: true,
    },
  ),
  responseType: stepField(z.enum(["json", "text"]).default("json"), {
    title: "Response type",
    description: "How to read the response.",
    widget: "select",
  }),
});
