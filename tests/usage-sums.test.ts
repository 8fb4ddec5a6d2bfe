import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Flusher } from "@/lib/background/flusher";
import type { UsageOverview, UsageQuery } from "@/lib/contracts/analytics/overview";
import { newId } from "@/lib/core/ids";
import { closeUsagePool } from "@/lib/db/usage-pool";
import { usageChoices } from "@/lib/services/analytics/choices";
import { usageOverview } from "@/lib/services/analytics/reads";
import { deleteProduct } from "@/lib/services/product/writes";
import { deleteSurface } from "@/lib/services/surface/writes";
import { rollUp } from "@/lib/usage/write-roll-ups";
import { createKey } from "./factories/key";
import { createPerson } from "./factories/people";
import { createSurfaceKey, GREETING, makeOffer, makeSurface } from "./factories/surface";
import { send } from "./support/api";
import { callRequest } from "./support/surface-requests";

const person = await createPerson();
const stranger = await createPerson();
const { organizationId } = person.principal;
const surface = await makeSurface({ organizationId });
const offered = { organizationId, published: [GREETING] };
const greet = await makeOffer(surface, { ...offered, slug: "greet", capabilityName: "Greeting" });
const part = await makeOffer(surface, { ...offered, slug: "part", capabilityName: "Parting" });
const scoped = await createSurfaceKey(surface, { scopes: [greet.capabilityId] });
const tester = await createSurfaceKey(surface, { environment: "test" });
const narrow = await createSurfaceKey(surface, { limitPerDay: 2 });
const platform = await createKey({ organizationId, name: "Deploy script" });
const reader = {
  production: platform,
  test: await createKey({ organizationId, environment: "test", permissions: ["ANALYTICS:READ"] }),
};
const foreign = await createKey({ organizationId: stranger.principal.organizationId });

type Caller = { headers: Record<string, string> };

async function times(count: number, request: () => Request): Promise<void> {
  for (let done = 0; done < count; done += 1) await send(request());
}

const to =
  (slug: string, { headers }: Caller) =>
  () =>
    callRequest(surface, slug, { headers, body: { name: "Ada" } });
const me =
  ({ headers }: Caller) =>
  () =>
    new Request("http://localhost/v1/me", { headers });

/** 10 + 4 + 6 + 5 + 3 requests of ours, and one of someone else. */
async function everybodyCalls(): Promise<void> {
  await times(7, to("greet", scoped));
  await times(3, to("part", scoped));
  await times(4, to("part", tester));
  await times(2, to("greet", narrow));
  await times(4, to("greet", narrow));
  await times(5, me(platform));
  await times(3, me(reader.test));
  await times(1, me(foreign));
}

function overview(query: UsageQuery = {}, of = person): Promise<UsageOverview> {
  const caller = { principal: of.principal, requestId: newId("request") };
  return usageOverview.perform(caller, () => ({ range: "24h", ...query }));
}

const flusher = new Flusher();

beforeAll(async () => {
  await everybodyCalls();
  await flusher.drain();
});

afterAll(closeUsagePool);

/** What callers counted, `rounds` times. */
async function expectExact(rounds: number): Promise<void> {
  const all = await overview();
  expect(all.current.requests).toBe(28 * rounds);
  expect(all.buckets.reduce((sum, bucket) => sum + bucket.requests, 0)).toBe(28 * rounds);
  const limited = rounds === 1 ? 4 : 10;
  expect(all.current.outcomes).toEqual({
    ok: 25 * rounds - limited,
    missing_scope: 3 * rounds,
    limited,
  });
}

