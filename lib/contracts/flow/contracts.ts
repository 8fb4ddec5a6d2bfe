import { z } from "zod";
import { defineContract, resource } from "@/lib/contracts/contract";
import {
  deletedOne,
  idField,
  lineField,
  pageQuery,
  pagination,
  pathId,
  revision,
  seenRevision,
  textField,
  timestamp,
} from "@/lib/contracts/fields";
import { flowStepsField, storedSteps } from "@/lib/contracts/flow-steps/flow-step";

const flows = resource("Flows", "FLOWS");

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
    revision,
    createdAt: timestamp,
    updatedAt: timestamp,
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

function oneListOfSteps(input: { steps?: unknown; flowSteps?: unknown }): boolean {
  return input.steps === undefined || input.flowSteps === undefined;
}

const STEPS_NEED =
  "To store, publish or run steps that use records, you need RECORDS:READ or RECORDS:WRITE.";

const MORE_EXPOSES =
  "If capabilities use the flow, steps that need more permissions than before also need PRODUCTS:WRITE, " +
  "FLOWS:READ and FLOWS:EXECUTE.";

const TWO_LISTS = { path: ["flowSteps"], message: "Give steps or flowSteps, not both." };

export const listFlowsContract = defineContract({
  ...flows.read("flow.list"),
  input: z.strictObject({ ...pageQuery, status: fields.status.optional() }),
  output: z.object({ data: z.array(flowView), pagination }).meta({ id: "FlowPage" }),
  http: {
    ...flows.get("/v1/flows"),
    summary: "List flows",
    description: "Newest first. `search` matches names and descriptions.",
  },
});

export const createFlowContract = defineContract({
  ...flows.write("flow.create"),
  input: z
    .strictObject({
      name: fields.name,
      description: fields.description.default(null),
      status: fields.status.default("draft"),
      ...stepFields,
    })
    .refine(oneListOfSteps, TWO_LISTS),
  output: flowView,
  http: {
    ...flows.post("/v1/flows"),
    summary: "Create a flow",
    description: STEPS_NEED,
  },
});

export const getFlowContract = defineContract({
  ...flows.read("flow.get"),
  input: z.strictObject({ id: pathId }),
  output: flowView,
  http: {
    ...flows.get("/v1/flows/{id}"),
    summary: "Get a flow",
    description: "Includes the steps of its draft.",
  },
});

export const updateFlowContract = defineContract({
  ...flows.write("flow.update"),
  closedToTestKeys: "change published flows",
  input: z
    .strictObject({
      id: pathId,
      name: fields.name.optional(),
      description: fields.description.optional(),
      status: fields.status.optional(),
      ...stepFields,
      revision: seenRevision,
    })
    .refine(oneListOfSteps, TWO_LISTS),
  output: flowView,
  http: {
    ...flows.put("/v1/flows/{id}"),
    summary: "Update a flow",
    description:
      "Updates the given fields. Steps are the draft until they are published. " +
      `${STEPS_NEED} ${MORE_EXPOSES} A test key can only change flows that were never published.`,
    replaces: { view: flowView, moved: ["updatedAt", "stepCount"] },
    errors: ["conflict"],
  },
});

export const deleteFlowContract = defineContract({
  ...flows.write("flow.delete"),
  closedToTestKeys: "delete flows",
  input: z.strictObject({ id: pathId }),
  output: deletedOne,
  http: {
    ...flows.remove("/v1/flows/{id}"),
    summary: "Delete a flow",
    description:
      "Its versions go with it. A flow that capabilities use is not deleted, and a test key deletes " +
      "none.",
    errors: ["conflict"],
  },
});

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

export const publishFlowContract = defineContract({
  name: "flow.publish",
  kind: "write",
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
  http: {
    ...flows.post("/v1/flows/{id}/publish", 200),
    summary: "Publish a flow",
    description:
      "Creates an immutable, numbered version of the draft and publishes it, or publishes an older version " +
      `again. Also needs what its steps need: RECORDS:READ or RECORDS:WRITE. ${MORE_EXPOSES} Test ` +
      "keys cannot publish.",
    errors: ["conflict"],
  },
});

export const listFlowVersionsContract = defineContract({
  ...flows.read("flow.listVersions"),
  input: z.strictObject({ id: pathId, limit: pageQuery.limit, cursor: pageQuery.cursor }),
  output: z.object({ data: z.array(versionView), pagination }).meta({ id: "FlowVersionPage" }),
  http: {
    ...flows.get("/v1/flows/{id}/versions"),
    summary: "List the versions of a flow",
    description: "Newest first.",
  },
});
