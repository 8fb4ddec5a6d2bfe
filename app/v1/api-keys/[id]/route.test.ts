import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { type CreatedKey, createKey } from "@/tests/factories/key";
import { createPerson, type Person } from "@/tests/factories/people";
import { badFields, callRoute } from "@/tests/support/call-route";
import { addingOneDenial, addingOneEntry, changingNothing } from "@/tests/support/key-tables";
import { aMoment, viewOfKey } from "@/tests/support/key-view";
import { asOwner } from "@/tests/support/roles";
import { DELETE, GET, OPTIONS, POST, PUT } from "./route";

let owner: Person;
let organizationId: string;
let key: CreatedKey;

beforeAll(async () => {
  owner = await createPerson();
  organizationId = owner.principal.organizationId;
});

beforeEach(async () => {
  key = await createKey({ organizationId, createdById: owner.principal.userId });
});

const headers = () => ({ Authorization: `Bearer ${owner.token}` });
const get = (id = key.id) => callRoute(GET, "GET", { headers: headers(), params: { id } });
const put = (body: unknown, id = key.id) =>
  callRoute(PUT, "PUT", { headers: headers(), params: { id }, body });
const revoke = (query = "", id = key.id) =>
  callRoute(DELETE, "DELETE", {
    headers: headers(),
    params: { id },
    path: `/v1/api-keys/${id}${query}`,
  });

type Changes = Partial<ReturnType<typeof viewOfKey>>;
const view = (changes: Changes = {}) => ({
  ...viewOfKey({ plainKey: key.plaintext, id: key.id }),
  createdBy: { id: owner.principal.userId, name: "Test Person", left: false },
  ...changes,
});
const keyOf = ({ body }: { body: unknown }) => Object(body).apiKey;
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

describe("GET 200", () => {
  it("answers every field of the key, and of its secret no more than the ends", async () => {
    const answer = await changingNothing(() => get());
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ apiKey: view(), timestamp: aMoment });
    expect(JSON.stringify(answer.body)).not.toContain(key.plaintext.slice(12, -4));
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(answer.headers.get("x-ratelimit-limit")).toBeNull();
  });

  it("says when the person who created the key has left", async () => {
    const admin = await createPerson({ organizationId, role: "admin" });
    const { userId } = admin.principal;
    const made = await createKey({ organizationId, createdById: userId });
    await asOwner("DELETE FROM memberships WHERE user_id = $1", [userId]);
    const createdBy = { id: userId, name: "Test Person", left: true };
    expect(keyOf(await get(made.id)).createdBy).toEqual(createdBy);
  });
});

describe("PUT 200", () => {
  it.each([
    ["name", { name: "Renamed 🗝" }],
    ["permissions", { permissions: ["FLOWS:*", "RECORDS:READ"] }],
    ["expiresAt", { expiresAt: inDays(30) }],
    ["allowedIps", { allowedIps: ["203.0.113.7", "2001:db8::/32"] }],
    ["limitPerHour", { rateLimitPerHour: 1 }],
    ["limitPerDay", { rateLimitPerDay: 900_000 }],
  ])("changes %s alone, and records that", async (field, change) => {
    const { answer, entry } = await addingOneEntry(() => put(change));
    expect(answer.status).toBe(200);
    const apiKey = view({ ...change, revision: 2 });
    expect(answer.body).toEqual({ apiKey, timestamp: aMoment });
    expect(keyOf(await get())).toEqual(keyOf(answer));
    expect(entry).toMatchObject({
      action: "platformKey.update",
      outcome: "done",
      actorId: owner.principal.userId,
      organizationId,
      targetType: "platformKey",
      targetId: key.id,
      requestId: answer.headers.get("x-request-id"),
      metadata: { changed: [field] },
    });
  });

  it("changes many fields at once, and takes null for an expiry that is no more", async () => {
    await put({ expiresAt: inDays(1) });
    const change = { name: "All", permissions: ["FLOWS:READ"], expiresAt: null, allowedIps: [] };
    const limits = { rateLimitPerHour: 10, rateLimitPerDay: 100 };
    const answer = await put({ ...change, ...limits, revision: 2 });
    expect(keyOf(answer)).toEqual(view({ ...change, ...limits, revision: 3 }));
  });

  it("disables and enables", async () => {
    const disabled = await addingOneEntry(() => put({ isActive: false }));
    expect(keyOf(disabled.answer)).toEqual(
      view({ isActive: false, status: "disabled", disabledAt: aMoment, revision: 2 }),
    );
    expect(disabled.entry?.metadata).toMatchObject({ changed: ["disabledAt"] });
    const again = await changingNothing(() => put({ isActive: false }));
    expect(keyOf(again)).toEqual(keyOf(disabled.answer));
    expect(keyOf(await put({ isActive: true }))).toEqual(view({ revision: 3 }));
  });

  it("keeps a moment with an offset as UTC", async () => {
    const year = new Date().getUTCFullYear() + 1;
    const answer = await put({ expiresAt: `${year}-06-01T01:30:00.5-05:30` });
    expect(keyOf(answer).expiresAt).toBe(`${year}-06-01T07:00:00.500Z`);
  });

  it("keeps both of two edits of different fields at once, over and over", async () => {
    for (let round = 0; round < 5; round += 1) {
      const changes = [{ name: `Name ${round}` }, { rateLimitPerHour: round + 1 }];
      const answers = await Promise.all(changes.map((change) => put(change)));
      expect(answers.map(({ status }) => status)).toEqual([200, 200]);
      expect(keyOf(await get())).toMatchObject(Object.assign({}, ...changes));
    }
  });

  it("lets an admin keep a scope on a key while changing others", async () => {
    await prisma().apiKey.update({
      where: { id: key.id },
      data: { permissions: ["GONE:READ", "FLOWS:READ"] },
    });
    expect((await put({ name: "Kept" })).status).toBe(200);
    expect((await put({ permissions: ["FLOWS:READ"] })).status).toBe(200);
  });
});

