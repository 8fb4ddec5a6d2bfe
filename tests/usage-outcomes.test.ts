import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Flusher } from "@/lib/background/flusher";
import { newId } from "@/lib/core/ids";
import { closeUsagePool } from "@/lib/db/usage-pool";
import { usageOverview } from "@/lib/services/analytics/reads";
import { platformKeyDecisions } from "@/lib/services/platform-key/reads";
import { surfaceKeyDecisions } from "@/lib/services/surface-key/reads";
import { createKey } from "./factories/key";
import { createPerson } from "./factories/people";
import { createSurfaceKey, makeOffer, makeSurface } from "./factories/surface";
import { send } from "./support/api";
import { ORIGIN } from "./support/contract-requests";
import { callRequest } from "./support/surface-requests";

const { principal } = await createPerson();
const { organizationId } = principal;

const script = (text: string) => ({
  id: "run",
  name: "Run",
  type: "transform-data",
  order: 0,
  enabled: true,
  config: { script: text, outputVariable: "run" },
});

const open = await makeSurface({ organizationId });
const paused = await makeSurface({ organizationId, status: "paused" });
await makeOffer(open, { organizationId, slug: "draft" });
await makeOffer(open, { organizationId, slug: "broken", steps: [script("throw new Error('no')")] });
await makeOffer(open, { organizationId, slug: "endless", steps: [script("while (true) {}")] });
await makeOffer(paused, { organizationId, slug: "greet" });
const tester = await createSurfaceKey(open, { environment: "test" });
const customer = await createSurfaceKey(open);
const waiting = await createSurfaceKey(paused);
const platform = await createKey({ organizationId, permissions: ["FLOWS:READ"] });
const reader = await createKey({ organizationId, permissions: ["FLOWS:READ"] });
const careless = await createKey({ organizationId, permissions: ["FLOWS:READ"] });
const elsewhere = await createKey({ organizationId, allowedIps: ["203.0.113.7/32"] });
const { capabilityId: greeting } = await makeOffer(open, {
  organizationId,
  slug: "greet",
  capabilityName: "Greeting",
});
const scoped = await createSurfaceKey(open, { scopes: [greeting] });
const distant = await createSurfaceKey(open, { allowedIps: ["203.0.113.7/32"] });

async function outcomesOf(keyId: string) {
  const caller = { principal, requestId: newId("request") };
  return (await usageOverview.perform(caller, () => ({ range: "1h", keyId }))).current.outcomes;
}

beforeAll(async () => {
  const { headers } = platform;
  for (const slug of ["draft", "broken", "endless", "nothing"]) {
    await send(callRequest(open, slug, { headers: tester.headers }));
  }
  await send(callRequest(open, "draft", { headers: tester.headers, body: "{" }));
  await send(callRequest(open, "draft", { headers: customer.headers }));
  await send(callRequest(paused, "greet", { headers: waiting.headers }));
  await send(new Request(`${ORIGIN}/v1/flows/${newId("flow")}`, { headers }));
  await send(new Request(`${ORIGIN}/v1/flows?limit=0`, { headers }));
  await send(new Request(`${ORIGIN}/v1/products/prod_1?limit=1`, { headers: reader.headers }));
  await send(new Request(`${ORIGIN}/v1/me`, { headers: elsewhere.headers }));
  for (const text of ["a".repeat(1_000), careless.plaintext.slice(0, 27), careless.plaintext]) {
    await send(new Request(`${ORIGIN}/v1/flows/${text}`, { headers: careless.headers }));
  }
  await send(callRequest(open, "draft", { headers: scoped.headers }));
  await send(callRequest(open, "greet", { headers: distant.headers }));
  await new Flusher().drain();
});

afterAll(closeUsagePool);

describe("what became of a call is counted by its own name", () => {
  it("when a step fails, takes too long, or there is no such capability", async () => {
    expect(await outcomesOf(tester.id)).toEqual({
      ok: 1,
      step_failed: 1,
      timed_out: 1,
      not_found: 1,
      invalid: 1,
    });
  });

  it("when the surface is paused, and when nothing is published", async () => {
    expect(await outcomesOf(waiting.id)).toEqual({ paused: 1 });
    expect(await outcomesOf(customer.id)).toEqual({ unpublished: 1 });
  });

  it("when a permission or a capability is missing, or the address is not allowed", async () => {
    expect(await outcomesOf(reader.id)).toEqual({ missing_scope: 1 });
    expect(await outcomesOf(scoped.id)).toEqual({ missing_scope: 1 });
    expect(await outcomesOf(elsewhere.id)).toEqual({ address_not_allowed: 1 });
    expect(await outcomesOf(distant.id)).toEqual({ address_not_allowed: 1 });
  });

  it("when the platform API knows no such thing, apart from a request that was wrong", async () => {
    expect(await outcomesOf(platform.id)).toEqual({ not_found: 1, invalid: 1 });
  });
});

describe("the row of a request", () => {
  const as = { principal, requestId: newId("request") };
  const { productId, surfaceId } = open;
  const onSurface = { id: productId, surfaceId };

  it("has the path that was asked for, without its query", async () => {
    const { decisions } = await platformKeyDecisions.perform(as, () => ({ id: reader.id }));
    expect(decisions).toMatchObject([{ path: "/v1/products/prod_1", outcome: "missing_scope" }]);
    const same = await platformKeyDecisions.perform(as, () => ({ id: elsewhere.id }));
    expect(same.decisions).toMatchObject([{ path: "/v1/me", outcome: "address_not_allowed" }]);
  });

  it("keeps 500 characters of a path, and of a key in it no more than the beginning", async () => {
    const { decisions } = await platformKeyDecisions.perform(as, () => ({ id: careless.id }));
    expect(decisions.map(({ path }) => path).sort()).toEqual([
      `/v1/flows/${"a".repeat(490)}`,
      `/v1/flows/${careless.plaintext.slice(0, 11)}…`,
    ]);
  });

  it("names the capability, also of a call that was refused before it was looked up", async () => {
    const path = `/v1/products/${productId}/surfaces/${surfaceId}/api/greet`;
    const asked = { ...onSurface, keyId: distant.id };
    const { decisions } = await surfaceKeyDecisions.perform(as, () => asked);
    expect(decisions).toMatchObject([{ path, capability: { id: greeting, name: "Greeting" } }]);
  });
});
