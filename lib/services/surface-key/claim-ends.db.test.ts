import { beforeAll, describe, expect, it } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { createKey } from "@/tests/factories/key";
import { endSession } from "@/tests/factories/people";
import { send } from "@/tests/support/api";
import { type ClaimWorld, makeClaimWorld } from "@/tests/support/claim-world";
import { ORIGIN } from "@/tests/support/contract-requests";
import { asOwner } from "@/tests/support/roles";
import { type Reply, said, Visitor } from "@/tests/support/visitor";

const GONE = {
  status: 410,
  body: {
    error: "Gone",
    details: "This link does not work any more: ask the people who sent it to you for a new one.",
  },
};
let world: ClaimWorld;

const keyIdOf = ({ body }: Reply): string => Object(body.key).id;

beforeAll(async () => {
  world = await makeClaimWorld();
});

describe("a link ends", () => {
  const ends: [what: string, end: (id: string, w: ClaimWorld) => Promise<unknown>][] = [
    ["it is withdrawn", (id, w) => w.ask("DELETE", `/${id}`)],
    [
      "it expires",
      (id) => asOwner("UPDATE claim_links SET expires_at = now() WHERE id = $1", [id]),
    ],
    [
      "the customer is suspended",
      (_, w) => asOwner("UPDATE customers SET status = 'suspended' WHERE id = $1", [w.customerId]),
    ],
    [
      "the customer is deleted",
      (_, w) => asOwner("DELETE FROM customers WHERE id = $1", [w.customerId]),
    ],
    [
      "its maker is demoted",
      (_, w) =>
        asOwner("UPDATE memberships SET role = 'viewer' WHERE user_id = $1", [
          w.owner.principal.userId,
        ]),
    ],
    [
      "its maker has left",
      (_, w) => asOwner("DELETE FROM memberships WHERE user_id = $1", [w.owner.principal.userId]),
    ],
    [
      "its maker is gone",
      (_, w) => asOwner("DELETE FROM users WHERE id = $1", [w.owner.principal.userId]),
    ],
    [
      "a capability is off",
      (_, w) => asOwner("UPDATE surface_items SET enabled = false WHERE id = $1", [w.itemId]),
    ],
    [
      "a capability is gone",
      (_, w) => asOwner("DELETE FROM surface_items WHERE id = $1", [w.itemId]),
    ],
    [
      "the surface is deleted",
      (_, w) => asOwner("DELETE FROM surfaces WHERE id = $1", [w.surface.surfaceId]),
    ],
  ];

  it.each(ends)("when %s, for those who open it and for those who have it open", async (_, end) => {
    const own = await makeClaimWorld();
    const { id, token } = await own.link({ scopes: [own.capabilityId] });
    const visitor = new Visitor();
    expect((await visitor.open({ token })).status).toBe(200);
    await end(id, own);
    for (const who of [visitor, new Visitor()])
      expect(said(await who.open({ token }))).toEqual(GONE);
    expect(said(await visitor.press(id))).toEqual(GONE);
    expect(await prisma().apiKey.count({ where: { organizationId: own.organizationId } })).toBe(0);
  });

  it("when the key that it gives would have expired", async () => {
    const { id, token } = await world.link({
      expiresAt: new Date(Date.now() + 60_000).toISOString(),
    });
    await asOwner(
      `UPDATE claim_links SET facts = jsonb_set(facts, '{expiresAt}', '"2026-01-01T00:00:00Z"')
       WHERE id = $1`,
      [id],
    );
    expect(said(await new Visitor().open({ token }))).toEqual(GONE);
  });

  it.each([
    ["revoked", "UPDATE api_keys SET revoked_at = now() WHERE id = $1"],
    ["disabled", "UPDATE api_keys SET disabled_at = now() WHERE id = $1"],
    ["expired", "UPDATE api_keys SET expires_at = now() WHERE id = $1"],
    ["without the permission", "UPDATE api_keys SET permissions = '{}' WHERE id = $1"],
  ])("when the API key that made it is %s", async (_, sql) => {
    const { organizationId } = world;
    const maker = await createKey({ organizationId, permissions: ["SURFACE_KEYS:WRITE"] });
    const { id, token } = await world.link({}, maker.headers);
    const visitor = new Visitor();
    expect((await visitor.open({ token })).status).toBe(200);
    await asOwner(sql, [maker.id]);
    expect(said(await visitor.press(id))).toEqual(GONE);
  });

  it("not when its maker signs out", async () => {
    const own = await makeClaimWorld();
    const { token } = await own.link();
    await endSession(own.owner.principal.sessionId);
    expect((await new Visitor().claim(token)).status).toBe(200);
  });

  it("not when the API key that made it is rotated", async () => {
    const { organizationId } = world;
    const maker = await createKey({ organizationId, permissions: ["SURFACE_KEYS:WRITE"] });
    const { token } = await world.link({}, maker.headers);
    const session = { Authorization: `Bearer ${world.owner.token}` };
    const rotate = `${ORIGIN}/v1/api-keys/${maker.id}/rotate`;
    const rotated = await send(new Request(rotate, { method: "POST", headers: session }));
    expect(rotated.status).toBe(200);
    await asOwner("UPDATE api_secrets SET retire_at = now() WHERE id = $1", [maker.secretId]);
    const reply = await new Visitor().claim(token);
    const row = await prisma().apiKey.findUniqueOrThrow({ where: { id: keyIdOf(reply) } });
    expect(row).toMatchObject({ mintedByKeyId: maker.id, createdById: null });
  });
});
