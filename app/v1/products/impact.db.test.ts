import { afterAll, describe, expect, it } from "vitest";
import { Flusher } from "@/lib/background/flusher";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { closeUsagePool } from "@/lib/db/usage-pool";
import { rollUp } from "@/lib/usage/write-roll-ups";
import { createKey } from "@/tests/factories/key";
import { createPerson } from "@/tests/factories/people";
import {
  createSurfaceKey,
  type MadeSurface,
  makeOffer,
  makeSurface,
} from "@/tests/factories/surface";
import { send } from "@/tests/support/api";
import { productsApi } from "@/tests/support/products";
import { callRequest } from "@/tests/support/surface-requests";

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

afterAll(closeUsagePool);

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

describe("calls", () => {
  it("count for the surface, capability and endpoint they reached, with living keys", async () => {
    const elsewhere = await makeSurface({ organizationId, productId: surface.productId });
    await offerOn(elsewhere, first.capabilityId, "first");
    const busy = await createSurfaceKey(surface, { environment: "test" });
    const away = await createSurfaceKey(elsewhere, { environment: "test" });
    const gone = await createSurfaceKey(surface, { environment: "test" });
    await callOften(3, surface, "first", busy);
    await callOften(2, surface, "second", busy);
    await callOften(4, elsewhere, "first", away);
    await callOften(5, surface, "first", gone);
    await prisma().apiKey.update({ where: { id: gone.id }, data: { revokedAt: new Date() } });
    await new Flusher().drain();
    for (const rolledUp of [false, true]) {
      if (rolledUp) while (await rollUp());
      const capability = `${product}/capabilities/${first.capabilityId}/impact`;
      expect(await countedAt(capability)).toEqual([7, [busy.id, 3], [away.id, 4]]);
      const endpoint = `${capability}?surfaceId=${surface.surfaceId}`;
      expect(await countedAt(endpoint)).toEqual([3, [busy.id, 3]]);
      const other = `${product}/surfaces/${elsewhere.surfaceId}/impact`;
      expect(await countedAt(other)).toEqual([4, [away.id, 4]]);
      const whole = `${product}/surfaces/${surface.surfaceId}/impact`;
      expect(await countedAt(whole)).toEqual([5, [busy.id, 5]]);
    }
    const unknown = `${product}/capabilities/${second.capabilityId}/impact?surfaceId=${elsewhere.surfaceId}`;
    expect((await ask("GET", unknown)).status).toBe(404);
  });

  it("name as many keys as a person reads, and count them all", async () => {
    const crowded = await makeSurface({ organizationId });
    const { capabilityId } = await makeOffer(crowded, { organizationId, slug: "one" });
    const { productId, surfaceId } = crowded;
    await pool().query(
      `INSERT INTO api_keys (id, organization_id, kind, name, environment, product_id, surface_id)
       SELECT $3 || n, $1, 'surface', 'Many', 'test', $2, $3 FROM generate_series(1, 300) AS n`,
      [organizationId, productId, surfaceId],
    );
    const busy = await createSurfaceKey(crowded, { environment: "test" });
    await callOften(2, crowded, "one", busy);
    await new Flusher().drain();
    const { body } = await ask("GET", `/products/${productId}/capabilities/${capabilityId}/impact`);
    expect(body).toMatchObject({ keyCount: 301, requests: 2, callers: [{ requests: 2 }] });
    expect(Object(body).keys).toHaveLength(50);
    expect(Object(body).keys[0]).toMatchObject({ id: busy.id, requests: 2 });
  });
});

type Caller = { headers: Record<string, string> };

async function callOften(count: number, place: MadeSurface, slug: string, { headers }: Caller) {
  for (let done = 0; done < count; done += 1) {
    const { status } = await send(callRequest(place, slug, { headers, body: { name: "Ada" } }));
    expect(status).toBe(200);
  }
}

/** Requests, and the keys that made them. */
async function countedAt(path: string) {
  const { body } = await ask("GET", path);
  const { requests, keys, callers } = Object(body);
  const callersSum = callers.reduce(
    (sum: number, each: { requests: number }) => sum + each.requests,
    0,
  );
  expect(callersSum).toBe(requests);
  const calling = keys.filter((key: { requests: number }) => key.requests > 0);
  const cells = calling.map((key: { id: string; requests: number }) => [key.id, key.requests]);
  return [
    requests,
    ...cells.sort((one: [string, number], two: [string, number]) => one[1] - two[1]),
  ];
}

async function offerOn(place: MadeSurface, capabilityId: string, slug: string) {
  const { productId, surfaceId } = place;
  const items = `/products/${productId}/surfaces/${surfaceId}/items`;
  expect((await ask("POST", items, { capabilityId, endpointSlug: slug })).status).toBe(201);
}