describe("PUT 403", () => {
  it("keeps full access from test keys, and records that someone tried", async () => {
    const test = await createKey({ organizationId, environment: "test", permissions: ["FLOWS:*"] });
    const { answer } = await addingOneDenial(() => put({ permissions: ["*"] }, test.id));
    expect(answer.status).toBe(403);
    expect(answer.body).toEqual({
      error: "Forbidden",
      details: "Test keys cannot hold *",
      code: "TEST_KEY_PERMISSION_DENIED",
    });
  });
});

describe("PUT 409", () => {
  const STALE = {
    error: "Conflict",
    details: "This key was changed in the meantime. Reload it, then repeat the change.",
  };

  it("refuses the form of someone who looked before the last change", async () => {
    expect((await put({ revision: 1, name: "First" })).status).toBe(200);
    const answer = await changingNothing(() => put({ revision: 1, name: "Second" }));
    expect(answer.status).toBe(409);
    expect(answer.body).toEqual(STALE);
    expect((await changingNothing(() => put({ revision: 99, name: "Third" }))).status).toBe(409);
  });

  it("lets one of ten edits of the same revision at once win", async () => {
    const { answer } = await addingOneEntry(() =>
      Promise.all(Array.from({ length: 10 }, (_, at) => put({ revision: 1, name: `Edit ${at}` }))),
    );
    const won = answer.filter(({ status }) => status === 200).map(keyOf);
    const lost = answer.filter(({ status }) => status === 409);
    expect(won).toHaveLength(1);
    expect(lost.map(({ body }) => body)).toEqual(Array.from({ length: 9 }, () => STALE));
    expect(keyOf(await get())).toEqual({ ...won[0], revision: 2 });
  });

  it("refuses to change or enable a key that is revoked", async () => {
    await revoke();
    for (const change of [{ name: "Again" }, { isActive: true }, { expiresAt: null }]) {
      const answer = await changingNothing(() => put(change));
      expect(answer.status).toBe(409);
      expect(answer.body).toEqual(REVOKED);
    }
  });
});

const REVOKED = {
  error: "Conflict",
  details: "This key is revoked. This cannot be undone.",
};

describe("DELETE 200", () => {
  it("revokes with a reason, and keeps the key to look at", async () => {
    const reason = "Leaked in a log";
    const { answer, entry } = await addingOneEntry(() =>
      revoke(`?reason=${encodeURIComponent(reason)}`),
    );
    const dead = { isActive: false, status: "revoked", revokedAt: aMoment, revision: 2 };
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      apiKey: view({ ...dead, revokeReason: reason }),
      timestamp: aMoment,
    });
    expect(keyOf(await get())).toEqual(keyOf(answer));
    expect(entry).toMatchObject({
      action: "platformKey.revoke",
      targetId: key.id,
      metadata: { name: "Test key", reason },
    });
  });

  it("needs no reason, and takes keys that are disabled or expired", async () => {
    const disabled = await createKey({ organizationId, disabledAt: new Date() });
    const expired = await createKey({ organizationId, expiresAt: new Date(Date.now() - 1_000) });
    for (const { id } of [key, disabled, expired]) {
      expect(keyOf(await revoke("", id))).toMatchObject({ status: "revoked", revokeReason: null });
    }
  });
});

describe("DELETE 400", () => {
  it.each([
    ["of 501 characters", `reason=${"r".repeat(501)}`, "reason"],
    ["that is empty", "reason=", "reason"],
    ["over two lines", "reason=a%0D%0Ab", "reason"],
    ["given twice", "reason=a&reason=b", "reason"],
    ["of another name", "because=x", ""],
  ])("refuses a reason %s and revokes nothing", async (_what, query, path) => {
    const answer = await changingNothing(() => revoke(`?${query}`));
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(badFields([path, expect.any(String)]));
  });
});

describe("DELETE 409", () => {
  it("revokes once, be it in turn or ten times at once", async () => {
    const { answer } = await addingOneEntry(() =>
      Promise.all(Array.from({ length: 10 }, () => revoke())),
    );
    const lost = answer.filter(({ status }) => status === 409);
    expect(answer.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(lost.map(({ body }) => body)).toEqual(Array.from({ length: 9 }, () => REVOKED));
    expect((await changingNothing(() => revoke())).body).toEqual(REVOKED);
  });
});

describe("405", () => {
  it("says which methods the path answers to", async () => {
    const answer = await callRoute(POST, "POST", { headers: headers(), params: { id: key.id } });
    expect(answer.status).toBe(405);
    expect(answer.headers.get("allow")).toBe("DELETE, GET, HEAD, OPTIONS, PUT");
    expect((await callRoute(OPTIONS, "OPTIONS", {})).status).toBe(204);
  });
});
