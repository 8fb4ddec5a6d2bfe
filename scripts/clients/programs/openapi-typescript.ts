import assert from "node:assert/strict";
import createClient from "openapi-fetch";
import type { components, paths } from "./generated/platform";
import type { paths as SurfacePaths } from "./generated/surface";

const { API_URL = "", API_TOKEN = "", SURFACE_URL = "", SURFACE_KEY = "" } = process.env;

const client = (token: string) =>
  createClient<paths>({ baseUrl: API_URL, headers: { Authorization: `Bearer ${token}` } });
const person = client(API_TOKEN);

const me = await person.GET("/v1/me");
assert(me.data?.kind === "person");

const created = await person.POST("/v1/api-keys", {
  body: { name: "Typed", permissions: ["FLOWS:*"], environment: "production" },
});
assert(created.data);
const { apiKey, plainKey } = created.data;
const path = { id: apiKey.id };

const listed = await person.GET("/v1/api-keys", { params: { query: { limit: 1 } } });
assert.equal(listed.data?.data[0]?.id, apiKey.id);
const read = await person.GET("/v1/api-keys/{id}", { params: { path } });
assert.equal(read.data?.apiKey.name, "Typed");
const updated = await person.PUT("/v1/api-keys/{id}", {
  params: { path },
  body: { name: "Typed again", revision: apiKey.revision },
});
assert.equal(updated.data?.apiKey.name, "Typed again");

const key = client(plainKey);
const self = await key.GET("/v1/me");
assert(self.data?.kind === "key");
assert.equal(self.data.id, apiKey.id);

const inner: components["schemas"]["FlowStep"] = {
  id: "hello",
  name: "Hello",
  type: "template",
  order: 0,
  enabled: true,
  config: { template: "Hello {{name}}!" },
};
const flow = await key.POST("/v1/flows", {
  params: { header: { "Idempotency-Key": crypto.randomUUID() } },
  body: {
    name: "Nested",
    description: null,
    status: "draft",
    steps: [
      {
        id: "if",
        name: "If",
        type: "conditional",
        order: 0,
        enabled: true,
        config: { condition: "{{name}} != ''", trueSteps: [inner], falseSteps: [] },
      },
    ],
  },
});
const [step] = flow.data?.steps ?? [];
assert(flow.data && step?.type === "conditional");
assert.equal(step.config.trueSteps[0]?.id, "hello");
const gone = await key.DELETE("/v1/flows/{id}", { params: { path: { id: flow.data.id } } });
assert.equal(gone.data?.deleted, true);

const missing = await key.GET("/v1/flows/{id}", { params: { path: { id: flow.data.id } } });
assert.equal(missing.response.status, 404);
assert.equal(missing.error?.details, "Flow not found");

const revoked = await person.DELETE("/v1/api-keys/{id}", { params: { path } });
assert.equal(revoked.data?.apiKey.status, "revoked");

const surface = createClient<SurfacePaths>({
  baseUrl: SURFACE_URL,
  headers: { "X-API-Key": SURFACE_KEY },
});
const call = await surface.POST("/greeting", { body: { name: "Ada" } });
assert.deepEqual(call.data, { result: "Hello Ada, welcome aboard!" });
