import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { createKey } from "@/tests/factories/key";
import { createPerson } from "@/tests/factories/people";
import {
  callShown,
  makePortalWorld,
  type PortalWorld,
  visitorIn,
} from "@/tests/support/portal-world";
import { asOwner } from "@/tests/support/roles";
import { said, Visitor } from "@/tests/support/visitor";

const GONE = { status: 410, body: { details: expect.stringContaining("does not work any more") } };
const CLOSED = { status: 410, body: { details: expect.stringContaining("This portal is closed") } };

let world: PortalWorld;

beforeAll(async () => {
  world = await makePortalWorld();
});

beforeEach(async () => {
  await asOwner("DELETE FROM sign_in_throttles");
});

describe("making a portal link", () => {
  it("is for people who may write customers and surface keys, never for a key", async () => {
    const { organizationId } = world;
    const key = await createKey({ organizationId, permissions: ["*"] });
    const viewer = await createPerson({ organizationId, role: "viewer" });
    const member = await createPerson({ organizationId, role: "member" });
    const asked = (headers: Record<string, string>) => world.ask("POST", "", {}, headers);
    expect(await asked(key.headers)).toMatchObject({
      status: 403,
      body: { details: "This needs a signed-in person" },
    });
    expect(await asked({ Authorization: `Bearer ${viewer.token}` })).toMatchObject({
      status: 403,
      body: { details: "Missing required permission: CUSTOMERS:WRITE" },
    });
    expect((await asked({ Authorization: `Bearer ${member.token}` })).status).toBe(201);
  });

  it("is 409 where no surface is shown in the portal, and for a suspended customer", async () => {
    const own = await makePortalWorld();
    await asOwner("UPDATE surfaces SET config = '{}' WHERE id = $1", [own.shown.surfaceId]);
    expect(await own.ask("POST", "", {})).toMatchObject({
      status: 409,
      body: { details: expect.stringContaining("No surface is shown in the customer portal") },
    });
    await asOwner("UPDATE customers SET status = 'suspended' WHERE id = $1", [own.customerId]);
    expect((await own.ask("POST", "", {})).status).toBe(409);
  });

  it("leaves a hash, and the record of who made it", async () => {
    const { id, url, token } = await world.link({ expiresInSeconds: 3_600 });
    expect(url).toMatch(/^http:\/\/localhost:3000\/portal#[\w-]{43}$/);
    const row = await prisma().portalLink.findUniqueOrThrow({ where: { id } });
    const entries = await prisma().auditEntry.findMany({ where: { targetId: id } });
    expect(entries).toMatchObject([{ action: "portalLink.create", actorKind: "user" }]);
    expect(JSON.stringify([row, entries])).not.toContain(token);
    expect((row.expiresAt.getTime() - Date.now()) / 3_600_000).toBeCloseTo(1, 1);
  });
});

describe("a portal link", () => {
  it("is looked at without being used up, and exchanged once", async () => {
    const { id, token } = await world.link();
    for (const _scanner of [1, 2]) {
      expect(said(await new Visitor().openPortal(token))).toMatchObject({
        status: 200,
        body: { link: id, organization: "Acme", customer: "Globex", entered: false },
      });
    }
    const visitors = [1, 2, 3].map(() => new Visitor());
    for (const each of visitors) await each.openPortal(token);
    const replies = await Promise.all(visitors.map((each) => each.enterPortal(id)));
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 410, 410]);
    const winner = visitors[replies.findIndex(({ status }) => status === 200)] ?? new Visitor();
    expect((await winner.enterPortal(id)).status).toBe(200);
    expect((await winner.openPortal(token)).body).toMatchObject({ entered: true });
    expect(said(await new Visitor().openPortal(token))).toMatchObject(GONE);
    const entries = await prisma().auditEntry.findMany({ where: { targetId: id } });
    expect(entries.filter(({ action }) => action === "portal.entered")).toHaveLength(1);
  });

  it("gives a session of at most 12 hours, which ends with the link", async () => {
    const hoursOf = async (expiresInSeconds: number) => {
      const { token } = await world.link({ expiresInSeconds });
      const visitor = new Visitor();
      await visitor.visit(token);
      const { endsAt } = (await visitor.portal()).body;
      return (Date.parse(String(endsAt)) - Date.now()) / 3_600_000;
    };
    expect(await hoursOf(604_800)).toBeCloseTo(12, 1);
    expect(await hoursOf(3_600)).toBeCloseTo(1, 1);
  });

  it("lives beside others, and ends alone", async () => {
    const [one, other] = [await visitorIn(world), await visitorIn(world)];
    expect((await world.ask("DELETE", `/${one.id}`)).status).toBe(200);
    expect(said(await one.visitor.portal())).toMatchObject(CLOSED);
    expect((await other.visitor.portal()).status).toBe(200);
  });
});

describe("the portal", () => {
  it("shows the customer itself, its keys and usage of the surfaces that are shown", async () => {
    const { visitor } = await visitorIn(world);
    const { key, hiddenKey, otherKey, owner, hidden } = world;
    for (const each of [key, hiddenKey, otherKey]) await callShown(world, each.plaintext);
    const { status, body } = await visitor.portal();
    expect(status).toBe(200);
    expect(body).toMatchObject({
      organization: "Acme",
      customer: "Globex",
      limits: { perDay: { allowed: 1_000, used: 2 }, unitsPerMonth: { allowed: null } },
      keys: [
        {
          id: key.id,
          name: "Shown key",
          environment: "test",
          lastFour: /.{4}$/.exec(key.plaintext)?.[0],
        },
      ],
      surfaces: [{ product: "Support desk", endpoints: [{ slug: "greet", name: "Greeting" }] }],
    });
    const text = JSON.stringify(body);
    for (const none of [
      "Hidden key",
      "Foreign key",
      "Initech",
      "Pays late",
      "Test Person",
      hidden.surfaceId,
      owner.principal.userId,
      owner.email,
      key.plaintext,
    ]) {
      expect(text).not.toContain(none);
    }
  });

  it("counts what its keys called, by day", async () => {
    const own = await makePortalWorld();
    const { visitor } = await visitorIn(own);
    const { rows } = await asOwner("SELECT date_trunc('day', now(), 'UTC') AS today");
    for (const [keyId, requests] of [
      [own.key.id, 7],
      [own.hiddenKey.id, 30],
      [own.otherKey.id, 500],
    ] as const) {
      await asOwner(
        `INSERT INTO usage_key_days (organization_id, key_id, bucket, outcome, requests, capability_id)
         VALUES ($1, $2, $3, 'ok', $4, '')`,
        [own.organizationId, keyId, rows[0].today, requests],
      );
    }
    const { usage } = Object((await visitor.portal()).body);
    expect(usage.days).toMatchObject([{ requests: 7, outcomes: { ok: 7 } }]);
  });
});
