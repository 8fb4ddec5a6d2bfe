import { expect, it } from "vitest";
import { createKey } from "./factories/key";
import { createPerson } from "./factories/people";
import { createSurfaceKey, makeOffer, makeSurface } from "./factories/surface";
import { databaseState } from "./support/database-state";
import { idOf, productsApi } from "./support/products";

const person = await createPerson();
const { organizationId } = person.principal;
const ask = productsApi({ Authorization: `Bearer ${person.token}` });
const place = await makeSurface({ organizationId });
const product = `/products/${place.productId}`;
const surface = `${product}/surfaces/${place.surfaceId}`;
const { capabilityId, itemId } = await makeOffer(place, { organizationId, slug: "greet" });
const scoped = await createSurfaceKey(place, { scopes: [capabilityId] });
const off = { isActive: false };
await ask("PUT", `${surface}/keys/${scoped.id}`, { metadata: { a: 1, b: [2] }, ...off });
const platform = await createKey({ organizationId });
await ask("PUT", `/api-keys/${platform.id}`, { expiresAt: "2031-01-01T00:00:00Z", ...off });

async function made(path: string, body: object): Promise<string> {
  return `${path}/${idOf(await ask("POST", path, body))}`;
}

const prompt = { name: "Ask", text: "Ask {{this}}", modelSettings: { temperature: 1 } };
const record = { type: "customer", name: "Acme", metadata: { b: 1, a: { c: [1, 2] } } };
const targets = {
  product,
  capability: `${product}/capabilities/${capabilityId}`,
  surface,
  endpoint: `${surface}/items/${itemId}`,
  "surface key": `${surface}/keys/${scoped.id}`,
  "platform key": `/api-keys/${platform.id}`,
  flow: await made("/flows", { name: "Flow", steps: [] }),
  prompt: await made("/prompts", prompt),
  record: await made("/records", record),
};

const FIELDS = [
  ...["name", "description", "slug", "icon", "canvas", "spec", "status", "environment", "config"],
  ...["behavior", "inbound", "outbound", "capabilityName", "capabilityDescription", "enabled"],
  ...["parametersSchema", "exposedName", "exposedDescription", "endpointSlug", "isEntryPoint"],
  ...["presentation", "rateLimitPerMinute", "rateLimitPerHour", "rateLimitPerDay", "customer"],
  ...["metadata", "scopes", "permissions", "allowedIps", "expiresAt", "isActive", "steps", "text"],
  ...["modelSettings", "type"],
];

/** Fields that a view shows and its update does not take. */
const FIXED: Record<string, readonly string[]> = {
  surface: ["type"],
  endpoint: ["capabilityName"],
  "surface key": ["environment", "status"],
  "platform key": ["environment", "status"],
};

it.each(Object.entries(targets))(
  "an update (%s) that asks for nothing, or for what is there, writes and records nothing",
  async (what, path) => {
    const { body } = await ask("GET", path);
    const view = Object(body).apiKey ?? Object(body);
    const known = Object.entries(view).filter(
      ([name]) => FIELDS.includes(name) && !FIXED[what]?.includes(name),
    );
    const before = await databaseState();
    for (const asked of [{}, Object.fromEntries(known)]) {
      const answer = await ask("PUT", path, asked);
      expect(answer).toMatchObject({ status: 200 });
      const after = Object(answer.body).apiKey ?? Object(answer.body);
      expect(after).toMatchObject(Object.fromEntries(known));
      expect(after.updatedAt).toBe(view.updatedAt);
    }
    expect(await databaseState()).toEqual(before);
  },
);
