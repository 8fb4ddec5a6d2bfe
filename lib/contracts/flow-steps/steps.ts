import { z } from "zod";
import { upTo } from "@/lib/contracts/fields";
import { jsonValue } from "@/lib/contracts/json-field";
import { unitAmountField } from "@/lib/contracts/plan/money";
import { defineStep } from "./step-definition";
import { stepField } from "./step-field";
import {
  errorHandling,
  expression,
  httpRequest,
  outcome,
  recordFields,
  script,
  sourceVariable,
  templateText,
  variableName,
} from "./step-fields";

export const apiCall = defineStep({
  type: "api-call",
  label: "Make API Call",
  group: "Actions",
  description: "Calls an API and returns its response.",
  config: z.strictObject({
    http: httpRequest,
    unitCost: stepField(unitAmountField.optional(), {
      title: "Cost of a call",
      description: "What each call costs you, in the currency of your organization: 0.002.",
      widget: "text",
    }),
    ...outcome,
  }),
});

export const fetchUrl = defineStep({
  type: "fetch-url",
  label: "Fetch URL",
  group: "Context",
  description: "Fetches a URL and returns its response.",
  config: z.strictObject({ http: httpRequest, ...outcome }),
});

export const transformData = defineStep({
  type: "transform-data",
  label: "Transform Data",
  group: "Context",
  description: "Runs JavaScript on the variables in a sandbox.",
  config: z.strictObject({
    script: stepField(script, {
      title: "Script",
      description:
        "Use variables by name or as input.name. Examples and the schema are generated from input.name. Return the output with return.",
      widget: "code",
      multiline: true,
    }),
    ...outcome,
  }),
});

export const setVariable = defineStep({
  type: "set-variable",
  label: "Set Variable",
  group: "Context",
  description: "Stores a value in a variable.",
  config: z.strictObject({
    variableName: stepField(variableName, {
      title: "Variable name",
      widget: "variable",
      variable: "sets",
    }),
    value: stepField(jsonValue, {
      title: "Value",
      description: "Any JSON or text. {{name}} on its own keeps the type of the variable.",
      widget: "json",
    }),
    errorHandling,
  }),
});

/** The only step that holds steps: `branch` is the schema of a list of them. */
export function conditional<B extends z.ZodType>(branch: B) {
  return defineStep({
    type: "conditional",
    label: "Conditional",
    group: "Context",
    description: "Runs one of two lists of steps.",
    config: z.strictObject({
      condition: stepField(expression, {
        title: "Condition",
        description: "Example: {{total}} > 100 && {{plan}} == 'pro'.",
        widget: "expression",
      }),
      trueSteps: stepField(branch, { title: "When true", widget: "steps" }),
      falseSteps: stepField(branch, { title: "When false", widget: "steps" }),
      errorHandling,
    }),
  });
}

export const template = defineStep({
  type: "template",
  label: "Template",
  group: "Context",
  description: "Fills variables into text.",
  config: z.strictObject({
    template: stepField(templateText, {
      title: "Template",
      description: "Use {{name}} for a variable or an input.",
      widget: "template",
      multiline: true,
    }),
    ...outcome,
  }),
});

export const getRecord = defineStep({
  type: "get-record",
  label: "Get Record",
  group: "Context",
  description: "Reads a record by type and name. Null if it does not exist.",
  config: z.strictObject({ ...recordFields, ...outcome }),
});

export const listRecords = defineStep({
  type: "list-records",
  label: "List Records",
  group: "Context",
  description: "Reads the newest records of a type.",
  config: z.strictObject({
    recordType: recordFields.recordType,
    search: stepField(upTo(z.string(), 255).optional(), {
      title: "Search",
      description: "Text that the name contains.",
      widget: "template",
    }),
    limit: stepField(z.int().min(1).max(100).default(50), { title: "Limit", widget: "number" }),
    ...outcome,
  }),
});

export const updateRecord = defineStep({
  type: "update-record",
  label: "Update Record",
  group: "Actions",
  description: "Merges fields into the metadata of an existing record.",
  config: z.strictObject({ ...recordFields, sourceVariable, ...outcome }),
});

export const upsertRecord = defineStep({
  type: "upsert-record",
  label: "Upsert Record",
  group: "Actions",
  description: "Creates a record, or replaces the metadata of the record with that name.",
  config: z.strictObject({
    ...recordFields,
    recordName: stepField(recordFields.recordName.optional(), {
      title: "Record name",
      description: "Leave empty to create a new record for every run, named after the time.",
      widget: "template",
    }),
    sourceVariable,
    ...outcome,
  }),
});
