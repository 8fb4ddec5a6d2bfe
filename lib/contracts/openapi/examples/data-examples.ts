import { usageContract } from "@/lib/contracts/analytics/contracts";
import { openApiContract } from "@/lib/contracts/openapi/contracts";
import { exampleOf, LAST_PAGE, LATER, MOMENT } from "@/lib/contracts/openapi/example";
import * as promptContracts from "@/lib/contracts/prompt/contracts";
import * as recordContracts from "@/lib/contracts/record/contracts";
import * as secretContracts from "@/lib/contracts/secret/contracts";

const RECORD_ID = "record_01kadxq9rffxcs2g9d7n5w1k8e";
const PROMPT_ID = "prompt_01kadxq9rhebmb3v6y0t4p8c7q";

const newRecord = { type: "customer", name: "Acme", metadata: { city: "Berlin", seats: 12 } };
const record = {
  id: RECORD_ID,
  environment: "production" as const,
  ...newRecord,
  revision: 1,
  createdAt: MOMENT,
  updatedAt: MOMENT,
};

const newPrompt = {
  name: "Summary",
  description: "Sums a text up in one sentence.",
  text: "Sum up in one sentence: {{text}}",
  modelSettings: { temperature: 0.2, maxTokens: 200 },
};
const prompt = {
  id: PROMPT_ID,
  ...newPrompt,
  variables: ["text"],
  revision: 1,
  createdAt: MOMENT,
  updatedAt: MOMENT,
};

const moved = { metadata: { city: "Hamburg" } };
const cooler = { modelSettings: { temperature: 0 } };

export const DATA_EXAMPLES = [
  exampleOf(recordContracts.listRecordsContract, {
    input: { limit: 50, type: "customer" },
    output: { data: [record], pagination: LAST_PAGE },
  }),
  exampleOf(recordContracts.createRecordContract, { input: newRecord, output: record }),
  exampleOf(recordContracts.getRecordContract, { input: { id: RECORD_ID }, output: record }),
  exampleOf(recordContracts.listRecordChangesContract, {
    input: { id: RECORD_ID, limit: 50 },
    output: {
      data: [
        {
          id: "change_01kadxq9rjf5t8q2m6w1r4z9vk",
          at: LATER,
          executionId: "exec_01kadxq9rke6n3c7b5x8g2h4dm",
          keyId: "key_01kadxq9r7fz2bnhs4m8tq5wvc",
          userId: null,
          before: newRecord.metadata,
          after: { ...newRecord.metadata, seats: 20 },
        },
      ],
      pagination: LAST_PAGE,
    },
  }),
  exampleOf(recordContracts.updateRecordContract, {
    input: { id: RECORD_ID, ...moved },
    output: { ...record, ...moved, updatedAt: LATER, revision: 2 },
  }),
  exampleOf(recordContracts.deleteRecordContract, {
    input: { id: RECORD_ID },
    output: { id: RECORD_ID, deleted: true },
  }),
  exampleOf(promptContracts.listPromptsContract, {
    input: { limit: 50, search: "sum" },
    output: { data: [prompt], pagination: LAST_PAGE },
  }),
  exampleOf(promptContracts.createPromptContract, { input: newPrompt, output: prompt }),
  exampleOf(promptContracts.getPromptContract, { input: { id: PROMPT_ID }, output: prompt }),
  exampleOf(promptContracts.updatePromptContract, {
    input: { id: PROMPT_ID, ...cooler },
    output: { ...prompt, ...cooler, updatedAt: LATER, revision: 2 },
  }),
  exampleOf(promptContracts.deletePromptContract, {
    input: { id: PROMPT_ID },
    output: { id: PROMPT_ID, deleted: true },
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
  exampleOf(openApiContract, {
    input: {},
    output: {
      openapi: "3.1.1",
      info: { title: "Runtype API", version: "1.0.0" },
      paths: { "/v1/me": {} },
    },
  }),
];

const SECRET_ID = "secret_01kadxq9rhebmb3v6y0t4p8c7q";

const shown = {
  key: "CRM_TOKEN",
  environment: "production" as const,
  description: "Reads contacts of the CRM.",
  hosts: ["api.example.com"],
};
const secret = {
  id: SECRET_ID,
  ...shown,
  valuePreview: "…5x2w",
  version: 1,
  lastRotatedAt: MOMENT,
  revision: 1,
  createdAt: MOMENT,
  updatedAt: MOMENT,
};
const used = {
  flowId: "flow_01kadxq9rbfn5v3m8t2c6x9p4k",
  flowName: "Look a contact up",
  draft: true,
  published: true,
};

export const SECRET_EXAMPLES = [
  exampleOf(secretContracts.listSecretsContract, {
    input: { limit: 50, environment: "production" },
    output: { data: [secret], pagination: LAST_PAGE },
  }),
  exampleOf(secretContracts.createSecretContract, {
    input: { ...shown, value: "example-token-7f3k9q5x2w" },
    output: secret,
  }),
  exampleOf(secretContracts.getSecretContract, {
    input: { id: SECRET_ID },
    output: { ...secret, usedBy: [used] },
  }),
  exampleOf(secretContracts.updateSecretContract, {
    input: { id: SECRET_ID, value: "example-token-1b8d0m6t4z" },
    output: {
      ...secret,
      valuePreview: "…6t4z",
      version: 2,
      lastRotatedAt: LATER,
      revision: 2,
      updatedAt: LATER,
    },
  }),
  exampleOf(secretContracts.deleteSecretContract, {
    input: { id: SECRET_ID },
    output: { id: SECRET_ID, deleted: true },
  }),
];
