import { z } from "zod";
import { Collection, optional, pageOf } from "@/lib/contracts/collection";
import { defineContract } from "@/lib/contracts/contract";
import {
  changeFields,
  cursorQuery,
  idField,
  lineField,
  pageQuery,
  pathId,
  seenRevision,
  textField,
  timestamp,
} from "@/lib/contracts/fields";
import { flowStepsField, storedSteps } from "@/lib/contracts/flow-steps/flow-step";

const FLOW_STATUSES = ["draft", "active", "paused"] as const;

const flowView = z
  .object({
    id: z.string(),
    name: z.string(),
    description: z.string().nullable(),
    status: z.enum(FLOW_STATUSES),
    steps: storedSteps,
    stepCount: z.int(),
    publishedVersion: z
      .int()
      .nullable()
      .meta({ description: "The published version number. Null if nothing is published." }),
    ...changeFields,
  })
  .meta({ id: "Flow" });

export type FlowView = z.output<typeof flowView>;

const fields = {
  name: lineField(255, "a name"),
  description: textField(2_000).nullable(),
  status: z
    .enum(FLOW_STATUSES)
    .meta({ description: "A label only. What runs depends on what is published." }),
};

const stepFields = {
  steps: flowStepsField.optional(),
  flowSteps: flowStepsField.optional().meta({ description: "Alias of `steps`." }),
};

const oneListOfSteps = z.refine<{ steps?: unknown; flowSteps?: unknown }>(
  ({ steps, flowSteps }) => steps === undefined || flowSteps === undefined,
  { path: ["flowSteps"], error: "Give steps or flowSteps, not both." },
);

const STEPS_NEED =
  "To store, publish or run steps that use records, you need RECORDS:READ or RECORDS:WRITE.";

const MORE_EXPOSES =
  "If capabilities use the flow, steps that need more permissions than before also need PRODUCTS:WRITE, " +
  "FLOWS:READ and FLOWS:EXECUTE.";

const versionView = z
  .object({
    id: z.string(),
    flowId: z.string(),
    versionNumber: z.int(),
    isPublished: z.boolean(),
    steps: storedSteps,
    stepCount: z.int(),
    createdAt: timestamp,
  })
  .meta({ id: "FlowVersion" });

export type FlowVersionView = z.output<typeof versionView>;

const flows = new Collection({
  name: "flow",
  tag: "Flows",
  scope: "FLOWS",
  path: "/v1/flows",
  nouns: ["a flow", "flows"],
  within: {},
  one: { id: pathId },
  view: flowView,
});

export const flowContracts = {
  list: flows.list({
    fields: { ...pageQuery, status: fields.status.optional() },
    description: "Newest first. `search` matches names and descriptions.",
  }),

  create: flows.create({
    fields: {
      name: fields.name,
      description: fields.description.default(null),
      status: fields.status.default("draft"),
      ...stepFields,
    },
    check: oneListOfSteps,
    description: STEPS_NEED,
  }),

  get: flows.get({ description: "Includes the steps of its draft." }),

  update: flows.update({
    closedToTestKeys: "change published flows",
    fields: { ...optional(fields), ...stepFields },
    check: oneListOfSteps,
    replaces: { moved: ["updatedAt", "stepCount"] },
    description:
      "Updates the given fields. Steps are the draft until they are published. " +
      `${STEPS_NEED} ${MORE_EXPOSES} A test key can only change flows that were never published.`,
  }),

  delete: flows.remove({
    closedToTestKeys: "delete flows",
    description:
      "Its versions go with it. A flow that capabilities use is not deleted, and a test key deletes none.",
    errors: ["conflict"],
  }),

  publish: defineContract({
    name: "flow.publish",
    need: { permission: "FLOWS:EXECUTE" },
    closedToTestKeys: "publish flows",
    input: z.strictObject({
      id: pathId,
      versionId: idField("flowVersion")
        .optional()
        .meta({ description: "An older version to publish again. The draft if absent." }),
      revision: seenRevision,
    }),
    output: z.object({
      success: z.literal(true),
      message: z.string(),
      publishedVersionId: z.string(),
      versionNumber: z.int(),
    }),
    http: flows.ofOne("POST", "Publish", {
      below: "/publish",
      description:
        "Creates an immutable, numbered version of the draft and publishes it, or publishes an older version " +
        `again. Also needs what its steps need: RECORDS:READ or RECORDS:WRITE. ${MORE_EXPOSES} Test ` +
        "keys cannot publish.",
      errors: ["conflict"],
    }),
  }),

  listVersions: defineContract({
    ...flows.read("flow.listVersions"),
    input: z.strictObject({ id: pathId, ...cursorQuery }),
    output: pageOf(versionView),
    http: flows.ofOne("GET", "List the versions of", {
      below: "/versions",
      description: "Newest first.",
    }),
  }),
};
