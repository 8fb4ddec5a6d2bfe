import { exampleOf, LAST_PAGE, LATER, MOMENT } from "@/lib/contracts/openapi/example";
import {
  createSecretContract,
  deleteSecretContract,
  getSecretContract,
  listSecretsContract,
  updateSecretContract,
} from "@/lib/contracts/secret";

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
  exampleOf(listSecretsContract, {
    input: { limit: 50, environment: "production" },
    output: { data: [secret], pagination: LAST_PAGE },
  }),
  exampleOf(createSecretContract, {
    input: { ...shown, value: "example-token-7f3k9q5x2w" },
    output: secret,
  }),
  exampleOf(getSecretContract, {
    input: { id: SECRET_ID },
    output: { ...secret, usedBy: [used] },
  }),
  exampleOf(updateSecretContract, {
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
  exampleOf(deleteSecretContract, {
    input: { id: SECRET_ID },
    output: { id: SECRET_ID, deleted: true },
  }),
];
