import { describe, expect, it } from "vitest";
import { createKey } from "@/tests/factories/key";
import { createPerson } from "@/tests/factories/people";
import { createSurfaceKey, makeOffer, makeSurface } from "@/tests/factories/surface";
import { productsApi } from "@/tests/support/products";

const person = await createPerson();
const { organizationId } = person.principal;
const ask = productsApi({ Authorization: `Bearer ${person.token}` });
const surface = await makeSurface({ organizationId });
const first = await makeOffer(surface, { organizationId, slug: "first" });
const second = await makeOffer(surface, { organizationId, slug: "second" });
const open = await createSurfaceKey(surface);
const scoped = await createSurfaceKey(surface, { scopes: [second.capabilityId] });
await createSurfaceKey(surface, { revokedAt: new Date() });
await createSurfaceKey(surface, { expiresAt: new Date(Date.now() - 1_000) });
const product = `/products/${surface.productId}`;

function keyIds(body: unknown): string[] {
  const { keys } = Object(body);
  return keys.map(({ id }: { id: string }) => id).sort();
}

describe("what depends on", () => {
  it("a capability: living keys that may call it, scoped or not", async () => {
    const one = await ask("GET", `${product}/capabilities/${first.capabilityId}/impact`);
    expect(one).toMatchObject({ status: 200, body: { keyCount: 1, requests: 0, callers: [] } });
    expect(keyIds(one.body)).toEqual([open.id]);
    const two = await ask("GET", `${product}/capabilities/${second.capabilityId}/impact`);
    expect(keyIds(two.body)).toEqual([open.id, scoped.id].sort());
  });

  it("a surface: all of its living keys", async () => {
    const { body } = await ask("GET", `${product}/surfaces/${surface.surfaceId}/impact`);
    expect(keyIds(body)).toEqual([open.id, scoped.id].sort());
  });

  it("is counted, not named, to those who may not read surface keys", async () => {
    const reader = await createKey({ organizationId, permissions: ["PRODUCTS:READ"] });
    const path = `${product}/surfaces/${surface.surfaceId}`;
    const read = productsApi(reader.headers);
    const impact = await read("GET", `${path}/impact`);
    expect(impact.body).toMatchObject({ keys: [], callers: [], keyCount: 2 });
    expect((await read("GET", path)).body).toMatchObject({ keys: [] });
  });
});
