import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { prisma } from "@/lib/db/prisma";
import { type CreatedKey, createKey } from "@/tests/factories/key";
import { createPerson, type Person } from "@/tests/factories/people";
import { badFields, callRoute } from "@/tests/support/call-route";
import { addingOneEntry, changingNothing } from "@/tests/support/key-tables";
import { viewOfKey } from "@/tests/support/key-view";
import { awayFromEndOf } from "@/tests/support/within-window";
import { GET as getMe } from "../../../me/route";
import { GET, POST } from "./route";

let owner: Person;
let organizationId: string;
let key: CreatedKey;

beforeAll(async () => {
  owner = await createPerson();
  organizationId = owner.principal.organizationId;
});

beforeEach(async () => {
  await awayFromEndOf("hour", 10_000);
  key = await createKey({ organizationId, limitPerHour: 5 });
});

const headers = () => ({ Authorization: `Bearer ${owner.token}` });
const rotate = (body?: unknown, id = key.id) =>
  callRoute(POST, "POST", { headers: headers(), params: { id }, body });
const me = (plainKey: string) =>
  callRoute(getMe, "GET", { headers: { Authorization: `Bearer ${plainKey}` } });
const plainKeyOf = ({ body }: { body: unknown }): string => Object(body).plainKey;
const secrets = () =>
  prisma().apiSecret.findMany({ where: { keyId: key.id }, orderBy: { id: "asc" } });
const retireAt = (seconds: number) =>
  prisma().$executeRaw`
    UPDATE api_secrets SET retire_at = clock_timestamp() + make_interval(secs => ${seconds}::int)
    WHERE id = ${key.secretId}`;

const DAY = 86_400;
const CHANGED = {
  error: "Conflict",
  details: "This key was changed in the meantime. Reload it, then repeat the change.",
};

const UNDER_WAY = {
  error: "Conflict",
  details:
    "A rotation is in progress and the old secret still works. Wait until it stops working, or rotate without a grace period.",
};
const STALE = {
  error: "Conflict",
  details: "This key was changed in the meantime. Reload it, then repeat the change.",
};

describe("POST 200", () => {
  it("gives the same key a new secret, shown in this answer, and records that", async () => {
    const { answer, entry } = await addingOneEntry(() => rotate());
    const plainKey = plainKeyOf(answer);
    expect(answer.status).toBe(200);
    expect(plainKey).toMatch(/^rt_live_[0-9A-Za-z]{38}$/);
    expect(answer.body).toEqual({
      apiKey: viewOfKey({
        plainKey,
        id: key.id,
        rateLimitPerHour: 5,
        status: "rotating",
        revision: 2,
      }),
      plainKey,
      warning: "Copy this key now. It will not be shown again.",
    });
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(entry).toMatchObject({
      action: "platformKey.rotate",
      actorId: owner.principal.userId,
      targetType: "platformKey",
      targetId: key.id,
      metadata: { name: "Test key", graceSeconds: DAY },
    });
  });

  it.each([
    ["a day unless told", undefined, DAY],
    ["15 minutes", { graceSeconds: 900 }, 900],
    ["an hour", { graceSeconds: 3_600 }, 3_600],
    ["a day", { graceSeconds: DAY }, DAY],
    ["a week", { graceSeconds: 604_800 }, 604_800],
  ])("lets the old secret live for %s", async (_what, body, seconds) => {
    const before = Date.now();
    expect((await rotate(body)).status).toBe(200);
    const [old, young] = await secrets();
    expect(old?.id).toBe(key.secretId);
    expect(young?.retireAt).toBeNull();
    const lives = (old?.retireAt?.getTime() ?? 0) - before;
    expect(Math.abs(lives / 1_000 - seconds)).toBeLessThan(30);
  });

  it("lets both secrets work, as one key with one limit", async () => {
    const renewed = plainKeyOf(await rotate());
    const answers = [];
    for (const secret of [key.plaintext, renewed, key.plaintext, renewed, key.plaintext]) {
      answers.push(await me(secret));
    }
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(answers.map(({ body }) => Object(body).limits[0].remaining)).toEqual([4, 3, 2, 1, 0]);
    expect(new Set(answers.map(({ body }) => Object(body).id))).toEqual(new Set([key.id]));
    for (const secret of [key.plaintext, renewed]) {
      const answer = await me(secret);
      expect(answer.status).toBe(429);
      expect(answer.body).toEqual({
        error: "Rate limit exceeded",
        details: "Hourly limit of 5 requests reached",
      });
    }
  });

  it("keeps what was used: a new secret is no new quota", async () => {
    for (let count = 0; count < 5; count += 1) await me(key.plaintext);
    expect((await me(plainKeyOf(await rotate()))).status).toBe(429);
  });

  it("lets the old secret end at its time and no sooner", async () => {
    const renewed = plainKeyOf(await rotate({ graceSeconds: 900 }));
    await retireAt(60);
    expect((await me(key.plaintext)).status).toBe(200);
    await retireAt(0);
    expect((await me(key.plaintext)).status).toBe(401);
    expect((await me(renewed)).status).toBe(200);
  });

  it("ends the old secret before it answers, when there is no grace", async () => {
    const renewed = plainKeyOf(await rotate({ graceSeconds: 0 }));
    expect((await me(key.plaintext)).status).toBe(401);
    expect((await me(renewed)).status).toBe(200);
  });

  it("rotates again once the old secret has retired", async () => {
    const first = plainKeyOf(await rotate());
    await retireAt(0);
    const second = plainKeyOf(await rotate());
    const answers = await Promise.all([key.plaintext, first, second].map(me));
    expect(answers.map(({ status }) => status)).toEqual([401, 200, 200]);
  });

  it("takes the revision that it changes", async () => {
    expect((await rotate({ revision: 1, graceSeconds: 0 })).status).toBe(200);
    expect((await rotate({ revision: 2, graceSeconds: 0 })).status).toBe(200);
  });

  it("keeps the environment of a test key", async () => {
    const test = await createKey({ organizationId, environment: "test", permissions: ["FLOWS:*"] });
    expect(plainKeyOf(await rotate({}, test.id))).toMatch(/^rt_test_/);
  });
});

