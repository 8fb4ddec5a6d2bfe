import { setTimeout } from "node:timers/promises";
import { beforeEach, describe, expect, it } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { createKey } from "./factories/key";
import { createOrganization, createPerson } from "./factories/people";
import {
  createSurfaceKey,
  keepingSteps,
  makeOffer,
  makeRunnableFlow,
  makeSurface,
} from "./factories/surface";
import { type Answer, send } from "./support/api";

const organizationId = await createOrganization();
const steps = keepingSteps("slow", "kept");
const flowId = await makeRunnableFlow({ organizationId, steps });
const surface = await makeSurface({ organizationId });
const { capabilityId, itemId } = await makeOffer(surface, {
  organizationId,
  slug: "keep",
  steps,
});
const SURFACE = `/v1/products/${surface.productId}/surfaces/${surface.surfaceId}/api`;

type Sent = { path: string; body: unknown; headers: Record<string, string> };

/** Sends a request whose body ends only after `meanwhile`; its caller is known long before. */
async function sendSlowly({ path, body, headers }: Sent, meanwhile: () => Promise<unknown>) {
  const text = JSON.stringify(body);
  const stream = new ReadableStream<Uint8Array>({
    start: async (controller) => {
      controller.enqueue(Buffer.from(text.slice(0, 1)));
      await setTimeout(600);
      await meanwhile();
      controller.enqueue(Buffer.from(text.slice(1)));
      controller.close();
    },
  });
  const sent = { ...headers, "Content-Type": "application/json" };
  const init = { method: "POST", headers: sent, body: stream, duplex: "half" };
  return send(new Request(`http://localhost${path}`, init));
}

const records = () => prisma().record.count({ where: { organizationId, type: "slow" } });

beforeEach(async () => {
  await prisma().record.deleteMany({ where: { organizationId } });
});

const revoke = (id: string) => () =>
  prisma().apiKey.update({ where: { id }, data: { revokedAt: new Date() } });

const update = (id: string, data: { permissions?: string[]; allowedIps?: string[] }) => () =>
  prisma().apiKey.update({ where: { id }, data });

describe.each([
  ["a dispatch", { path: "/v1/dispatch", body: { flow: { steps } } }],
  ["a run of a flow", { path: `/v1/flows/${flowId}/run`, body: { environment: "test" } }],
  ["a write", { path: "/v1/records", body: { type: "slow", name: "kept" } }],
])("%s whose body comes slowly", (_what, asked) => {
  const expectRefused = async (answer: Answer, status: number) => {
    expect([answer.status, await records()]).toEqual([status, 0]);
  };

  it("runs when its key is as it was", async () => {
    const { headers } = await createKey({ organizationId, environment: "test" });
    const answer = await sendSlowly({ ...asked, headers }, async () => undefined);
    expect([answer.status < 300, await records()]).toEqual([true, 1]);
  });

  it("is 401 when its key was revoked meanwhile, and does nothing", async () => {
    const { id, headers } = await createKey({ organizationId, environment: "test" });
    await expectRefused(await sendSlowly({ ...asked, headers }, revoke(id)), 401);
  });

  it("is 401 also for a repeat", async () => {
    const { id, headers } = await createKey({ organizationId, environment: "test" });
    const named = { ...asked, headers: { ...headers, "Idempotency-Key": "once" } };
    expect((await sendSlowly(named, async () => undefined)).status).toBeLessThan(300);
    expect((await sendSlowly(named, revoke(id))).status).toBe(401);
  });

  it("is 403 when its key lost a permission, or its caller's address, meanwhile", async () => {
    for (const data of [{ permissions: ["PROMPTS:READ"] }, { allowedIps: ["192.0.2.1"] }]) {
      const { id, headers } = await createKey({ organizationId, environment: "test" });
      await expectRefused(await sendSlowly({ ...asked, headers }, update(id, data)), 403);
    }
  });

  it("is 403 when the member became a viewer meanwhile", async () => {
    const { token, principal } = await createPerson({ organizationId, role: "admin" });
    const headers = { Authorization: `Bearer ${token}` };
    const demote = () =>
      prisma().membership.updateMany({
        where: { userId: principal.userId },
        data: { role: "viewer" },
      });
    await expectRefused(await sendSlowly({ ...asked, headers }, demote), 403);
  });
});

describe.each([
  ["by slug", { path: `${SURFACE}/keep`, body: {} }],
  ["by name", { path: `${SURFACE}/dispatch`, body: { capability: "keep" } }],
])("a call of a surface %s whose body comes slowly", (_how, asked) => {
  const pause = (status: "active" | "paused") =>
    prisma().surface.update({ where: { id: surface.surfaceId }, data: { status } });
  const offer = (enabled: boolean) =>
    prisma().surfaceItem.update({ where: { id: itemId }, data: { enabled } });

  it("runs when nothing changed", async () => {
    const { headers } = await createSurfaceKey(surface, { environment: "test" });
    const { status } = await sendSlowly({ ...asked, headers }, async () => undefined);
    expect([status, await records()]).toEqual([200, 1]);
  });

  it.each([
    ["revoked", 401, revoke],
    ["kept to another address", 403, (id: string) => update(id, { allowedIps: ["192.0.2.1"] })],
    [
      "out of scope",
      403,
      (keyId: string) => () => prisma().keyCapability.deleteMany({ where: { keyId } }),
    ],
    ["asking a paused surface", 503, () => () => pause("paused")],
    ["asking for what is not offered", 404, () => () => offer(false)],
  ])("runs nothing when its key is %s by then: %i", async (_state, status, change) => {
    const key = await createSurfaceKey(surface, { environment: "test", scopes: [capabilityId] });
    const answer = await sendSlowly({ ...asked, headers: key.headers }, change(key.id));
    await pause("active");
    await offer(true);
    expect([answer.status, await records()]).toEqual([status, 0]);
  });
});
