import { beforeAll, describe, expect, it } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { send } from "@/tests/support/api";
import { type ClaimWorld, makeClaimWorld } from "@/tests/support/claim-world";
import { ORIGIN } from "@/tests/support/contract-requests";
import { asOwner } from "@/tests/support/roles";
import { type Reply, said, Visitor } from "@/tests/support/visitor";

const CLAIMED = {
  status: 410,
  body: {
    error: "Gone",
    details:
      "The key of this link is already claimed: if that was not you, tell the people who sent you the link.",
  },
};

let world: ClaimWorld;

const keyIdOf = ({ body }: Reply): string => Object(body.key).id;
const statusOf = async (id: string) => Object((await world.ask("GET", `/${id}`)).body).status;
const keysOf = (customerId: string) => prisma().apiKey.count({ where: { customerId } });

beforeAll(async () => {
  world = await makeClaimWorld();
});

describe("opening a claim link", () => {
  it("says whose key it is and what it may do, and uses nothing up however often", async () => {
    const { customerId, capabilityId, surface } = world;
    const facts = { name: "CRM", scopes: [capabilityId], rateLimitPerMinute: 60, expiresAt: null };
    const { id, token } = await world.link({ ...facts, environment: "production" });
    expect(await statusOf(id)).toBe("open");
    const before = await keysOf(customerId);
    for (const _scanner of [1, 2, 3]) {
      const { status, body } = await new Visitor().open({ token });
      expect({ status, body }).toMatchObject({
        status: 200,
        body: {
          organization: "Acme",
          product: "Support desk",
          customer: "Globex",
          productId: surface.productId,
          surfaceId: surface.surfaceId,
          name: "CRM",
          environment: "production",
          scoped: true,
          capabilities: [{ id: capabilityId, name: "Greeting", slug: "greet" }],
          rateLimitPerMinute: 60,
          rateLimitPerDay: null,
          asksPasscode: false,
          claimed: false,
        },
      });
    }
    expect(await keysOf(customerId)).toBe(before);
    expect(await statusOf(id)).toBe("opened");
  });

  it("is in the record by address, once for each browser", async () => {
    const { id, token } = await world.link();
    const visitor = new Visitor("203.0.113.9");
    const link = String((await visitor.open({ token })).body.link);
    await visitor.open({ token });
    await visitor.open({ link });
    const entries = await prisma().auditEntry.findMany({ where: { targetId: id } });
    expect(entries.map(({ action }) => action).sort()).toEqual([
      "claim.opened",
      "claimLink.create",
    ]);
    expect(entries.find(({ action }) => action === "claim.opened")).toMatchObject({
      actorKind: "customer",
      actorId: world.customerId,
      targetType: "claimLink",
      address: "203.0.113.0/24",
    });
  });
});

describe("pressing the button", () => {
  it("makes the key for the customer, in the name of who made the link, and keeps the record", async () => {
    const { customerId, owner } = world;
    const { id, token } = await world.link({ integration: "CRM sync" });
    const reply = await new Visitor("203.0.113.9").claim(token);
    expect(said(reply)).toMatchObject({
      status: 200,
      body: { secret: expect.stringMatching(/^papi_/), key: { name: null, environment: "test" } },
    });
    const row = await prisma().apiKey.findUniqueOrThrow({ where: { id: keyIdOf(reply) } });
    expect(row).toMatchObject({
      customerId,
      integration: "CRM sync",
      createdById: owner.principal.userId,
    });
    const link = Object((await world.ask("GET", `/${id}`)).body);
    expect(link).toMatchObject({ status: "claimed", keyId: row.id });
    const entries = await prisma().auditEntry.findMany({
      where: { targetId: { in: [id, row.id] }, actorKind: "customer" },
      orderBy: { at: "asc" },
    });
    expect(entries.map(({ action }) => action).sort()).toEqual([
      "claim.claimed",
      "claim.opened",
      "surfaceKey.create",
    ]);
    expect(entries.every(({ address }) => address === "203.0.113.0/24")).toBe(true);
    expect(JSON.stringify(entries)).not.toContain(String(reply.body.secret));
  });

  it("makes one key of two tabs at once, and shows it in both", async () => {
    const { id, token } = await world.link();
    const visitor = new Visitor();
    await visitor.open({ token });
    const replies = await Promise.all([1, 2, 3, 4].map(() => visitor.press(id)));
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(new Set(replies.map(({ body }) => body.secret)).size).toBe(1);
    expect(new Set(replies.map(keyIdOf)).size).toBe(1);
  });

  it("makes one key of several browsers at once: the others are told that it is claimed", async () => {
    const { id, token } = await world.link();
    const visitors = [1, 2, 3, 4].map(() => new Visitor());
    for (const each of visitors) await each.open({ token });
    const replies = await Promise.all(visitors.map((each) => each.press(id)));
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
    const refused = replies.filter(({ status }) => status !== 200);
    expect(refused.map(said)).toEqual([CLAIMED, CLAIMED, CLAIMED]);
  });
});

describe("the browser that claimed a key", () => {
  it("is shown it again after a reload, without the token and without the passcode", async () => {
    const { id, token } = await world.link({ passcode: "tall-river-42" });
    const visitor = new Visitor();
    const first = await visitor.claim(token, "tall-river-42");
    for (const asked of [{}, { link: id }, { token }]) {
      expect((await visitor.open(asked)).body).toMatchObject({
        claimed: true,
        asksPasscode: false,
      });
    }
    expect(said(await visitor.press(id))).toEqual(said(first));
    expect(said(await new Visitor().open({ token }))).toEqual(CLAIMED);
  });

  it("is not, 15 minutes later", async () => {
    const { id, token } = await world.link();
    const visitor = new Visitor();
    await visitor.claim(token);
    await asOwner("UPDATE claim_links SET sealed_until = now() WHERE id = $1", [id]);
    expect(said(await visitor.open({ link: id }))).toEqual(CLAIMED);
    expect(said(await visitor.press(id))).toEqual(CLAIMED);
  });

  it("is not, once the key was used", async () => {
    const { id, token } = await world.link();
    const visitor = new Visitor();
    const { secret } = (await visitor.claim(token)).body;
    const { productId, surfaceId } = world.surface;
    const api = `${ORIGIN}/v1/products/${productId}/surfaces/${surfaceId}/api/greet`;
    const headers = { Authorization: `Bearer ${secret}`, "Content-Type": "application/json" };
    const call = new Request(api, { method: "POST", headers, body: '{"name":"Ada"}' });
    expect((await send(call)).status).toBe(200);
    expect(said(await visitor.press(id))).toEqual(CLAIMED);
  });
});