describe("sums", () => {
  it("equal what callers counted while they wait, when they are rolled up, and half and half", async () => {
    await expectExact(1);
    while (await rollUp());
    await expectExact(1);
    await everybodyCalls();
    await flusher.drain();
    await expectExact(2);
    while (await rollUp());
    await expectExact(2);
  });

  it("are told apart by key and capability", async () => {
    const { keys, capabilities, keyCount } = await overview();
    const cells = Object.fromEntries(
      keys.map((key) => [
        key.id,
        Object.fromEntries(key.capabilities.map((cell) => [cell.capabilityId, cell.requests])),
      ]),
    );
    expect(cells[scoped.id]).toEqual({ [greet.capabilityId]: 14, [part.capabilityId]: 6 });
    expect(cells[tester.id]).toEqual({ [part.capabilityId]: 8 });
    expect(cells[platform.id]).toEqual({ null: 10 });
    expect(keyCount).toBe(5);
    expect(capabilities.map(({ name }) => name)).toEqual([null, "Greeting", "Parting"]);
  });

  it("name the keys and where they stand", async () => {
    const { keys } = await overview();
    const facts = new Map(keys.map((key) => [key.id, key.facts]));
    expect(facts.get(platform.id)).toMatchObject({ kind: "platform", name: "Deploy script" });
    expect(facts.get(scoped.id)).toMatchObject({ kind: "surface", ...place(), revoked: false });
  });

  it("keep to the key, capability, surface, product, environment and outcome that are asked", async () => {
    const count = async (query: UsageQuery) => (await overview(query)).current.requests;
    expect(await count({ keyId: scoped.id })).toBe(20);
    expect(await count({ capabilityId: greet.capabilityId })).toBe(16);
    expect(await count({ surfaceId: surface.surfaceId })).toBe(40);
    expect(await count({ productId: surface.productId })).toBe(40);
    expect(await count({ environment: "test" })).toBe(14);
    expect(await count({ environment: "production" })).toBe(42);
    expect(await count({ outcome: "missing_scope" })).toBe(6);
    expect(await count({ keyId: tester.id, capabilityId: part.capabilityId })).toBe(8);
    expect(await count({ keyId: foreign.id })).toBe(0);
  });

  it("say what was refused, and why", async () => {
    const { errors } = await overview();
    expect(errors).toEqual([
      { outcome: "limited", capabilityId: null, requests: 10 },
      { outcome: "missing_scope", capabilityId: part.capabilityId, requests: 6 },
    ]);
  });

  it("time answers", async () => {
    const { current } = await overview();
    expect(current.p50).toBeGreaterThan(0);
    expect(current.p95).toBeGreaterThanOrEqual(current.p50 ?? 0);
  });

  it("know nothing of other organizations", async () => {
    const theirs = await overview({}, stranger);
    expect(theirs.current.requests).toBe(2);
    expect(theirs.keys.map(({ id }) => id)).toEqual([foreign.id]);
    const none = await overview({ surfaceId: surface.surfaceId }, stranger);
    expect(none.current.requests).toBe(0);
  });

  it("stay when a surface goes and when its product does, by every filter, and name the keys", async () => {
    const gone = await makeSurface({ organizationId });
    await makeOffer(gone, { ...offered, slug: "greet" });
    const key = await createSurfaceKey(gone);
    await send(callRequest(gone, "greet", { headers: key.headers, body: {} }));
    await flusher.drain();
    const { productId, surfaceId } = gone;
    const caller = { principal: person.principal, requestId: newId("request") };
    const deletions = [
      () => deleteSurface.perform(caller, () => ({ id: productId, surfaceId })),
      () => deleteProduct.perform(caller, () => ({ id: productId })),
    ];
    let requests = 1;
    for (const act of deletions) {
      await act();
      await send(callRequest(gone, "greet", { headers: key.headers, body: {} }));
      await flusher.drain();
      requests += 1;
      for (const query of [{ keyId: key.id }, { surfaceId }, { productId }]) {
        const { keys, current } = await overview(query);
        expect(current.outcomes).toEqual({ ok: 1, revoked: requests - 1 });
        expect(keys).toMatchObject([{ id: key.id, requests }]);
        expect(keys[0]?.facts).toMatchObject({ name: "Acme", surfaceId, hasPage: false });
      }
    }
  });
});

describe("a key with ANALYTICS:READ", () => {
  const ask = async ({ headers }: Caller, query = "") => {
    const path = `http://localhost/v1/analytics/usage?granularity=hour&${query}`;
    return send(new Request(path, { headers }));
  };

  it.each([
    ["test", 8],
    ["production", 32],
  ] as const)("counts the requests of its own environment: %s", async (environment, requests) => {
    const answer = await ask(reader[environment], `surfaceId=${surface.surfaceId}`);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ totals: { requests } });
  });

  it("may not ask for the other", async () => {
    const answer = await ask(reader.test, "environment=production");
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({
      details: "environment: This key counts test requests only.",
    });
  });

  it("groups by capability, surface and environment, and says null where there is none", async () => {
    const answer = await ask(
      reader.production,
      `keyId=${scoped.id}&groupBy=capability,environment`,
    );
    const rows = Object(answer.body).data.map(({ bucket: _, ...row }: { bucket: string }) => row);
    expect(rows).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ capabilityId: greet.capabilityId, environment: "production" }),
        expect.objectContaining({ capabilityId: part.capabilityId, environment: "production" }),
      ]),
    );
    const own = await ask(reader.production, `keyId=${platform.id}&groupBy=surface,capability`);
    expect(Object(own.body).data[0]).toMatchObject({ surfaceId: null, capabilityId: null });
  });
});

describe("the filters", () => {
  it("offer our products and keys, found by name, and the chosen one first", async () => {
    const caller = { principal: person.principal, requestId: newId("request") };
    const all = await usageChoices.perform(caller, () => ({ keyId: scoped.id }));
    expect(all.keys[0]?.id).toBe(scoped.id);
    expect(all.keys).toHaveLength(5);
    expect(all.products.map(({ id }) => id)).toContain(surface.productId);
    const found = await usageChoices.perform(caller, () => ({ search: "deploy" }));
    expect(found.keys.map(({ name }) => name)).toEqual(["Deploy script"]);
  });
});

function place() {
  const { productId, surfaceId } = surface;
  return { productId, surfaceId };
}
