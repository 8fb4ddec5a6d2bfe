import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { principalFromCookies, principalFromToken } from "@/lib/auth/current-session";
import { newId } from "@/lib/core/ids";
import { prisma } from "@/lib/db/prisma";
import { send } from "./support/api";
import { makeBelongings } from "./support/belongings";
import { EVERY_ROUTE, exampleInput, ORIGIN, requestOf } from "./support/contract-requests";
import { databaseState } from "./support/database-state";
import { makePortalWorld, type PortalWorld } from "./support/portal-world";
import { asOwner } from "./support/roles";
import { everyVerb } from "./support/verbs";
import { said, Visitor } from "./support/visitor";

let world: PortalWorld;
let visitor: Visitor;
let link: { id: string; token: string };

const cookieOf = (who: Visitor) =>
  [...who.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
const CLOSED = {
  status: 410,
  body: {
    error: "Gone",
    details: "This portal is closed: ask the people who sent you its link for a new one.",
  },
};

beforeAll(async () => {
  world = await makePortalWorld();
  await makeBelongings(world.organizationId);
  link = await world.link();
  visitor = new Visitor();
  await visitor.visit(link.token);
});

beforeEach(async () => {
  await asOwner("DELETE FROM sign_in_throttles");
});

describe("the session of a portal", () => {
  it.each(EVERY_ROUTE)("opens nothing of the API: %s", async (_title, contract) => {
    if (contract.need === "anyone") return;
    const [[, value = ""] = []] = [...visitor.cookies];
    const before = await databaseState();
    const shown: Record<string, string>[] = [
      { Cookie: cookieOf(visitor), Origin: ORIGIN },
      { Authorization: `Bearer ${value}` },
      { Authorization: `Bearer ${link.token}` },
      { "X-API-Key": value },
    ];
    for (const headers of shown) {
      const { status } = await send(requestOf(contract, exampleInput(contract), headers));
      expect(status).toBe(401);
    }
    expect(await databaseState()).toEqual(before);
  });

  it("is nobody's session of the dashboard, under whatever name", async () => {
    for (const value of [...visitor.cookies.values(), link.token]) {
      expect(await principalFromCookies(`next-auth.session-token=${value}`)).toBeNull();
      expect(await principalFromToken(value)).toBeNull();
    }
    expect(await principalFromCookies(cookieOf(visitor))).toBeNull();
  });

  it("opens no verb of screens, but for those that are open to visitors", async () => {
    const open: string[] = [];
    for (const { verb } of await everyVerb()) {
      const { name, need } = verb.contract;
      if (need === "anyone") open.push(name);
      else {
        const caller = { principal: null, requestId: newId("request") };
        await expect(verb.perform(caller, () => ({}))).rejects.toMatchObject({
          code: "unauthorized",
        });
      }
    }
    expect(open.filter((name) => name.startsWith("portal")).sort()).toEqual([
      "portal.entered",
      "portal.left",
      "portal.opened",
      "portal.overview",
      "portal.roll",
    ]);
  });

  it("is bound to its browser, its link and its customer", async () => {
    const other = await makePortalWorld();
    expect(said(await visitor.roll(other.key.id))).toMatchObject({ status: 404 });
    const [name = "", value = ""] = [...visitor.cookies][0] ?? [];
    const foreign = await other.link();
    const thief = new Visitor();
    thief.cookies.set(name.replace(link.id, foreign.id), value);
    expect(said(await thief.portal())).toEqual(CLOSED);
    expect((await thief.enterPortal(foreign.id)).status).toBe(400);
    const forger = new Visitor();
    for (const made of [`${"A".repeat(22)}.${"A".repeat(43)}`, value.slice(0, -1), ""]) {
      forger.cookies.set(name, made);
      expect(said(await forger.portal())).toEqual(CLOSED);
    }
    const opener = new Visitor();
    const unused = await world.link();
    await opener.openPortal(unused.token);
    expect(said(await opener.portal())).toEqual(CLOSED);
  });

  it("stands in the database as a hash alone", async () => {
    const row = await prisma().portalLink.findUniqueOrThrow({ where: { id: link.id } });
    const kept = JSON.stringify([row, Buffer.from(row.sessionHash ?? []).toString("latin1")]);
    for (const value of visitor.cookies.values()) {
      expect(kept).not.toContain(value);
      expect(kept).not.toContain(value.split(".")[0]);
    }
  });

  it("is a cookie that no script and no other site gets", async () => {
    const { token } = await world.link();
    const guest = new Visitor();
    const { body, headers } = await guest.openPortal(token);
    const entered = await guest.enterPortal(String(body.link));
    for (const each of [headers, entered.headers]) {
      expect(each.getSetCookie()).toEqual([
        expect.stringMatching(
          /^runtype\.portal-portal_\w{26}=[\w-]{22}\.[\w-]{43}; Path=\/; Max-Age=86400; HttpOnly; SameSite=Strict$/,
        ),
      ]);
      expect(each.get("cache-control")).toBe("no-store");
    }
  });
});

describe("the doors of the portal", () => {
  it("answer pages of this site alone, and take what they know", async () => {
    const before = await databaseState();
    for (const Origin of ["https://evil.example", "null"]) {
      for (const ask of [
        visitor.openPortal.bind(visitor, link.token, { Origin }),
        visitor.roll.bind(visitor, world.key.id, 0, { Origin }),
      ]) {
        expect((await ask()).status).toBe(403);
      }
    }
    expect(await databaseState()).toEqual(before);
    expect((await visitor.openPortal("x".repeat(101))).status).toBe(400);
  });

  it("slow down guesses of links by address", async () => {
    const guesser = new Visitor("198.51.100.7");
    const statuses: number[] = [];
    for (let guess = 0; guess < 21; guess += 1) {
      statuses.push((await guesser.openPortal(`guess-${guess}`)).status);
    }
    expect(statuses).toEqual([...Array(20).fill(410), 429]);
    expect(Number((await guesser.openPortal("x")).headers.get("retry-after"))).toBeGreaterThan(0);
  });
});

it("a roll and a withdrawal at once: the key is rolled before the session ends, or not at all", async () => {
  for (const _round of [1, 2, 3]) {
    const own = await world.link();
    const guest = new Visitor();
    await guest.visit(own.token);
    const [rolled, withdrawn] = await Promise.all([
      guest.roll(world.key.id),
      world.ask("DELETE", `/${own.id}`),
    ]);
    expect(withdrawn.status).toBe(200);
    expect([200, 410]).toContain(rolled.status);
    expect(said(await guest.roll(world.key.id))).toEqual(CLOSED);
  }
});
