import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { endSeals } from "@/lib/db/seals";
import { createKey } from "@/tests/factories/key";
import {
  callShown,
  makePortalWorld,
  type PortalWorld,
  visitorIn,
} from "@/tests/support/portal-world";
import { asOwner } from "@/tests/support/roles";
import { said } from "@/tests/support/visitor";

let world: PortalWorld;

const callWith = (secret: string, of = world) => callShown(of, secret);

beforeAll(async () => {
  world = await makePortalWorld();
});

beforeEach(async () => {
  await asOwner("DELETE FROM sign_in_throttles");
});

describe("a customer in the portal", () => {
  it("rolls a key of the customer, and keeps the record", async () => {
    const { visitor } = await visitorIn(world);
    const { key } = world;
    const reply = await visitor.roll(key.id, 3_600);
    expect(said(reply)).toMatchObject({
      status: 200,
      body: { secret: expect.stringMatching(/^papi_/) },
    });
    const secret = String(reply.body.secret);
    expect(await callWith(secret)).toBe(200);
    expect(await callWith(key.plaintext)).toBe(200);
    expect((await visitor.roll(key.id, 3_600)).status).toBe(409);
    const now = await visitor.roll(key.id, 0);
    expect(await callWith(secret)).toBe(401);
    expect(await callWith(String(now.body.secret))).toBe(200);
    const where = { targetId: key.id, actorKind: "customer" } as const;
    const entries = await prisma().auditEntry.findMany({ where, orderBy: { at: "asc" } });
    expect(entries).toMatchObject([
      { action: "surfaceKey.rotate", actorId: world.customerId, address: "203.0.113.0/24" },
      { action: "surfaceKey.rotate", metadata: { graceSeconds: 0 } },
    ]);
    expect(JSON.stringify(entries)).not.toContain(secret);
  });

  it("shows what a roll made to the browser that asks again, until it is used", async () => {
    const own = await makePortalWorld();
    const { visitor } = await visitorIn(own);
    const name = "a-name-that-nobody-guesses";
    const roll = (who = visitor) => who.roll(own.key.id, 3_600, {}, name);
    const [first, second] = await Promise.all([roll(), roll()]);
    expect([first.status, second.status]).toEqual([200, 200]);
    const { secret } = first.body;
    expect([second.body.secret, (await roll()).body.secret]).toEqual([secret, secret]);
    const { visitor: other } = await visitorIn(own);
    expect((await roll(other)).status).toBe(409);
    const secrets = { where: { keyId: own.key.id } };
    expect(await prisma().apiSecret.count(secrets)).toBe(2);
    const rows = await prisma().portalLink.findMany({ where: { customerId: own.customerId } });
    const kept = rows.flatMap(({ sealed }) => sealed ?? []);
    expect(kept).toHaveLength(1);
    expect(Buffer.from(kept[0] ?? []).toString("latin1")).not.toContain(String(secret));
    expect(await callWith(String(secret), own)).toBe(200);
    const gone = {
      status: 409,
      body: { details: expect.stringContaining("cannot be shown again") },
    };
    expect(said(await roll())).toMatchObject(gone);
    await asOwner("UPDATE portal_links SET sealed_until = now()");
    await endSeals();
    expect(await prisma().portalLink.count({ where: { pepperVersion: { not: null } } })).toBe(0);
    expect(said(await roll())).toMatchObject(gone);
    expect(await prisma().apiSecret.count(secrets)).toBe(2);
  });

  it("rolls nothing else", async () => {
    const { visitor } = await visitorIn(world);
    const { organizationId, hiddenKey, otherKey, key, customerId } = world;
    const platform = await createKey({ organizationId });
    await asOwner("UPDATE api_keys SET customer_id = $2 WHERE id = $1", [platform.id, customerId]);
    for (const id of [hiddenKey.id, otherKey.id, platform.id, "key_none"]) {
      expect(said(await visitor.roll(id))).toMatchObject({
        status: 404,
        body: { details: "Surface key not found" },
      });
    }
    await asOwner("UPDATE api_keys SET disabled_at = now() WHERE id = $1", [key.id]);
    expect((await visitor.roll(key.id)).status).toBe(403);
    await asOwner("UPDATE api_keys SET disabled_at = NULL WHERE id = $1", [key.id]);
    expect((await visitor.roll(key.id, 5)).status).toBe(400);
  });
});
