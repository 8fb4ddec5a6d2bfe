import { z } from "zod";
import { Collection, optional } from "@/lib/contracts/collection";
import { SECRET_KEY } from "@/lib/contracts/expression/template";
import { changeFields, pageQuery, pathId, textField, timestamp } from "@/lib/contracts/fields";
import { readHost } from "@/lib/core/host";
import { ENVIRONMENTS } from "@/lib/policy/roles";

const MAX_HOSTS = 20;
const MIN_VALUE = 8;

/** A host as it is kept: lower case, with its port where one is named. */
const host = z
  .string()
  .trim()
  .max(260, { error: "Use at most 260 characters.", abort: true })
  .transform((text, context) => {
    const found = text.includes("*") ? undefined : readHost(text);
    if (found) return found.port === undefined ? found.host : `${found.host}:${found.port}`;
    context.addIssue({ code: "custom", message: "Not a host as api.example.com or host:8443." });
    return z.NEVER;
  });

/** Where a secret may be sent, each once. */
const secretHosts = z
  .array(host)
  .min(1, { error: "Name at least one host.", abort: true })
  .max(MAX_HOSTS, { error: `Name at most ${MAX_HOSTS} hosts.`, abort: true })
  .superRefine((hosts, context) => {
    hosts.forEach((each, at) => {
      if (hosts.indexOf(each) === at) return;
      context.addIssue({ code: "custom", path: [at], message: `${each} is given twice.` });
    });
  });

export const secretFields = {
  key: z
    .string()
    .min(2, { error: "Use at least 2 characters.", abort: true })
    .max(100, { error: "Use at most 100 characters.", abort: true })
    .regex(SECRET_KEY, "Use a letter, then letters, digits and underscores.")
    .meta({ description: "The name that steps use: `{{secret:KEY}}`.", example: "CRM_TOKEN" }),
  value: textField(10_000)
    .refine((text) => [...text].length >= MIN_VALUE, `Use at least ${MIN_VALUE} characters.`)
    // HTTP takes it from the ends of a header, and an echo of what is left would not be recognised.
    .regex(/^\S[\s\S]*\S$/, "White space at the beginning or end is not allowed.")
    .meta({ minLength: MIN_VALUE, description: "Never returned." }),
  description: textField(500).nullable(),
  environment: z
    .enum(ENVIRONMENTS)
    .meta({ description: "Only runs of this environment can use it." }),
  hosts: secretHosts.meta({
    uniqueItems: true,
    description:
      "1 to 20 hosts that it can be sent to: `host` for the default port of http or https, or `host:port`.",
  }),
};

const secretView = z
  .object({
    id: z.string(),
    key: z.string(),
    environment: z.enum(ENVIRONMENTS),
    description: z.string().nullable(),
    hosts: z.array(z.string()),
    valuePreview: z.string().meta({ description: "The last characters of a long value." }),
    version: z.int().meta({ description: "Incremented with each new value." }),
    lastRotatedAt: timestamp,
    ...changeFields,
  })
  .meta({ id: "Secret" });

export type SecretView = z.output<typeof secretView>;

const usedBy = z.array(
  z.object({
    flowId: z.string(),
    flowName: z.string(),
    draft: z.boolean().meta({ description: "Whether the draft uses it." }),
    published: z.boolean().meta({ description: "Whether the published version uses it." }),
  }),
);

const secretDetail = secretView.extend({ usedBy });

export type SecretDetail = z.output<typeof secretDetail>;

const secrets = new Collection({
  name: "secret",
  tag: "Secrets",
  scope: "SECRETS",
  path: "/v1/secrets",
  nouns: ["a secret", "secrets"],
  within: {},
  one: { id: pathId },
  view: secretView,
});

const { value, description, hosts } = secretFields;

export const secretContracts = {
  list: secrets.list({
    fields: { ...pageQuery, environment: secretFields.environment.optional() },
    description: "Newest first, without their values. `search` matches keys and descriptions.",
  }),

  create: secrets.create({
    secretFields: ["value"],
    fields: { ...secretFields, description: description.default(null) },
    description: "For owners and admins.",
    errors: ["conflict"],
  }),

  get: {
    ...secrets.get({ description: "Without its value, with the flows that use it." }),
    output: secretDetail,
  },

  update: secrets.update({
    secretFields: ["value"],
    fields: optional({ value, description, hosts }),
    replaces: {
      view: secretDetail,
      moved: ["updatedAt", "usedBy"],
      follows: { lastRotatedAt: "value", valuePreview: "value", version: "value" },
    },
    description:
      "Updates the given fields. A new value takes effect for the next step that runs. " +
      "To allow another host, send the value again.",
  }),

  delete: secrets.remove({ description: "Steps that use it will fail." }),
};
