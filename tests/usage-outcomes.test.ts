import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { usageOverview } from "@/lib/services/analytics/overview";
import { Flusher } from "@/lib/usage/flusher";
import { closeUsagePool } from "@/lib/usage/usage-pool";
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

  it("when the platform API knows no such thing, apart from a request that was wrong", async () => {
    expect(await outcomesOf(platform.id)).toEqual({ not_found: 1, invalid: 1 });
  });
});
