import { describe, expect, it } from "vitest";
import { createKey } from "./factories/key";
import { createOrganization } from "./factories/people";
import { createSurfaceKey, makeOffer, makeSurface } from "./factories/surface";
import { sendFast } from "./support/api";
import { ORIGIN } from "./support/contract-requests";
import { everyByte } from "./support/every-byte";
import { openNextFront } from "./support/next-front";
import { callRequest } from "./support/surface-requests";

const APP = "https://app.example.com";
const next = await openNextFront();
const organizationId = await createOrganization();
const config = { type: "api", cors: { allowedOrigins: [APP] } };
const surface = await makeSurface({ organizationId, config });
const { capabilityId } = await makeOffer(surface, { organizationId, slug: "greet" });
await makeOffer(surface, { organizationId, slug: "other" });
const paused = await makeSurface({ organizationId, status: "paused" });
const good = await createSurfaceKey(surface, { environment: "test", limitPerDay: 10_000 });

const CALLERS: Record<string, Record<string, string>> = {
  nobody: {},
  junk: { Authorization: "Bearer junk" },
  "a good key": good.headers,
  "a good key in its own header": { "X-API-Key": good.plaintext },
  "two keys": { ...good.headers, "X-API-Key": "papi_other" },
  "a good key from a page": { ...good.headers, Origin: APP },
  "a good key from another page": { ...good.headers, Origin: "https://evil.example" },
  "a production key": (await createSurfaceKey(surface)).headers,
  "a scoped key": (await createSurfaceKey(surface, { environment: "test", scopes: [capabilityId] }))
    .headers,
  "a revoked key": (await createSurfaceKey(surface, { revokedAt: new Date() })).headers,
  "a platform key": (await createKey({ organizationId })).headers,
  "a key of a paused surface": (await createSurfaceKey(paused)).headers,
};

async function expectSame(make: () => Request): Promise<void> {
  const fast = await everyByte(await sendFast(make()));
  expect(await everyByte(await next(make()))).toBe(fast);
}

describe.each(Object.entries(CALLERS))("for %s both fronts answer the same", (_who, headers) => {
  it.each([
    ["greet", { name: "Ada" }],
    ["other", {}],
    ["nothing", {}],
    ["%2F", {}],
    ["%C3%A9", {}],
    ["dispatch", { capability: "greet" }],
    ["dispatch", {}],
    ["greet", "{"],
  ])("to a call of %s with %j", async (slug, body) => {
    for (const place of [surface, paused]) {
      await expectSame(() => callRequest(place, slug, { headers, body }));
    }
  });

  it.each(["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"])("to %s", async (method) => {
    const asked = { ...headers, "Access-Control-Request-Method": "POST" };
    await expectSame(() => callRequest(surface, "greet", { headers: asked, method }));
  });

  it.each(["openapi.json", "openapi.yaml"])("to %s", async (name) => {
    const { productId, surfaceId } = surface;
    const url = `${ORIGIN}/v1/products/${productId}/surfaces/${surfaceId}/${name}`;
    await expectSame(() => new Request(url, { headers }));
  });
});
