import { afterAll, beforeAll, expect, it } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { hashesOf, someRequest } from "@/tests/factories/decision";
import { type CreatedKey, createKey } from "@/tests/factories/key";
import { createOrganization } from "@/tests/factories/people";
import { createSurfaceKey, GREETING, makeOffer, makeSurface } from "@/tests/factories/surface";
import { openDecisions } from "./decisions";

const store = openDecisions();
let organizationId = "";

beforeAll(async () => {
  organizationId = await createOrganization();
});

afterAll(() => store.close());

async function ask({ plaintext }: CreatedKey, slug?: string) {
  const verdict = await store.decide(hashesOf(plaintext), someRequest(), slug);
  if (verdict.state !== "accepted") throw new Error(`the key is ${verdict.state}`);
  return verdict;
}

it("a call is told what stands behind its endpoint, as it stands now", async () => {
  const surface = await makeSurface({ organizationId, behavior: { response: { mode: "all" } } });
  const key = await createSurfaceKey(surface);
  const facts = { organizationId, slug: "hi", published: [GREETING], outputStep: "greet" };
  const { capabilityId, flowId } = await makeOffer(surface, facts);
  const capability = { capabilityId, capabilityRevision: 1, flowId, flowRevision: 1, weight: 1 };
  const offered = { ...capability, publishedVersion: 1, outputStep: "greet", costs: [] };
  const { target, key: found } = await ask(key, "hi");
  expect(target).toEqual({ paused: false, answersAll: true, capability: offered });
  const { productId, surfaceId } = surface;
  expect(found.surface).toEqual({ productId, surfaceId, capabilities: "all" });
  await prisma().surface.update({ where: { id: surfaceId }, data: { status: "paused" } });
  await prisma().capability.update({ where: { id: capabilityId }, data: { enabled: false } });
  expect((await ask(key, "hi")).target).toMatchObject({ paused: true, capability: null });
});

it("a call of an endpoint that is not there is told so, and one answer is the rule", async () => {
  const surface = await makeSurface({ organizationId });
  await makeOffer(surface, { organizationId, slug: "draft" });
  const key = await createSurfaceKey(surface);
  const none = { paused: false, answersAll: false, capability: null };
  expect((await ask(key, "nothing")).target).toEqual(none);
  expect((await ask(key, "draft")).target?.capability).toMatchObject({
    publishedVersion: null,
    outputStep: null,
    costs: [],
  });
});

it("a scoped key comes with the capabilities it may call, none when the last was taken", async () => {
  const surface = await makeSurface({ organizationId });
  const { capabilityId } = await makeOffer(surface, { organizationId, slug: "hi" });
  const key = await createSurfaceKey(surface, { scopes: [capabilityId] });
  expect((await ask(key, "hi")).key.surface?.capabilities).toEqual([capabilityId]);
  await prisma().keyCapability.deleteMany({ where: { keyId: key.id } });
  expect((await ask(key, "hi")).key.surface?.capabilities).toEqual([]);
});

it("calls and other requests of one key travel together and share its limits", async () => {
  const surface = await makeSurface({ organizationId });
  await makeOffer(surface, { organizationId, slug: "hi" });
  const key = await createSurfaceKey(surface, { limitPerMinute: 5 });
  const platform = await createKey({ organizationId });
  const asked = await Promise.all([
    ...["hi", undefined, "hi", undefined, "nothing", "hi"].map((slug) =>
      store.decide(hashesOf(key.plaintext), someRequest(), slug),
    ),
    store.decide(hashesOf(platform.plaintext), someRequest(), "hi"),
  ]);
  const used = asked.map((verdict) =>
    "windows" in verdict ? [verdict.state, verdict.windows[0]?.used, verdict.target !== null] : [],
  );
  expect(used).toEqual([
    ["accepted", 1, true],
    ["accepted", 2, false],
    ["accepted", 3, true],
    ["accepted", 4, false],
    ["accepted", 5, true],
    ["limited", 5, true],
    ["accepted", expect.anything(), false],
  ]);
});
