import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { prisma } from "@/lib/db/prisma";
import { deleteSurface } from "@/lib/services/surface/writes";
import { createPerson, type Person } from "@/tests/factories/people";
import {
  createSurfaceKey,
  GREETING,
  type MadeSurface,
  makeOffer,
  makeSurface,
} from "@/tests/factories/surface";
import { callRoute } from "@/tests/support/call-route";
import { surfaceKeysOf } from "@/tests/support/surface-keys";
import { POST } from "../../api/[capabilitySlug]/route";

let owner: Person;
let surface: MadeSurface;
let keys: ReturnType<typeof surfaceKeysOf>;
let first: string;
let second: string;
let key: Awaited<ReturnType<typeof createSurfaceKey>>;

beforeAll(async () => {
  owner = await createPerson();
  const { organizationId } = owner.principal;
  surface = await makeSurface({ organizationId });
  keys = surfaceKeysOf(surface, { Authorization: `Bearer ${owner.token}` });
  const published = [GREETING];
  first = (await makeOffer(surface, { organizationId, slug: "first", published })).capabilityId;
  second = (await makeOffer(surface, { organizationId, slug: "second", published })).capabilityId;
});

beforeEach(async () => {
  key = await createSurfaceKey(surface, { scopes: [first] });
});

function call(capabilitySlug: string, headers = key.headers) {
  const { productId: id, surfaceId } = surface;
  const path = `/v1/products/${id}/surfaces/${surfaceId}/api/${capabilitySlug}`;
  return callRoute(POST, "POST", {
    path,
    params: { id, surfaceId, capabilitySlug },
    headers,
    body: { name: "Ada" },
  });
}

const DENIED = {
  status: 403,
  body: { error: "API key does not have permission to access this capability" },
};
const UNKNOWN = { status: 401, body: { error: "Invalid or missing API key" } };

async function change(body: object) {
  expect((await keys.update(key.id, body)).status).toBe(200);
}

describe("the very next call", () => {
  it("reaches what an edit added, and no more what it took", async () => {
    expect((await call("first")).status).toBe(200);
    expect(await call("second")).toMatchObject(DENIED);
    await change({ scopes: [second] });
    expect(await call("first")).toMatchObject(DENIED);
    expect((await call("second")).status).toBe(200);
    await change({ scopes: [] });
    expect((await call("first")).status).toBe(200);
  });

  it("reaches nothing once the last capability of the key was removed", async () => {
    const { organizationId } = surface;
    const slug = `passing-${key.id.slice(-6)}`;
    const passing = await makeOffer(surface, { organizationId, slug, published: [GREETING] });
    await change({ scopes: [passing.capabilityId] });
    expect((await call(slug)).status).toBe(200);
    await prisma().capability.delete({ where: { id: passing.capabilityId } });
    for (const each of [slug, "first", "second"]) {
      expect([403, 404]).toContain((await call(each)).status);
    }
  });

  it("is refused once the key is disabled, revoked or out of its minute", async () => {
    await change({ isActive: false });
    expect(await call("first")).toMatchObject(UNKNOWN);
    await change({ isActive: true, rateLimitPerDay: 1 });
    expect((await call("first")).status).toBe(200);
    expect((await call("first")).status).toBe(429);
    expect((await keys.revoke(key.id)).status).toBe(200);
    expect(await call("first")).toMatchObject(UNKNOWN);
  });

  it("takes the new secret and, after a rotation without grace, the old one no more", async () => {
    const rotated = await keys.rotate(key.id, { graceSeconds: 0 });
    const headers = { Authorization: `Bearer ${Object(rotated.body).key}` };
    expect((await call("first", headers)).status).toBe(200);
    expect(await call("first")).toMatchObject(UNKNOWN);
  });

  it("finds a key revoked with its surface", async () => {
    const { organizationId } = surface;
    const passing = await makeSurface({ organizationId });
    const { headers } = await createSurfaceKey(passing);
    const caller = { principal: owner.principal, requestId: newId("request") };
    const place = { id: passing.productId, surfaceId: passing.surfaceId };
    await deleteSurface.perform(caller, () => place);
    expect(await call("first", headers)).toMatchObject(UNKNOWN);
  });
});
