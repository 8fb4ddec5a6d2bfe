import { z } from "zod";
import { defineContract } from "@/lib/contracts/contract";
import { idField, pageQuery, pagination, pathId, timestamp } from "@/lib/contracts/fields";
import { MORE_EXPOSES } from "@/lib/contracts/flow";
import { storedSteps } from "@/lib/contracts/flow-step";

const TAG = "Flows";

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
      .meta({ description: "An older version to publish again; the draft when absent." }),
  }),
  output: z.object({
    success: z.literal(true),
    message: z.string(),
    publishedVersionId: z.string(),
    versionNumber: z.int(),
  }),
  http: {
    method: "POST",
    path: "/v1/flows/{id}/publish",
    status: 200,
    tag: TAG,
    summary: "Publish a flow",
    description:
      "Makes an immutable, numbered version of the draft and publishes it, or an older version " +
      `again. Needs what its steps need too: RECORDS:READ or RECORDS:WRITE. ${MORE_EXPOSES} Test ` +
      "keys publish nothing.",
  },
});

export const listFlowVersionsContract = defineContract({
  name: "flow.listVersions",
  kind: "read",
  need: { permission: "FLOWS:READ" },
  input: z.strictObject({ id: pathId, limit: pageQuery.limit, cursor: pageQuery.cursor }),
  output: z.object({ data: z.array(versionView), pagination }).meta({ id: "FlowVersionPage" }),
  http: {
    method: "GET",
    path: "/v1/flows/{id}/versions",
    status: 200,
    tag: TAG,
    summary: "List the versions of a flow",
    description: "Newest first.",
  },
});
