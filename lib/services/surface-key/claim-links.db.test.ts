import { beforeAll, describe, expect, it } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { createKey } from "@/tests/factories/key";
import { createSurfaceKey } from "@/tests/factories/surface";
import { type ClaimWorld, makeClaimWorld } from "@/tests/support/claim-world";
import { Visitor } from "@/tests/support/visitor";

let world: ClaimWorld;

beforeAll(async () => {
  world = await makeClaimWorld();
});

describe("making a link", () => {
  it("needs a customer, who may be new", async () => {
    const { organizationId } = world;
    expect(await world.ask("POST", "", { customerId: null })).toMatchObject({
      status: 400,
      body: { issues: [{ path: "customerId", message: "Name the customer that the key is for." }] },
    });
    const { id } = await world.link({ customerId: undefined, customer: { externalId: "hooli" } });
    const where = { organizationId, externalId: "hooli" };
    const { id: customerId } = await prisma().customer.findFirstOrThrow({ where });
    expect((await world.ask("GET", `/${id}`)).body).toMatchObject({
      customerId,
      customer: "hooli",
    });
  });

  it.each([
    ["an hour at least", 3_599, "Let it work for at least an hour."],
    ["30 days at most", 2_592_001, "Let it work for at most 30 days."],
  ])("lets it work for %s", async (_, expiresInSeconds, message) => {
    const { customerId } = world;
    expect(await world.ask("POST", "", { customerId, expiresInSeconds })).toMatchObject({
      status: 400,
      body: { issues: [{ path: "expiresInSeconds", message }] },
    });
  });

  it("is good for 7 days, and kept as a hash", async () => {
    const { id, url, token } = await world.link({ passcode: "tall-river-42" });
    expect(url).toMatch(/^http:\/\/localhost:3000\/claim#[\w-]{43}$/);
    const row = await prisma().claimLink.findUniqueOrThrow({ where: { id } });
    expect((row.expiresAt.getTime() - Date.now()) / 86_400_000).toBeCloseTo(7, 2);
    expect(row.passcodeHash).toMatch(/^\$argon2id\$/);
    const entries = await prisma().auditEntry.findMany({ where: { targetId: id } });
    const kept = JSON.stringify([row, entries]);
    for (const secret of [token, "tall-river-42"]) expect(kept).not.toContain(secret);
    expect((await world.ask("GET", `/${id}`)).body).toMatchObject({ hasPasscode: true });
  });

  it("gives no more than the API key that makes it may give", async () => {
    const { organizationId } = world;
    const permissions = ["SURFACE_KEYS:WRITE"];
    const brief = await createKey({
      organizationId,
      permissions,
      expiresAt: new Date(Date.now() + 9e8),
    });
    await expect(world.link({}, brief.headers)).rejects.toThrow("expiresAt");
    const reader = await createKey({ organizationId, permissions: ["SURFACE_KEYS:READ"] });
    await expect(world.link({}, reader.headers)).rejects.toThrow("SURFACE_KEYS:WRITE");
    const surfaceKey = await createSurfaceKey(world.surface);
    await expect(world.link({}, surfaceKey.headers)).rejects.toThrow("SURFACE_KEYS:WRITE");
  });
});

describe("withdrawing", () => {
  it("is done once, and not to what was claimed", async () => {
    const { id } = await world.link();
    for (const _time of [1, 2]) {
      expect(await world.ask("DELETE", `/${id}`)).toMatchObject({
        status: 200,
        body: { status: "withdrawn" },
      });
    }
    const where = { targetId: id, action: "claimLink.withdraw" };
    expect(await prisma().auditEntry.count({ where })).toBe(1);
    const claimed = await world.link();
    await new Visitor().claim(claimed.token);
    expect(await world.ask("DELETE", `/${claimed.id}`)).toMatchObject({ status: 409 });
  });

  it("is waited for by a press, and waits for one: never both", async () => {
    for (const _round of [1, 2, 3, 4, 5]) {
      const { id, token } = await world.link();
      const visitor = new Visitor();
      await visitor.open({ token });
      const [pressed, withdrawn] = await Promise.all([
        visitor.press(id),
        world.ask("DELETE", `/${id}`),
      ]);
      const outcome = [pressed.status, withdrawn.status];
      expect([
        [200, 409],
        [410, 200],
      ]).toContainEqual(outcome);
    }
  });

  it("lists links by status", async () => {
    const { id } = await world.link();
    const idsWith = async (status: string) =>
      Object((await world.ask("GET", `?status=${status}`)).body).data.map(
        (each: { id: string }) => each.id,
      );
    expect(await idsWith("open")).toContain(id);
    await world.ask("DELETE", `/${id}`);
    expect(await idsWith("open")).not.toContain(id);
    expect(await idsWith("withdrawn")).toContain(id);
  });
});
