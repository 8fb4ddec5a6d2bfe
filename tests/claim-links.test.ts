import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { POST as open } from "@/app/api/claim/open/route";
import { POST as press } from "@/app/api/claim/press/route";
import { prisma } from "@/lib/db/prisma";
import { type ClaimWorld, makeClaimWorld } from "./support/claim-world";
import { databaseState } from "./support/database-state";
import { asOwner } from "./support/roles";
import { said, Visitor } from "./support/visitor";

let world: ClaimWorld;

const DOORS = [
  ["opening", open],
  ["pressing", press],
] as const;
const keyCount = () => prisma().apiKey.count({ where: { organizationId: world.organizationId } });

beforeAll(async () => {
  world = await makeClaimWorld();
});

beforeEach(async () => {
  await asOwner("DELETE FROM sign_in_throttles");
});

describe("who has no link", () => {
  it("learns nothing of those that there are, by their ids", async () => {
    const { id } = await world.link();
    const stranger = new Visitor();
    const NOT_OPENED = {
      status: 400,
      body: {
        error: "Bad Request",
        details: "Open the link that you were sent again: this browser does not know it.",
      },
    };
    const made = `${"A".repeat(22)}.${"A".repeat(43)}`;
    for (const value of [undefined, made, `${"A".repeat(22)}.`, "x".repeat(4_000)]) {
      if (value !== undefined) stranger.cookies.set(`runtype.claim-${id}`, value);
      expect(said(await stranger.press(id))).toMatchObject(NOT_OPENED);
      expect(said(await stranger.open({ link: id }))).toMatchObject(NOT_OPENED);
    }
    expect(said(await stranger.open({}))).toMatchObject(NOT_OPENED);
  });

  it("does not get from one link to another by its cookie", async () => {
    const [own, other] = [await world.link(), await world.link()];
    const visitor = new Visitor();
    await visitor.open({ token: own.token });
    const value = visitor.cookies.get(`runtype.claim-${own.id}`) ?? "";
    visitor.cookies.set(`runtype.claim-${other.id}`, value);
    expect((await visitor.press(other.id)).status).toBe(400);
    expect(await keyCount()).toBe(0);
  });

  it("is slowed down by address while guessing, and keeps nobody else from a link", async () => {
    const guesser = new Visitor("198.51.100.7");
    const statuses: number[] = [];
    for (let guess = 0; guess < 21; guess += 1) {
      statuses.push((await guesser.open({ token: `guess-${guess}` })).status);
    }
    expect(statuses).toEqual([...Array(20).fill(410), 429]);
    const refused = await guesser.open({ token: "guess" });
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    const { token } = await world.link();
    expect((await guesser.open({ token })).status).toBe(200);
    expect((await new Visitor("198.51.100.8").open({ token: "guess" })).status).toBe(410);
  });
});

