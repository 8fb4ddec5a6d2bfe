import { z } from "zod";
import { Resource } from "@/lib/contracts/collection";
import { defineContract } from "@/lib/contracts/contract";
import { idField, pageQuery, pagination, pathId, timestamp } from "@/lib/contracts/fields";
import { stepRun } from "@/lib/contracts/flow/run";
import { EXECUTION_OUTCOMES } from "@/lib/core/outcome";
import { ENVIRONMENTS } from "@/lib/policy/roles";

const runs = new Resource("Executions", "FLOWS");

const TRIGGERS = ["surface", "run", "dispatch", "editor"] as const;

export type ExecutionTrigger = (typeof TRIGGERS)[number];

/** What is kept in place of a value that is larger than what is kept of one. */
export const truncatedValue = z
  .object({
    truncated: z.literal(true),
    bytes: z.int().meta({ description: "Size of the whole value as JSON." }),
    preview: z.string().meta({
      description:
        "The beginning of the value as JSON. Empty if too much data was waiting to be written.",
    }),
  })
  .meta({ id: "TruncatedValue" });

/** Why a run did not succeed. */
const executionError = z.object({
  stepId: z.string(),
  stepName: z.string(),
  message: z.string().optional().meta({ description: "Absent when `dataHidden`." }),
});

const facts = {
  id: z.string(),
  flowId: z.string().nullable().meta({
    description: "Null for steps sent with the request, or if unknown for an interrupted run.",
  }),
  flowName: z.string().nullable(),
  versionNumber: z.int().nullable().meta({
    description: "Null if the draft ran, or if unknown for an interrupted run.",
  }),
  environment: z.enum(ENVIRONMENTS),
  trigger: z.enum(TRIGGERS).meta({
    description: "`surface`: a call of a capability. `editor`: a person's run of a flow.",
  }),
  keyId: z.string().nullable(),
  keyName: z.string().nullable(),
  userId: z.string().nullable(),
  productId: z.string().nullable(),
  surfaceId: z.string().nullable(),
  capabilityId: z.string().nullable(),
  capabilityName: z.string().nullable(),
  requestId: z.string(),
  outcome: z.enum(EXECUTION_OUTCOMES).meta({
    description:
      "`interrupted`: the server stopped before the run was recorded. Its outcome is unknown, and " +
      "its timeline is lost.",
  }),
  startedAt: timestamp,
  durationUs: z.int().min(0).nullable().meta({ description: "Null if it was interrupted." }),
  error: executionError.nullable(),
  dataHidden: z.boolean().meta({
    description:
      "True for callers without RECORDS:READ: they get the timeline, without the input, the " +
      "output, what steps gave, and error messages, all of which may hold what records hold.",
  }),
};

const executionView = z.object(facts).meta({ id: "Execution" });

const kept = {
  description: "Absent if `dataHidden` or not stored. A large value is a TruncatedValue.",
};

const executionDetail = z
  .object({
    ...facts,
    steps: z.array(stepRun),
    input: z.unknown().optional().meta(kept),
    output: z.unknown().optional().meta(kept),
  })
  .meta({ id: "ExecutionDetail" });

export type Execution = z.output<typeof executionView>;

export type ExecutionDetail = z.output<typeof executionDetail>;

export const listExecutionsContract = defineContract({
  ...runs.read("execution.list"),
  input: z.strictObject({
    limit: pageQuery.limit,
    cursor: pageQuery.cursor,
    flowId: idField("flow").optional().meta({ description: "Runs of this flow." }),
    capabilityId: idField("capability")
      .optional()
      .meta({ description: "Calls of this capability." }),
    surfaceId: idField("surface").optional().meta({ description: "Calls of this surface." }),
    keyId: idField("key").optional().meta({ description: "Runs requested by this key." }),
    outcome: z.enum(EXECUTION_OUTCOMES).optional().meta({ description: "Runs with this outcome." }),
    environment: z.enum(ENVIRONMENTS).optional().meta({
      description:
        "A key sees the runs of its own environment; a signed-in person sees both by default.",
    }),
  }),
  output: z.object({ data: z.array(executionView), pagination }).meta({ id: "ExecutionPage" }),
  http: {
    ...runs.at("GET", "/v1/executions"),
    summary: "List runs of flows",
    description:
      "Newest first. A run is listed a moment after it ends. Error messages need " +
      "RECORDS:READ; without it they are omitted, with `dataHidden: true`.",
  },
});

export const getExecutionContract = defineContract({
  ...runs.read("execution.get"),
  input: z.strictObject({ id: pathId }),
  output: executionDetail,
  http: {
    ...runs.at("GET", "/v1/executions/{id}"),
    summary: "Get a run of a flow",
    description:
      "Includes what each step did, and the input and output if stored. Data needs " +
      "RECORDS:READ; without it only the timeline is returned, with `dataHidden: true`.",
  },
});
