import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { prisma } from "@/lib/db/prisma";
import { revokePlatformKeys, updatePlatformKeys } from "@/lib/services/platform-key/writes";
import { deleteSurface } from "@/lib/services/surface/writes";
import { revokeSurfaceKeys, updateSurfaceKeys } from "@/lib/services/surface-key/writes";
import { createKey } from "@/tests/factories/key";
import { createPerson, type Person } from "@/tests/factories/people";
import { createSurfaceKey, makeSurface } from "@/tests/factories/surface";

const ROUNDS = 8;
const decision = new Client({ connectionString: process.env.DATABASE_URL });
let person: Person;

beforeAll(async () => {
  person = await createPerson();
  await decision.connect();
  await decision.query("SET lock_timeout = '2s'");
});

afterAll(() => decision.end());

const as = () => ({ principal: person.principal, requestId: newId("request") });

async function makeKeys(count: number): Promise<string[]> {
  const { organizationId } = person.principal;
  const made = Array.from({ length: count }, () => createKey({ organizationId }));
  return (await Promise.all(made)).map(({ id }) => id).sort();
}

async function surfaceWithKeys(count: number) {
  const { organizationId } = person.principal;
  const surface = await makeSurface({ organizationId });
  const made = Array.from({ length: count }, () => createSurfaceKey(surface));
  const keyIds = (await Promise.all(made)).map(({ id }) => id).sort();
  return { place: { id: surface.productId, surfaceId: surface.surfaceId }, keyIds };
}

async function someoneWaits(): Promise<void> {
  const blocked = `SELECT 1 FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  await expect.poll(async () => (await decision.query(blocked)).rowCount).toBe(1);
}

async function decidingOn(low: string, high: string, act: () => Promise<unknown>) {
  const hold = "SELECT 1 FROM key_windows WHERE key_id = $1 FOR UPDATE";
  await decision.query("BEGIN");
  await decision.query(hold, [low]);
  const acted = act();
  await someoneWaits();
  await decision.query(hold, [high]);
  await decision.query("COMMIT");
  return acted;
}

describe("while several keys are being decided on", () => {
  it("a change of many waits for them and they never for it", async () => {
    const [low = "", high = ""] = await makeKeys(2);
    const keyIds = [high, low];
    const disable = () => updatePlatformKeys.perform(as(), () => ({ keyIds, isActive: false }));
    await expect(decidingOn(low, high, disable)).resolves.toMatchObject({ changed: [low, high] });
    const revoke = () => revokePlatformKeys.perform(as(), () => ({ keyIds }));
    await expect(decidingOn(low, high, revoke)).resolves.toMatchObject({ changed: [low, high] });
  });

  it("so does a change of many keys of a surface", async () => {
    const { place, keyIds } = await surfaceWithKeys(2);
    const [low = "", high = ""] = keyIds;
    const asked = { ...place, keyIds: [high, low] };
    const revoke = () => revokeSurfaceKeys.perform(as(), () => asked);
    await expect(decidingOn(low, high, revoke)).resolves.toMatchObject({ changed: [low, high] });
  });
});

describe("at the same moment", () => {
  it("changes of the same keys in any order follow one another", async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const keyIds = await makeKeys(10);
      const turned = [...keyIds].reverse();
      const [revoked, ...others] = await Promise.all([
        revokePlatformKeys.perform(as(), () => ({ keyIds })),
        revokePlatformKeys.perform(as(), () => ({ keyIds: turned })),
        updatePlatformKeys.perform(as(), () => ({ keyIds: turned, isActive: false })),
        updatePlatformKeys.perform(as(), () => ({ keyIds, expiresAt: null })),
      ]);
      const counts = [revoked, others[0]].map((each) => each?.changed.length);
      expect(counts.sort()).toEqual([0, 10]);
      const living = await prisma().apiKey.count({
        where: { id: { in: keyIds }, revokedAt: null },
      });
      expect(living).toBe(0);
    }
  });

  it("a surface may go while its keys change: changed first, or not found", async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { place, keyIds } = await surfaceWithKeys(6);
      const asked = { ...place, keyIds: [...keyIds].reverse() };
      const [, ...outcomes] = await Promise.all([
        deleteSurface.perform(as(), () => place),
        ...[
          updateSurfaceKeys.perform(as(), () => ({ ...asked, isActive: false })),
          revokeSurfaceKeys.perform(as(), () => ({ ...place, keyIds })),
        ].map((act) => act.then(() => "changed").catch(({ code }) => code)),
      ]);
      for (const outcome of outcomes) expect(["changed", "not_found"]).toContain(outcome);
    }
  });
});