describe("POST 400", () => {
  const GRACE = "Use one of 0, 900, 3600, 86400, 604800 seconds.";
  it.each<[string, unknown, string, string]>([
    ["another grace", { graceSeconds: 60 }, "graceSeconds", GRACE],
    ["a negative grace", { graceSeconds: -900 }, "graceSeconds", GRACE],
    ["a grace without end", { graceSeconds: 2 ** 53 }, "graceSeconds", GRACE],
    ["a grace in words", { graceSeconds: "900" }, "graceSeconds", GRACE],
    ["null for a grace", { graceSeconds: null }, "graceSeconds", GRACE],
    ["a revision of 0", { revision: 0 }, "revision", expect.any(String)],
    ["half a revision", { revision: 1.5 }, "revision", expect.any(String)],
    ["a secret of its own", { plainKey: "rt_live_x" }, "", 'Unrecognized key: "plainKey"'],
  ])("refuses %s and changes nothing", async (_what, body, path, message) => {
    const answer = await changingNothing(() => rotate(body));
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(badFields([path, message]));
  });
});

describe("POST 404", () => {
  it("tells no key of another organization from one that never was", async () => {
    const { principal } = await createPerson();
    const foreign = await createKey({ organizationId: principal.organizationId });
    for (const id of [foreign.id, newId("key"), key.secretId, "k".repeat(10_000)]) {
      const answer = await changingNothing(() => rotate({}, id));
      expect(answer.status).toBe(404);
      expect(answer.body).toEqual({ error: "Not Found", details: "API key not found" });
    }
  });
});

describe("POST 409", () => {
  it("refuses a third secret while one retires", async () => {
    const renewed = plainKeyOf(await rotate());
    const answer = await changingNothing(() => rotate({ graceSeconds: 900 }));
    expect(answer.status).toBe(409);
    expect(answer.body).toEqual(UNDER_WAY);
    for (const secret of [key.plaintext, renewed]) expect((await me(secret)).status).toBe(200);
  });

  it("lets one of ten rotations at once win", async () => {
    const { answer } = await addingOneEntry(() =>
      Promise.all(Array.from({ length: 10 }, () => rotate())),
    );
    const won = answer.filter(({ status }) => status === 200);
    const lost = answer.filter(({ status }) => status === 409);
    expect(won).toHaveLength(1);
    expect(lost).toHaveLength(9);
    // Which one it is depends on whether the loser had looked at the key before the winner changed it.
    for (const { body } of lost) expect([UNDER_WAY, CHANGED]).toContainEqual(body);
    expect(await secrets()).toHaveLength(2);
    for (const secret of [key.plaintext, ...won.map(plainKeyOf)]) {
      expect((await me(secret)).status).toBe(200);
    }
  });

  it("refuses the form of someone who looked before the last change", async () => {
    await rotate({ graceSeconds: 0, revision: 1 });
    const answer = await changingNothing(() => rotate({ graceSeconds: 0, revision: 1 }));
    expect(answer.status).toBe(409);
    expect(answer.body).toEqual(STALE);
  });

  it("gives no secret to a key that is revoked", async () => {
    const dead = await createKey({ organizationId, revokedAt: new Date() });
    const answer = await changingNothing(() => rotate({}, dead.id));
    expect(answer.status).toBe(409);
    expect(answer.body).toEqual({
      error: "Conflict",
      details: "This key is revoked. This cannot be undone.",
    });
  });
});

describe("405", () => {
  it("says which methods the path answers to", async () => {
    const answer = await callRoute(GET, "GET", { headers: headers(), params: { id: key.id } });
    expect(answer.status).toBe(405);
    expect(answer.headers.get("allow")).toBe("OPTIONS, POST");
  });
});
