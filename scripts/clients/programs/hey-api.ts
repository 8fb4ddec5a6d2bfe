import assert from "node:assert/strict";
import * as api from "./generated/platform";
import { createClient } from "./generated/platform/client";
import * as surface from "./generated/surface";
import { createClient as createSurfaceClient } from "./generated/surface/client";

const { API_URL = "", API_TOKEN = "", SURFACE_URL = "", SURFACE_KEY = "" } = process.env;

const bearer =
  (token: string) =>
  ({ scheme }: { scheme?: string }) =>
    scheme === "bearer" ? token : undefined;
const person = createClient({ baseUrl: API_URL, auth: bearer(API_TOKEN) });

const me = await api.meGet({ client: person });
assert(me.data?.kind === "person", JSON.stringify(me.error));

const created = await api.platformKeyCreate({
  client: person,
  body: { name: "Hey", permissions: ["FLOWS:*"] },
});
assert(created.data, JSON.stringify(created.error));
const path = { id: created.data.apiKey.id };
const listed = await api.platformKeyList({ client: person, query: { limit: 1 } });
assert.equal(listed.data?.data[0]?.id, path.id);
const read = await api.platformKeyGet({ client: person, path });
assert.equal(read.data?.apiKey.name, "Hey");
const updated = await api.platformKeyUpdate({ client: person, path, body: { name: "Hey you" } });
assert.equal(updated.data?.apiKey.name, "Hey you");

const key = createClient({ baseUrl: API_URL, auth: bearer(created.data.plainKey) });
const self = await api.meGet({ client: key });
assert(self.data?.kind === "key");
const flow = await api.flowCreate({
  client: key,
  body: {
    name: "Nested",
    steps: [
      {
        id: "if",
        name: "If",
        type: "conditional",
        config: {
          condition: "{{name}} != ''",
          trueSteps: [
            {
              id: "hello",
              name: "Hello",
              type: "template",
              config: { template: "Hello {{name}}!" },
            },
          ],
        },
      },
    ],
  },
});
const [step] = flow.data?.steps ?? [];
assert(step?.type === "conditional", JSON.stringify(flow.error));
assert.equal(step.config.trueSteps[0]?.id, "hello");
const missing = await api.flowGet({ client: key, path: { id: "none" } });
assert.equal(missing.response?.status, 404);
assert.equal(missing.error?.details, "Flow not found");

const revoked = await api.platformKeyRevoke({ client: person, path });
assert.equal(revoked.data?.apiKey.status, "revoked");

const customer = createSurfaceClient({ baseUrl: SURFACE_URL, auth: bearer(SURFACE_KEY) });
const call = await surface.greeting({ client: customer, body: { name: "Ada" } });
assert.deepEqual(call.data, { result: "Hello Ada, welcome aboard!" });
