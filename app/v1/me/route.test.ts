import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { CLIENT_ADDRESS_HEADER } from "@/lib/http/call";
import { ALL_PERMISSIONS } from "@/lib/policy/permissions";
import { createKey, type KeyFacts } from "@/tests/factories/key";
import { createOrganization, createPerson } from "@/tests/factories/people";
import { badFields, callRoute } from "@/tests/support/call-route";
import { awayFromEndOf, endOfWindow } from "@/tests/support/within-window";
import { GET, HEAD, OPTIONS, POST } from "./route";

let organizationId: string;

beforeAll(async () => {
  organizationId = await createOrganization();
});

beforeEach(() => awayFromEndOf("hour", 10_000));

const key = (facts: Omit<KeyFacts, "organizationId"> = {}) =>
  createKey({ organizationId, limitPerHour: 1000, limitPerDay: 10_000, ...facts });
const me = (headers: Record<string, string>, path = "/v1/me") =>
  callRoute(GET, "GET", { headers, path });

const moments = { past: new Date(Date.now() - 1_000), future: new Date(Date.now() + 86_400_000) };
const UNAUTHORIZED = { error: "Unauthorized", details: "Invalid or missing API key" };

describe("200 for a key", () => {
  it("says what it is, may do, has left, and when it expires", async () => {
    const facts = { name: "CI/CD pipeline", permissions: ["FLOWS:READ", "RECORDS:*"] };
    const own = await key({ ...facts, environment: "test", expiresAt: moments.future });
    const answer = await me(own.headers);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      kind: "key",
      id: own.id,
      organizationId,
      environment: "test",
      ...facts,
      limits: [
        { window: "hour", limit: 1000, remaining: 999, reset: endOfWindow() },
        { window: "day", limit: 10_000, remaining: 9_999, reset: endOfWindow(86_400) },
      ],
      expiresAt: moments.future.toISOString(),
    });
  });

  it("counts down in the body as in the headers", async () => {
    const { headers } = await key({ limitPerHour: 1000, limitPerDay: 1001 });
    for (const left of [999, 998, 997]) {
      const answer = await me(headers);
      const limits = [{ remaining: left }, { remaining: left + 1 }];
      expect(answer.body).toMatchObject({ limits });
      expect(answer.headers.get("x-ratelimit-limit")).toBe("1000");
      expect(answer.headers.get("x-ratelimit-remaining")).toBe(`${left}`);
      expect(answer.headers.get("x-ratelimit-reset")).toBe(`${endOfWindow()}`);
      expect(answer.headers.get("ratelimit-policy")).toBe(
        '"hour";q=1000;w=3600, "day";q=1001;w=86400',
      );
      const state = new RegExp(`^"hour";r=${left};t=\\d+, "day";r=${left + 1};t=\\d+$`);
      expect(answer.headers.get("ratelimit")).toMatch(state);
    }
  });

  it("names a limit per minute, and the window with the least left in the headers", async () => {
    const { headers } = await key({ limitPerMinute: 60, limitPerHour: 50, limitPerDay: 40 });
    const answer = await me(headers);
    expect(Object(answer.body).limits.map(({ window }: { window: string }) => window)).toEqual([
      "minute",
      "hour",
      "day",
    ]);
    expect(answer.headers.get("x-ratelimit-limit")).toBe("40");
  });

  it.each([
    ["rt", "production", "rt_live_"],
    ["rt", "test", "rt_test_"],
    ["tv", "production", "tv_live_"],
    ["tv", "test", "tv_test_"],
  ] as const)("knows keys of %s and %s by %s", async (house, environment, prefix) => {
    const own = await key({ house, environment, permissions: ["FLOWS:READ"] });
    expect(own.plaintext).toMatch(new RegExp(`^${prefix}[0-9A-Za-z]{38}$`));
    const answer = await me(own.headers);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ kind: "key", id: own.id, environment });
  });

  it.each(["bearer", "BEARER", "Bearer  "])("takes the scheme written as '%s'", async (scheme) => {
    const { plaintext } = await key();
    expect((await me({ Authorization: `${scheme} ${plaintext}` })).status).toBe(200);
  });

  it("takes the same key in both headers, and looks at no cookie beside it", async () => {
    const { headers, plaintext } = await key();
    const { cookie } = await createPerson();
    const answer = await me({ ...headers, "X-API-Key": plaintext, Cookie: cookie });
    expect(answer.body).toMatchObject({ kind: "key" });
  });

  it("answers HEAD with the headers alone", async () => {
    const { headers } = await key();
    const answer = await callRoute(HEAD, "HEAD", { headers });
    expect(answer).toMatchObject({ status: 200, body: null });
    expect(answer.headers.get("x-ratelimit-remaining")).toBe("999");
  });
});

