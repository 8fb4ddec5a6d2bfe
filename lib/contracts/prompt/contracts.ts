import { z } from "zod";
import { Collection, optional } from "@/lib/contracts/collection";
import { changeFields, lineField, pageQuery, pathId, textField } from "@/lib/contracts/fields";

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
    ...changeFields,
  })
  .meta({ id: "Prompt" });

const fields = {
  name: lineField(255, "a name"),
  description: textField(2_000).nullable(),
  text: textField(MAX_TEXT_LENGTH).min(1, "Enter a text."),
};

const prompts = new Collection({
  name: "prompt",
  tag: "Prompts",
  scope: "PROMPTS",
  path: "/v1/prompts",
  nouns: ["a prompt", "prompts"],
  within: {},
  one: { id: pathId },
  view: promptView,
});

export const promptContracts = {
  list: prompts.list({
    fields: pageQuery,
    description: "Newest first. `search` matches names and descriptions.",
  }),

  create: prompts.create({
    fields: {
      ...fields,
      description: fields.description.default(null),
      modelSettings: modelSettings.default({}),
    },
    description: "Names are unique. `variables` in the response are read from the text.",
    errors: ["conflict"],
  }),

  get: prompts.get({
    description: "Includes its text, variables and model settings.",
    revalidates: true,
  }),

  update: prompts.update({
    closedToTestKeys: "change prompts",
    fields: optional({ ...fields, modelSettings }),
    replaces: { follows: { variables: "text" } },
    description: "Updates the given fields. Model settings are replaced as a whole.",
  }),

  delete: prompts.remove({ closedToTestKeys: "delete prompts", description: "Final." }),
};
