import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { send } from "@/tests/support/api";
import { ORIGIN } from "@/tests/support/contract-requests";
import { makePortalWorld, type PortalWorld, visitorIn } from "@/tests/support/portal-world";
import { asOwner } from "@/tests/support/roles";
import { said, Visitor } from "@/tests/support/visitor";

const CLOSED = { status: 410, body: { details: expect.stringContaining("This portal is closed") } };

let world: PortalWorld;

beforeAll(async () => {
  world = await makePortalWorld();
});

beforeEach(async () => {
  await asOwner("DELETE FROM sign_in_throttles");
});

describe("a session of the portal ends", () => {
  const ends: [what: string, end: (id: string, w: PortalWorld) => Promise<unknown>][] = [
    ["its link is withdrawn", (id, w) => w.ask("DELETE", `/${id}`)],
    [
      "its link expires",
      (id) => asOwner("UPDATE portal_links SET expires_at = now() WHERE id = $1", [id]),
    ],
    [
      "it expires",
      (id) => asOwner("UPDATE portal_links SET session_expires_at = now() WHERE id = $1", [id]),
    ],
    [
      "the customer is suspended",
      (_, w) => asOwner("UPDATE customers SET status = 'suspended' WHERE id = $1", [w.customerId]),
    ],
    [
      "the customer is deleted",
      (_, w) => asOwner("DELETE FROM customers WHERE id = $1", [w.customerId]),
    ],
  ];

  it.each(ends)("when %s", async (_, end) => {
    const own = await makePortalWorld();
    const { visitor, id } = await visitorIn(own);
    expect((await visitor.portal()).status).toBe(200);
    await end(id, own);
    expect(said(await visitor.portal())).toMatchObject(CLOSED);
    expect(said(await visitor.roll(own.key.id))).toMatchObject(CLOSED);
  });

  it("permanently when the customer is suspended, though it is resumed", async () => {
    const own = await makePortalWorld();
    const { visitor } = await visitorIn(own);
    const unused = await own.link();
    for (const status of ["suspended", "active"]) {
      const headers = {
        Authorization: `Bearer ${own.owner.token}`,
        "Content-Type": "application/json",
      };
      const path = `${ORIGIN}/v1/customers/${own.customerId}`;
      const body = JSON.stringify({ status });
      expect((await send(new Request(path, { method: "PUT", headers, body }))).status).toBe(200);
    }
    expect(said(await visitor.portal())).toMatchObject(CLOSED);
    expect((await new Visitor().visit(unused.token)).status).toBe(200);
  });

  it("when its visitor closes it", async () => {
    const { visitor, id } = await visitorIn(world);
    expect((await visitor.leavePortal()).status).toBe(200);
    expect(said(await visitor.portal())).toMatchObject(CLOSED);
    expect((await visitor.leavePortal()).status).toBe(200);
    const where = { targetId: id, action: "portal.left" };
    expect(await prisma().auditEntry.count({ where })).toBe(1);
  });

  it("not for keys of a surface that is switched off: they are shown and rolled no more", async () => {
    const own = await makePortalWorld();
    const { visitor } = await visitorIn(own);
    await asOwner("UPDATE surfaces SET config = '{}' WHERE id = $1", [own.shown.surfaceId]);
    expect((await visitor.portal()).body).toMatchObject({
      keys: [],
      surfaces: [],
      usage: { days: [] },
    });
    expect((await visitor.roll(own.key.id)).status).toBe(404);
  });
});
