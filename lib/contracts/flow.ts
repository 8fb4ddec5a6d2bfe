import { z } from "zod";
import { defineContract } from "@/lib/contracts/contract";
import {
  lineField,
  pageQuery,
  pagination,
  pathId,
  revision,
  seenRevision,
  timestamp,
} from "@/lib/contracts/fields";
import { flowStepsField, storedSteps } from "@/lib/contracts/flow-step";
import { textField } from "@/lib/contracts/text-field";

const TAG = "Flows";

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
      .meta({ description: "Its number; null before the first." }),
    revision,
    createdAt: timestamp,
    updatedAt: timestamp,
  })
  .meta({ id: "Flow" });

export type FlowView = z.output<typeof flowView>;

const fields = {
  name: lineField(255),
  description: textField(2_000).nullable(),
  status: z
    .enum(FLOW_STATUSES)
    .meta({ description: "A label for people; what runs is decided by what is published." }),
};

const stepFields = {
  steps: flowStepsField.optional(),
  flowSteps: flowStepsField.optional().meta({ description: "Another name for `steps`." }),
};

function oneListOfSteps(input: { steps?: unknown; flowSteps?: unknown }): boolean {
  return input.steps === undefined || input.flowSteps === undefined;
}

const STEPS_NEED =
  "Steps that use records need RECORDS:READ or RECORDS:WRITE of those who store, publish or run them.";

export const MORE_EXPOSES =
  "Where capabilities use the flow, steps that need more than before also need PRODUCTS:WRITE, " +
  "FLOWS:READ and FLOWS:EXECUTE.";

const TWO_LISTS = { path: ["flowSteps"], message: "Give steps or flowSteps, not both." };

export const listFlowsContract = defineContract({
  name: "flow.list",
  kind: "read",
  need: { permission: "FLOWS:READ" },
  input: z.strictObject({ ...pageQuery, status: fields.status.optional() }),
  output: z.object({ data: z.array(flowView), pagination }).meta({ id: "FlowPage" }),
  http: {
    method: "GET",
    path: "/v1/flows",
    status: 200,
    tag: TAG,
    summary: "List flows",
    description: "Newest first. `search` looks into names and descriptions.",
  },
});

export const createFlowContract = defineContract({
  name: "flow.create",
  kind: "write",
  need: { permission: "FLOWS:WRITE" },
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
    method: "POST",
    path: "/v1/flows",
    status: 201,
    tag: TAG,
    summary: "Create a flow",
    description: STEPS_NEED,
  },
});

export const getFlowContract = defineContract({
  name: "flow.get",
  kind: "read",
  need: { permission: "FLOWS:READ" },
  input: z.strictObject({ id: pathId }),
  output: flowView,
  http: {
    method: "GET",
    path: "/v1/flows/{id}",
    status: 200,
    tag: TAG,
    summary: "Get a flow",
    description: "With the steps of its draft.",
  },
});

export const updateFlowContract = defineContract({
  name: "flow.update",
  kind: "write",
  need: { permission: "FLOWS:WRITE" },
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
    method: "PUT",
    path: "/v1/flows/{id}",
    status: 200,
    tag: TAG,
    summary: "Update a flow",
    description:
      "Changes the fields that are given. Steps are the draft until they are published. " +
      `${STEPS_NEED} ${MORE_EXPOSES} A test key changes flows that were never published.`,
    replaces: { view: flowView, moved: ["updatedAt", "stepCount"] },
    errors: ["conflict"],
  },
});

export const deleteFlowContract = defineContract({
  name: "flow.delete",
  kind: "write",
  need: { permission: "FLOWS:WRITE" },
  closedToTestKeys: "delete flows",
  input: z.strictObject({ id: pathId }),
  output: z.object({ id: z.string(), deleted: z.literal(true) }),
  http: {
    method: "DELETE",
    path: "/v1/flows/{id}",
    status: 200,
    tag: TAG,
    summary: "Delete a flow",
    description:
      "Its versions go with it. A flow that capabilities use is not deleted, and a test key deletes " +
      "none.",
    errors: ["conflict"],
  },
});
