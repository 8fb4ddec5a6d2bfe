import { dispatchContract, runFlowContract } from "@/lib/contracts/call/contracts";
import { getExecutionContract, listExecutionsContract } from "@/lib/contracts/execution/contracts";
import { flowContracts } from "@/lib/contracts/flow/contracts";
import { exampleOf, examplesOf, LATER, listOf, MOMENT, NEW } from "./example";

const FLOW_ID = "flow_01kadxq9rbedrr7s0v3kx9m2jt";
const EXECUTION_ID = "exec_01kadxq9rgf3wv4m8t6x2y7zqc";
const REQUEST_ID = "req_01kadxq9rae6pvbk8yt5wms4gn";
const VERSION_ID = "flowver_01kadxq9rdf1mvb6tc4qz8h0ys";

const steps = [
  {
    id: "greeting",
    name: "Write the greeting",
    type: "template" as const,
    order: 0,
    enabled: true,
    config: { template: "Hello {{name}}!", outputVariable: "greeting" },
  },
];

const created = {
  name: "Welcome note",
  description: "Greets a new customer.",
  status: "draft" as const,
  steps,
};

const flow = { id: FLOW_ID, ...created, stepCount: 1, publishedVersion: null, ...NEW };

const step = {
  id: "greeting",
  name: "Write the greeting",
  type: "template",
  status: "succeeded" as const,
  startedUs: 12,
  durationUs: 35,
  output: "Hello Ada!",
};

const ended = {
  executionId: EXECUTION_ID,
  requestId: REQUEST_ID,
  flowId: FLOW_ID,
  versionNumber: 1,
  environment: "production" as const,
  outcome: "succeeded" as const,
  steps: [step],
  output: "Hello Ada!",
  outputs: { greeting: "Hello Ada!" },
  durationUs: 60,
};

const execution = {
  id: EXECUTION_ID,
  flowId: FLOW_ID,
  flowName: "Welcome note",
  versionNumber: 1,
  environment: "production" as const,
  trigger: "surface" as const,
  keyId: "key_01kadxq9rpf0cs7wq2v9k4m3xh",
  keyName: "Acme Corp",
  userId: null,
  productId: "prod_01kadxq9rqe8y9d6c5vb0m1whf",
  surfaceId: "surf_01kadxq9rrfkd8h3ynq2zt6xcp",
  capabilityId: "cap_01kadxq9rse4t7s0v3kx9m2jtz",
  capabilityName: "Welcome",
  requestId: REQUEST_ID,
  outcome: "succeeded" as const,
  startedAt: MOMENT,
  durationUs: 60,
  error: null,
  dataHidden: false,
};

export const FLOW_EXAMPLES = [
  ...examplesOf(flowContracts, {
    one: { id: FLOW_ID },
    shown: flow,
    listed: { limit: 50, search: "welcome" },
    created,
    changes: { status: "active", revision: 1 },
  }),
  exampleOf(flowContracts.publish, {
    input: { id: FLOW_ID },
    output: {
      success: true,
      message: "Version 1 is published",
      publishedVersionId: VERSION_ID,
      versionNumber: 1,
    },
  }),
  exampleOf(flowContracts.listVersions, {
    input: { id: FLOW_ID, limit: 50 },
    output: listOf({
      id: VERSION_ID,
      flowId: FLOW_ID,
      versionNumber: 1,
      isPublished: true,
      steps,
      stepCount: 1,
      createdAt: LATER,
    }),
  }),
  exampleOf(runFlowContract, { input: { id: FLOW_ID, input: { name: "Ada" } }, output: ended }),
  exampleOf(dispatchContract, {
    input: {
      flow: { id: FLOW_ID },
      record: { type: "customer", name: "Ada", metadata: { plan: "team" } },
      input: { name: "Ada" },
      options: { streamResponse: false },
    },
    output: ended,
  }),
  exampleOf(listExecutionsContract, {
    input: { limit: 50, flowId: FLOW_ID, outcome: "succeeded" },
    output: listOf(execution),
  }),
  exampleOf(getExecutionContract, {
    input: { id: EXECUTION_ID },
    output: { ...execution, steps: [step], input: { name: "Ada" }, output: "Hello Ada!" },
  }),
];