describe("200 for a person", () => {
  it("says who they are and what they may do, by token and by cookie, without limits", async () => {
    const person = await createPerson({ organizationId, role: "owner" });
    const answers = [
      await me({ Authorization: `Bearer ${person.token}` }),
      await me({ Cookie: `theme=dark; ${person.cookie}` }),
    ];
    for (const answer of answers) {
      expect(answer.status).toBe(200);
      expect(answer.body).toEqual({
        kind: "person",
        id: person.principal.userId,
        name: "Test Person",
        email: person.email,
        organizationId,
        role: "owner",
        permissions: ALL_PERMISSIONS,
      });
      expect(answer.headers.get("cache-control")).toBe("no-store");
      expect([...answer.headers.keys()].filter((name) => name.includes("ratelimit"))).toEqual([]);
    }
  });

  it("lists for a viewer what a viewer may do, and follows a change of role at once", async () => {
    const { token, principal } = await createPerson({ organizationId, role: "viewer" });
    const headers = { Authorization: `Bearer ${token}` };
    expect((await me(headers)).body).toMatchObject({
      role: "viewer",
      permissions: ALL_PERMISSIONS.filter((name) => /^(?!COSTS).*:READ$/.test(name)),
    });
    const { userId } = principal;
    await prisma().membership.update({
      where: { organizationId_userId: { organizationId, userId } },
      data: { role: "admin" },
    });
    expect((await me(headers)).body).toMatchObject({ role: "admin", permissions: ALL_PERMISSIONS });
  });
});

describe("400", () => {
  it("never reads a key from the address", async () => {
    const { plaintext } = await key();
    expect((await me({}, `/v1/me?key=${plaintext}`)).status).toBe(400);
  });

  it("refuses a query, for it has no meaning here", async () => {
    const { headers } = await key();
    const answer = await me(headers, "/v1/me?verbose=1");
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(badFields(["", 'Unrecognized key: "verbose"']));
  });

  it("refuses two different keys", async () => {
    const { headers } = await key();
    const answer = await me({ ...headers, "X-API-Key": (await key()).plaintext });
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({
      error: "Bad Request",
      details: "Authorization and X-API-Key carry different credentials.",
      issues: [],
    });
  });
});

describe("401", () => {
  it.each([
    ["is revoked", { revokedAt: moments.past }],
    ["is disabled", { disabledAt: moments.past }],
    ["expired a second ago", { expiresAt: moments.past }],
  ])("refuses a key that %s as it does a stranger", async (_what, facts) => {
    const answer = await me((await key(facts)).headers);
    expect(answer.status).toBe(401);
    expect(answer.body).toEqual(UNAUTHORIZED);
    expect(answer.headers.get("www-authenticate")).toMatch(/, error="invalid_token"$/);
    expect(answer.headers.get("x-ratelimit-limit")).toBeNull();
  });

  it("reads no key from X-API-Key alone", async () => {
    const { plaintext } = await key();
    expect((await me({ "X-API-Key": plaintext })).status).toBe(401);
  });

  it("refuses a session that has ended", async () => {
    const { token, cookie, principal } = await createPerson();
    const ended = { where: { id: principal.sessionId }, data: { endedAt: new Date() } };
    await prisma().session.update(ended);
    expect((await me({ Authorization: `Bearer ${token}` })).body).toEqual(UNAUTHORIZED);
    expect((await me({ Cookie: cookie })).body).toEqual(UNAUTHORIZED);
  });
});

describe("403", () => {
  it("refuses an address that the key does not allow, and does not charge it", async () => {
    const { headers } = await key({ allowedIps: ["10.1.0.0/16", "2001:db8::/32"] });
    const from = (address: string) => me({ ...headers, [CLIENT_ADDRESS_HEADER]: address });
    const answer = await from("10.2.0.1");
    expect(answer.status).toBe(403);
    expect(answer.body).toEqual({
      error: "Forbidden",
      details: "API key is not allowed from this address",
    });
    expect(answer.headers.get("x-ratelimit-remaining")).toBe("1000");
    for (const allowed of ["10.1.255.255", "::ffff:10.1.0.1", "2001:db8:1::1"]) {
      expect((await from(allowed)).status).toBe(200);
    }
  });
});

describe("405", () => {
  it("says which methods the path answers to, to callers with and without a key", async () => {
    const { headers } = await key();
    for (const caller of [headers, {}]) {
      const answer = await callRoute(POST, "POST", { headers: caller, body: {} });
      expect(answer.status).toBe(405);
      expect(answer.headers.get("allow")).toBe("GET, HEAD, OPTIONS");
      expect(answer.body).toEqual({
        error: "Method Not Allowed",
        details: "POST is not allowed here",
      });
    }
    expect((await callRoute(OPTIONS, "OPTIONS", {})).status).toBe(204);
  });
});

describe("429", () => {
  it.each([
    ["Hourly", { limitPerHour: 1 }, 3_600],
    ["Daily", { limitPerDay: 1 }, 86_400],
  ])("ends the %s limit with the time to wait", async (name, limits, seconds) => {
    const { headers } = await key(limits);
    expect((await me(headers)).status).toBe(200);
    const answer = await me(headers);
    const details = `${name} limit of 1 requests reached`;
    expect(answer.status).toBe(429);
    expect(answer.body).toEqual({ error: "Rate limit exceeded", details });
    const reset = endOfWindow(seconds);
    expect(answer.headers.get("x-ratelimit-limit")).toBe("1");
    expect(answer.headers.get("x-ratelimit-remaining")).toBe("0");
    expect(answer.headers.get("x-ratelimit-reset")).toBe(`${reset}`);
    const wait = reset - Date.now() / 1_000 - Number(answer.headers.get("retry-after"));
    expect(Math.abs(wait)).toBeLessThan(3);
  });
});
