import { usageContract } from "@/lib/contracts/analytics/contracts";
import { usageEventsContract } from "@/lib/contracts/analytics/feed";
import {
  openApiContract,
  surfaceJsonContract,
  surfaceYamlContract,
} from "@/lib/contracts/openapi/contracts";
import { promptContracts } from "@/lib/contracts/prompt/contracts";
import { recordContracts } from "@/lib/contracts/record/contracts";
import { secretContracts } from "@/lib/contracts/secret/contracts";
import { CUSTOMER_ID } from "./customer-examples";
import {
  CHANGED,
  exampleOf,
  examplesOf,
  LATER,
  listOf,
  MOMENT,
  NEW,
  ORGANIZATION_ID,
} from "./example";

const newRecord = { type: "customer", name: "Acme", metadata: { city: "Berlin", seats: 12 } };
const record = {
  id: "record_01kadxq9rffxcs2g9d7n5w1k8e",
  environment: "production" as const,
  ...newRecord,
  ...NEW,
};

const newPrompt = {
  name: "Summary",
  description: "Sums a text up in one sentence.",
  text: "Sum up in one sentence: {{text}}",
  modelSettings: { temperature: 0.2, maxTokens: 200 },
};
const prompt = {
  id: "prompt_01kadxq9rhebmb3v6y0t4p8c7q",
  ...newPrompt,
  variables: ["text"],
  ...NEW,
};

const shown = {
  key: "CRM_TOKEN",
  environment: "production" as const,
  description: "Reads contacts of the CRM.",
  hosts: ["api.example.com"],
};
const secret = {
  id: "secret_01kadxq9rhebmb3v6y0t4p8c7q",
  ...shown,
  valuePreview: "…5x2w",
  version: 1,
  lastRotatedAt: MOMENT,
  ...NEW,
};
const used = {
  flowId: "flow_01kadxq9rbfn5v3m8t2c6x9p4k",
  flowName: "Look a contact up",
  draft: true,
  published: true,
};

const ofSurface = {
  id: "prod_01kadxq9rqe8y9d6c5vb0m1whf",
  surfaceId: "surf_01kadxq9rrfkd8h3ynq2zt6xcp",
};

export const DATA_EXAMPLES = [
  ...examplesOf(recordContracts, {
    one: { id: record.id },
    shown: record,
    listed: { limit: 50, type: "customer" },
    created: newRecord,
    changes: { metadata: { city: "Hamburg" } },
  }),
  exampleOf(recordContracts.listChanges, {
    input: { id: record.id, limit: 50 },
    output: listOf({
      id: "change_01kadxq9rjf5t8q2m6w1r4z9vk",
      at: LATER,
      executionId: "exec_01kadxq9rke6n3c7b5x8g2h4dm",
      keyId: "key_01kadxq9r7fz2bnhs4m8tq5wvc",
      userId: null,
      before: newRecord.metadata,
      after: { ...newRecord.metadata, seats: 20 },
    }),
  }),
  ...examplesOf(promptContracts, {
    one: { id: prompt.id },
    shown: prompt,
    listed: { limit: 50, search: "sum" },
    created: newPrompt,
    changes: { modelSettings: { temperature: 0 } },
  }),
  ...examplesOf(secretContracts, {
    one: { id: secret.id },
    shown: { ...secret, usedBy: [used] },
    listed: { limit: 50, environment: "production" },
    created: { ...shown, value: "example-token-7f3k9q5x2w" },
    changes: { value: "example-token-1b8d0m6t4z" },
    answers: {
      list: listOf(secret),
      create: secret,
      update: { ...secret, valuePreview: "…6t4z", version: 2, lastRotatedAt: LATER, ...CHANGED },
    },
  }),
  exampleOf(usageContract, {
    input: { granularity: "day", groupBy: "route,outcome" },
    output: {
      data: [
        {
          bucket: "2026-01-15T00:00:00.000Z",
          route: "/v1/flows",
          outcome: "ok",
          requests: 1_204,
          averageDurationMs: 3.2,
          p50DurationMs: 2.4,
          p95DurationMs: 9.1,
        },
      ],
      totals: { requests: 1_204, p50DurationMs: 2.4, p95DurationMs: 9.1 },
      from: "2026-01-15T00:00:00.000Z",
      to: "2026-01-16T00:00:00.000Z",
      granularity: "day",
    },
  }),
  exampleOf(usageEventsContract, {
    input: { limit: 1_000 },
    output: {
      data: [
        {
          specversion: "1.0",
          id: "req_01kadxq9rae6pvbk8yt5wms4gn",
          source: `/organizations/${ORGANIZATION_ID}`,
          type: "runtype.usage.call",
          subject: "acme",
          time: MOMENT,
          datacontenttype: "application/json",
          data: {
            keyId: "key_01kadxq9r7f5kvy2c8h0m4w6tb",
            customerId: CUSTOMER_ID,
            integration: "CRM sync",
            capabilityId: "cap_01kadxq9qy9av6d3w5r8n0t2ez",
            units: 1,
            price: "0.002",
            cost: "0.00025",
            environment: "production",
            outcome: "ok",
          },
        },
      ],
      pagination: { nextCursor: "AAAAAAAAAAEd1ZyLMbhk6yXTq2V0n3Mw", hasMore: false },
    },
  }),
  exampleOf(openApiContract, {
    input: {},
    output: {
      openapi: "3.1.1",
      info: { title: "Runtype API", version: "1.0.0" },
      paths: { "/v1/me": {} },
    },
  }),
  exampleOf(surfaceJsonContract, {
    input: ofSurface,
    output: {
      openapi: "3.0.3",
      info: { title: "Support desk: Public API", version: "1.0.1" },
      paths: {},
    },
  }),
  exampleOf(surfaceYamlContract, {
    input: ofSurface,
    output:
      "openapi: 3.0.3\ninfo:\n  title: 'Support desk: Public API'\n  version: 1.0.1\npaths: {}\n",
  }),
];
