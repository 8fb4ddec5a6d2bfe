import { z } from "zod";
import { defineContract } from "@/lib/contracts/contract";
import { idField, lineField, pathId } from "@/lib/contracts/fields";
import { flowRun } from "@/lib/contracts/flow/run";
import { flowStepsField } from "@/lib/contracts/flow-steps/flow-step";
import { jsonObjectField } from "@/lib/contracts/json-field";
import { recordContent } from "@/lib/contracts/record/contracts";
import { ENVIRONMENTS } from "@/lib/policy/roles";

const MAX_INPUT_LENGTH = 1_000_000;
const MAX_INPUT_DEPTH = 64;

const variables = jsonObjectField(MAX_INPUT_LENGTH, MAX_INPUT_DEPTH).default({}).meta({
  description: "The variables that the steps use.",
});

const environment = z.enum(ENVIRONMENTS).optional().meta({
  description:
    "Which records are used. A key uses its own environment; for a signed-in person the default is test.",
});

const version = z.enum(["draft", "published"]).optional().meta({
  description: "Default: the draft for test, the published version for production.",
});

const runView = flowRun
  .extend({
    executionId: z.string(),
    requestId: z.string(),
    flowId: z.string().nullable(),
    versionNumber: z.int().nullable().meta({ description: "Null if the draft ran." }),
    environment: z.enum(ENVIRONMENTS),
  })
  .meta({ id: "FlowRunReport" });

/** What a run of a flow from the platform answers. */
export type FlowRunResult = z.output<typeof runView>;

export const runFlowContract = defineContract({
  name: "flow.run",
  need: { permission: "FLOWS:EXECUTE" },
  input: z.strictObject({ id: pathId, input: variables, environment, version }),
  output: runView,
  http: {
    method: "POST",
    path: "/v1/flows/{id}/run",
    status: 200,
    tag: "Flows",
    summary: "Run a flow",
    description:
      "Also needs what the steps need: RECORDS:READ or RECORDS:WRITE. Responds when the run has " +
      "ended. A failed run also returns 200; see `outcome` and `failure`.",
    errors: ["conflict"],
  },
});

const flowReference = z
  .strictObject({
    id: idField("flow").optional(),
    name: lineField(255, "a name").optional(),
    steps: flowStepsField
      .optional()
      .meta({ description: "The steps of a flow that is not stored." }),
  })
  .refine(
    ({ id, name, steps }) => (id !== undefined) !== (steps !== undefined || name !== undefined),
    "Give the id or the name of a flow, or its steps.",
  );

const record = z.strictObject({
  ...recordContent,
  metadata: recordContent.metadata.default({}),
});

const options = z.strictObject({
  streamResponse: z
    .literal(false, { error: "Streaming is not supported. Leave it out or send false." })
    .optional(),
  flowMode: z.enum(["existing", "virtual"]).optional(),
  recordMode: z.enum(["existing", "virtual"]).default("virtual").meta({
    description: "`existing`: the stored record of that type and name, with its metadata.",
  }),
});

export const dispatchContract = defineContract({
  name: "flow.dispatch",
  need: { permission: "FLOWS:EXECUTE" },
  input: z.strictObject({
    flow: flowReference,
    record: record.optional().meta({ description: "The value of `{{_record...}}`." }),
    input: variables,
    environment,
    version,
    options: options.default({ recordMode: "virtual" }),
  }),
  output: runView,
  http: {
    method: "POST",
    path: "/v1/dispatch",
    status: 200,
    tag: "Flows",
    summary: "Run a flow with a record",
    description:
      "Runs a stored flow by id or name, or the given steps. Records are accessible only with the " +
      "caller's own RECORDS scopes. Responds when the run has ended. " +
      "A failed run also returns 200; see `outcome` and `failure`.",
    errors: ["not_found", "conflict"],
  },
});

/** Runs steps that the editor shows and nobody has saved; production records need a say-so. */
export const tryFlowContract = defineContract({
  name: "flow.try",
  need: { permission: "FLOWS:EXECUTE" },
  input: z.strictObject({ id: pathId, steps: flowStepsField, input: variables, environment }),
  output: runView,
});
