import { beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { prisma } from "@/lib/db/prisma";
import type { UserPrincipal } from "@/lib/policy/principal";
import { platformKeySelection } from "@/lib/services/platform-key/reads";
import { surfaceKeySelection } from "@/lib/services/surface-key/reads";
import { type CreatedKey, createKey } from "@/tests/factories/key";
import { createPerson } from "@/tests/factories/people";
import { createSurfaceKey, makeSurface } from "@/tests/factories/surface";

const HOUR = 3_600_000;

let principal: UserPrincipal;
let organizationId: string;

beforeAll(async () => {
  ({ principal } = await createPerson());
  ({ organizationId } = principal);
});

const as = () => ({ principal, requestId: newId("request") });

async function noteCalls(key: CreatedKey, userAgent: string, calls: number, hoursAgo: number) {
  const { id: keyId, secretId } = key;
  const start = Date.now() - hoursAgo * HOUR;
  await prisma().usageEvent.createMany({
    data: Array.from({ length: calls }, (_, call) => ({
      organizationId,
      keyId,
      secretId,
      at: new Date(start + call),
      requestId: newId("request"),
      method: "GET",
      route: "/v1/flows",
      outcome: "ok",
      status: 200,
      address: "192.0.2.0/24",
      userAgent,
    })),
  });
}

describe("keys that are selected", () => {
  it("come the last used first, each with its busiest callers of the last day", async () => {
    const idle = await createKey({ organizationId, name: "Idle" });
    const busy = await createKey({ organizationId, name: "Busy" });
    const lastAt = new Date();
    const { id: keyId, secretId } = busy;
    await prisma().secretUse.create({ data: { keyId, secretId, firstAt: lastAt, lastAt } });
    const programs = ["one/1", "two/1", "three/1", "four/1"];
    for (const [at, program] of programs.entries()) await noteCalls(busy, program, at + 1, 1);
    await noteCalls(busy, "yesterday/1", 9, 30);
    const keyIds = [idle.id, busy.id];
    const { keys } = await platformKeySelection.perform(as(), () => ({ keyIds }));
    expect(keys.map(({ name }) => name)).toEqual(["Busy", "Idle"]);
    expect(keys[0]?.callers.map(({ userAgent, requests }) => [userAgent, requests])).toEqual([
      ["four/1", 4],
      ["three/1", 3],
      ["two/1", 2],
    ]);
    expect(keys[0]).toMatchObject({ callersLastDay: 4, lastUsedAt: lastAt.toISOString() });
    expect(keys[1]).toMatchObject({ callersLastDay: 0, callers: [], lastUsedAt: null });
  });

  it("of a surface are those of that surface alone", async () => {
    const surface = await makeSurface({ organizationId });
    const { id } = await createSurfaceKey(surface);
    const elsewhere = await createSurfaceKey(await makeSurface({ organizationId }));
    const place = { id: surface.productId, surfaceId: surface.surfaceId };
    const read = (keyIds: string[]) =>
      surfaceKeySelection.perform(as(), () => ({ ...place, keyIds }));
    expect((await read([id])).keys).toMatchObject([{ id, name: "Acme", status: "active" }]);
    await expect(read([id, elsewhere.id])).rejects.toMatchObject({ code: "not_found" });
  });
});
