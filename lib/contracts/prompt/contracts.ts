import { z } from "zod";
import { defineContract, resource } from "@/lib/contracts/contract";
import {
  deletedOne,
  lineField,
  pageQuery,
  pagination,
  pathId,
  revision,
  seenRevision,
  textField,
  timestamp,
} from "@/lib/contracts/fields";

const prompts = resource("Prompts", "PROMPTS");
const MAX_TEXT_LENGTH = 64_000;

/** Which model runs a prompt, and how it samples. */
const modelSettings = z
  .strictObject({
    model: lineField(255).optional(),
    temperature: z.number().min(0).max(2).optional(),
    maxTokens: z.int().min(1).max(1_000_000).optional(),
    topP: z.number().min(0).max(1).optional(),
    topK: z.int().min(1).max(1_000).optional(),
    frequencyPenalty: z.number().min(-2).max(2).optional(),
    presencePenalty: z.number().min(-2).max(2).optional(),
    seed: z.int().optional(),
  })
  .meta({ id: "ModelSettings" });

const storedSettings: z.ZodType<z.output<typeof modelSettings>, unknown> = modelSettings;

const promptView = z
  .object({
    id: z.string(),
    name: z.string(),
    description: z.string().nullable(),
    text: z.string(),
    variables: z.array(z.string()).meta({ description: "The names used in `{{...}}`." }),
    modelSettings: storedSettings,
    revision,
    createdAt: timestamp,
    updatedAt: timestamp,
  })
  .meta({ id: "Prompt" });

const fields = {
  name: lineField(255, "a name"),
  description: textField(2_000).nullable(),
  text: textField(MAX_TEXT_LENGTH).min(1, "Enter a text."),
};

export const listPromptsContract = defineContract({
  ...prompts.read("prompt.list"),
  input: z.strictObject(pageQuery),
  output: z.object({ data: z.array(promptView), pagination }).meta({ id: "PromptPage" }),
  http: {
    ...prompts.get("/v1/prompts"),
    summary: "List prompts",
    description: "Newest first. `search` matches names and descriptions.",
  },
});

export const createPromptContract = defineContract({
  ...prompts.write("prompt.create"),
  input: z.strictObject({
    name: fields.name,
    description: fields.description.default(null),
    text: fields.text,
    modelSettings: modelSettings.default({}),
  }),
  output: promptView,
  http: {
    ...prompts.post("/v1/prompts"),
    summary: "Create a prompt",
    description: "Names are unique. `variables` in the response are read from the text.",
    errors: ["conflict"],
  },
});

export const getPromptContract = defineContract({
  ...prompts.read("prompt.get"),
  input: z.strictObject({ id: pathId }),
  output: promptView,
  http: {
    ...prompts.get("/v1/prompts/{id}"),
    summary: "Get a prompt",
    description: "Includes its text, variables and model settings.",
    revalidates: true,
  },
});

export const updatePromptContract = defineContract({
  ...prompts.write("prompt.update"),
  closedToTestKeys: "change prompts",
  input: z.strictObject({
    id: pathId,
    name: fields.name.optional(),
    description: fields.description.optional(),
    text: fields.text.optional(),
    modelSettings: modelSettings.optional(),
    revision: seenRevision,
  }),
  output: promptView,
  http: {
    ...prompts.put("/v1/prompts/{id}"),
    summary: "Update a prompt",
    description: "Updates the given fields. Model settings are replaced as a whole.",
    replaces: { view: promptView, moved: ["updatedAt"], follows: { variables: "text" } },
    errors: ["conflict"],
  },
});

export const deletePromptContract = defineContract({
  ...prompts.write("prompt.delete"),
  closedToTestKeys: "delete prompts",
  input: z.strictObject({ id: pathId }),
  output: deletedOne,
  http: {
    ...prompts.remove("/v1/prompts/{id}"),
    summary: "Delete a prompt",
    description: "Final.",
  },
});