describe("who has a link", () => {
  it("is slowed down while guessing its passcode, from wherever", async () => {
    const { id, token } = await world.link({ passcode: "tall-river-42" });
    const visitor = new Visitor("198.51.100.7");
    await visitor.open({ token });
    const wrong = { status: 400, body: { issues: [{ path: "passcode" }] } };
    expect(said(await visitor.press(id))).toMatchObject(wrong);
    for (let guess = 0; guess < 10; guess += 1) {
      expect(said(await visitor.press(id, `wrong-${guess}`))).toMatchObject(wrong);
    }
    for (const each of [visitor, new Visitor("203.0.113.9")]) {
      await each.open({ token });
      const { status, headers } = await each.press(id, "tall-river-42");
      expect(status).toBe(429);
      expect(Number(headers.get("retry-after"))).toBeGreaterThan(30);
    }
    expect(await keyCount()).toBe(0);
    await asOwner("UPDATE sign_in_throttles SET last_failed_at = now() - interval '61 seconds'");
    expect((await visitor.press(id, "tall-river-42")).status).toBe(200);
  });

  it("is slowed down by address over all links", async () => {
    const statuses: number[] = [];
    for (const _link of [1, 2, 3]) {
      const { id, token } = await world.link({ passcode: "tall-river-42" });
      const visitor = new Visitor("198.51.100.9");
      await visitor.open({ token });
      for (let guess = 0; guess < 8; guess += 1) {
        statuses.push((await visitor.press(id, "wrong-one")).status);
      }
    }
    expect(statuses).toEqual([...Array(20).fill(400), ...Array(4).fill(429)]);
  });

  it("cannot fill the record by opening it without end", async () => {
    const { id, token } = await world.link();
    const replies = [];
    for (let time = 0; time < 101; time += 1) replies.push(await new Visitor().open({ token }));
    expect(replies.at(99)?.status).toBe(200);
    expect(replies.at(100)).toMatchObject({ status: 429 });
    const where = { targetId: id, action: "claim.opened" };
    expect(await prisma().auditEntry.count({ where })).toBe(100);
  });

  it("is known by a cookie that no script and no other site gets, of 128 random bits", async () => {
    const { id, token } = await world.link();
    const { headers } = await new Visitor().open({ token });
    expect(headers.getSetCookie()).toEqual([
      expect.stringMatching(
        new RegExp(
          `^runtype\\.claim-${id}=[\\w-]{22}\\.[\\w-]{43}; Path=/; Max-Age=86400; HttpOnly; SameSite=Strict$`,
        ),
      ),
    ]);
  });

  it("keeps a bounded number of such cookies", async () => {
    const visitor = new Visitor();
    for (let link = 0; link < 14; link += 1)
      await visitor.open({ token: (await world.link()).token });
    expect(visitor.cookies.size).toBe(10);
  });
});

describe.each(DOORS)("the door of %s", (_name, door) => {
  it("answers pages of this site alone, whose answers nobody keeps", async () => {
    const visitor = new Visitor();
    const before = await databaseState();
    for (const Origin of ["https://evil.example", "null", "http://localhost:3001"]) {
      expect((await visitor.post(door, {}, { Origin })).status).toBe(403);
    }
    expect(await databaseState()).toEqual(before);
    const { headers } = await visitor.post(door, { link: "claim_x" });
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
  });

  it("takes what it knows, as JSON of a bearable size", async () => {
    const visitor = new Visitor();
    const link = "claim_x";
    for (const body of [
      { link, organizationId: world.organizationId },
      { link: 5 },
      { link, token: ["a"], passcode: {} },
      { link: "x".repeat(101) },
    ]) {
      expect((await visitor.post(door, body)).status).toBe(400);
    }
    const text = { "Content-Type": "text/plain" };
    expect((await visitor.post(door, { link }, text)).status).toBe(415);
    expect((await visitor.post(door, { link, pad: "x".repeat(1_000_001) })).status).toBe(413);
  });
});

it("names are texts, whatever stands in them", async () => {
  const name = `<img src=x onerror=alert(1)>"'\`{{7*7}}`;
  await asOwner("UPDATE organizations SET name = $2 WHERE id = $1", [world.organizationId, name]);
  const { token } = await world.link({ name });
  const { headers, body } = await new Visitor().open({ token });
  expect(headers.get("content-type")).toBe("application/json");
  expect(body).toMatchObject({ organization: name, name });
});

it("a repeat of the request that made a link answers the same link, and keeps it sealed", async () => {
  const { owner, customerId } = world;
  const headers = {
    Authorization: `Bearer ${owner.token}`,
    "Idempotency-Key": "a-name-that-nobody-guesses",
  };
  const ask = () => world.ask("POST", "", { customerId }, headers);
  const first = await ask();
  expect(await ask()).toMatchObject({ status: 201, body: first.body });
  const { url, id } = Object(first.body);
  const { rows } = await asOwner("SELECT * FROM idempotency_keys WHERE key_id = $1", [id]);
  expect(rows).toHaveLength(1);
  expect(JSON.stringify(rows)).not.toContain(new URL(url).hash.slice(1));
  await asOwner("UPDATE idempotency_keys SET sealed_until = now() WHERE key_id = $1", [id]);
  expect(await ask()).toMatchObject({
    status: 409,
    body: { details: `Link ${id} was created by this request; its secret cannot be shown again` },
  });
});
