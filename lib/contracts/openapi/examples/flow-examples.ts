import {
  createFlowContract,
  deleteFlowContract,
  getFlowContract,
  listFlowsContract,
  updateFlowContract,
} from "@/lib/contracts/flow";
import { listFlowVersionsContract, publishFlowContract } from "@/lib/contracts/flow-version";
import { exampleOf, LAST_PAGE, LATER, MOMENT } from "@/lib/contracts/openapi/example";

const FLOW_ID = "flow_01kadxq9rbedrr7s0v3kx9m2jt";
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

const flow = {
  id: FLOW_ID,
  ...created,
  stepCount: 1,
  publishedVersion: null,
  revision: 1,
  createdAt: MOMENT,
  updatedAt: MOMENT,
};

export const FLOW_EXAMPLES = [
  exampleOf(listFlowsContract, {
    input: { limit: 50, search: "welcome" },
    output: { data: [flow], pagination: LAST_PAGE },
  }),
  exampleOf(createFlowContract, { input: created, output: flow }),
  exampleOf(getFlowContract, { input: { id: FLOW_ID }, output: flow }),
  exampleOf(updateFlowContract, {
    input: { id: FLOW_ID, status: "active", revision: 1 },
    output: { ...flow, status: "active", updatedAt: LATER, revision: 2 },
  }),
  exampleOf(deleteFlowContract, { input: { id: FLOW_ID }, output: { id: FLOW_ID, deleted: true } }),
  exampleOf(publishFlowContract, {
    input: { id: FLOW_ID },
    output: {
      success: true,
      message: "Version 1 is published",
      publishedVersionId: VERSION_ID,
      versionNumber: 1,
    },
  }),
  exampleOf(listFlowVersionsContract, {
    input: { id: FLOW_ID, limit: 50 },
    output: {
      data: [
        {
          id: VERSION_ID,
          flowId: FLOW_ID,
          versionNumber: 1,
          isPublished: true,
          steps,
          stepCount: 1,
          createdAt: LATER,
        },
      ],
      pagination: LAST_PAGE,
    },
  }),
];
