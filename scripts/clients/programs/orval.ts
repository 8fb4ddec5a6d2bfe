import assert from "node:assert/strict";
import * as api from "./generated/platform";
import * as surface from "./generated/surface";
import { as } from "./request";

const { API_URL = "", API_TOKEN = "", SURFACE_URL = "", SURFACE_KEY = "" } = process.env;

as({ url: API_URL, token: API_TOKEN });
const me = await api.meGet();
assert(me.status === 200 && me.data.kind === "person");

const created = await api.platformKeyCreate({ name: "Orval", permissions: ["FLOWS:*"] });
assert(created.status === 201);
const { id } = created.data.apiKey;
const listed = await api.platformKeyList({ limit: 1 });
assert(listed.status === 200 && listed.data.data[0]?.id === id);
const read = await api.platformKeyGet(id);
assert(read.status === 200 && read.data.apiKey.name === "Orval");
const updated = await api.platformKeyUpdate(id, { name: "Orval again" });
assert(updated.status === 200 && updated.data.apiKey.name === "Orval again");

as({ url: API_URL, token: created.data.plainKey });
const self = await api.meGet();
assert(self.status === 200 && self.data.kind === "key" && self.data.id === id);
const missing = await api.flowGet("none");
assert(missing.status === 404);
assert.equal(missing.data.details, "Flow not found");

as({ url: API_URL, token: API_TOKEN });
const revoked = await api.platformKeyRevoke(id);
assert(revoked.status === 200 && revoked.data.apiKey.status === "revoked");

as({ url: SURFACE_URL, token: SURFACE_KEY });
const call = await surface.greeting({ name: "Ada" });
assert(call.status === 200);
assert.deepEqual(call.data, { result: "Hello Ada, welcome aboard!" });
