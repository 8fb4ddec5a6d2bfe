import { dispatchContract, runFlowContract } from "@/lib/contracts/dispatch";
import { getExecutionContract, listExecutionsContract } from "@/lib/contracts/execution";
import { exampleOf, LAST_PAGE, MOMENT } from "@/lib/contracts/openapi/example";

const FLOW_ID = "flow_01kadxq9rbedrr7s0v3kx9m2jt";
const EXECUTION_ID = "exec_01kadxq9rgf3wv4m8t6x2y7zqc";
const REQUEST_ID = "req_01kadxq9rae6pvbk8yt5wms4gn";

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

export const EXECUTION_EXAMPLES = [
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
    output: { data: [execution], pagination: LAST_PAGE },
  }),
  exampleOf(getExecutionContract, {
    input: { id: EXECUTION_ID },
    output: { ...execution, steps: [step], input: { name: "Ada" }, output: "Hello Ada!" },
  }),
];
