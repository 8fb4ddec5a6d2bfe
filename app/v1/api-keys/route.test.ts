import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { parseCredential } from "@/lib/credentials/parse";
import { prisma } from "@/lib/db/prisma";
import { env } from "@/lib/env";
import { createKey } from "@/tests/factories/key";
import { createPerson, type Person } from "@/tests/factories/people";
import { callRoute } from "@/tests/support/call-route";
import { addingOneDenial, addingOneEntry, changingNothing } from "@/tests/support/key-tables";
import { viewOfKey } from "@/tests/support/key-view";
import { GET as getMe } from "../me/route";
import { GET, OPTIONS, PATCH, POST } from "./route";

let owner: Person;
let organizationId: string;

beforeAll(async () => {
  owner = await createPerson();
  organizationId = owner.principal.organizationId;
});

afterEach(() => {
  globalThis.runtypeEnv = undefined;
});

const nextYear = new Date().getUTCFullYear() + 1;
const as = ({ token }: Person) => ({ Authorization: `Bearer ${token}` });
const create = (body: unknown, headers: Record<string, string> = as(owner)) =>
  callRoute(POST, "POST", { path: "/v1/api-keys", headers, body });
const plainKeyOf = ({ body }: { body: unknown }): string => Object(body).plainKey;
const keyOf = ({ body }: { body: unknown }) => Object(body).apiKey;
const me = (plainKey: string) =>
  callRoute(getMe, "GET", { headers: { Authorization: `Bearer ${plainKey}` } });

describe("POST 201", () => {
  it("needs no more than a name, and shows the plaintext of the key in this answer", async () => {
    const answer = await create({ name: "Deploys" });
    const plainKey = plainKeyOf(answer);
    expect(answer.status).toBe(201);
    expect(plainKey).toMatch(/^rt_test_[0-9A-Za-z]{38}$/);
    expect(answer.body).toEqual({
      apiKey: viewOfKey({
        plainKey,
        name: "Deploys",
        environment: "test",
        isTestKey: true,
        permissions: ["FLOWS:READ", "RECORDS:READ"],
        rateLimitPerHour: 1_000,
        rateLimitPerDay: 10_000,
        createdBy: { id: owner.principal.userId, name: "Test Person", left: false },
      }),
      plainKey,
      warning: "Copy this key now. It will not be shown again.",
    });
    expect(answer.headers.get("content-type")).toBe("application/json");
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(answer.headers.get("x-ratelimit-limit")).toBeNull();
    expect((await me(plainKey)).body).toMatchObject({ kind: "key", id: keyOf(answer).id });
  });

  it("keeps every field that is given", async () => {
    const input = {
      name: "CI/CD pipeline",
      environment: "production",
      permissions: ["*"],
      expiresAt: `${nextYear}-01-15T00:30:00+05:30`,
      allowedIps: ["203.0.113.7", "10.0.0.0/8", "2001:db8::/32"],
      rateLimitPerHour: 100_000,
      rateLimitPerDay: 1_000_000,
    } as const;
    const answer = await create(input);
    const plainKey = plainKeyOf(answer);
    expect(plainKey).toMatch(/^rt_live_[0-9A-Za-z]{38}$/);
    expect(keyOf(answer)).toEqual(
      viewOfKey({
        plainKey,
        ...input,
        permissions: ["*"],
        allowedIps: [...input.allowedIps],
        expiresAt: `${nextYear}-01-14T19:00:00.000Z`,
        createdBy: { id: owner.principal.userId, name: "Test Person", left: false },
      }),
    );
  });

  it.each([
    ["of one character", "x"],
    ["of 255 characters", "n".repeat(255)],
    ["of 255 emoji", "🗝".repeat(255)],
    ["of joined emoji", "👩‍👩‍👧‍👦 deploys"],
    ["written from right to left", "مفتاح الإنتاج"],
    ["with marks that stand alone", "e\u0301t\u00e9"],
    ["that looks like code", "<script>alert('1')</script> {{x}} %s \\n"],
  ])("keeps a name %s as it is", async (_what, name) => {
    expect(keyOf(await create({ name })).name).toBe(name);
  });

  it("takes spaces off a name's ends", async () => {
    expect(keyOf(await create({ name: "  Deploys  " })).name).toBe("Deploys");
  });

  it.each(["FLOWS:*", "ANALYTICS:READ", "PROMPTS:WRITE"])("gives a test key %s", async (scope) => {
    const answer = await create({ name: "Scoped", permissions: [scope] });
    expect(keyOf(answer).permissions).toEqual([scope]);
  });

  it("records who created what, and no secret", async () => {
    const input = { name: "Audited", permissions: ["FLOWS:*"], allowedIps: ["10.0.0.0/8"] };
    const { answer, entry } = await addingOneEntry(() => create(input));
    expect(entry).toMatchObject({
      action: "platformKey.create",
      outcome: "done",
      actorKind: "user",
      actorId: owner.principal.userId,
      organizationId,
      targetType: "platformKey",
      targetId: keyOf(answer).id,
      requestId: answer.headers.get("x-request-id"),
      metadata: { ...input, environment: "test", expiresAt: null },
    });
  });

  it("keeps of the plaintext its hash and its ends alone", async () => {
    const answer = await create({ name: "Hashed" });
    const plainKey = plainKeyOf(answer);
    const secrets = await prisma().apiSecret.findMany({ where: { keyId: keyOf(answer).id } });
    expect(secrets).toHaveLength(1);
    expect(secrets[0]).toMatchObject({
      prefix: plainKey.slice(0, 12),
      lastFour: plainKey.slice(-4),
      retireAt: null,
    });
    expect(JSON.stringify(secrets)).not.toContain(plainKey.slice(12, -4));
  });

  it("mints under the alias when the house is set to it, and both kinds work", async () => {
    globalThis.runtypeEnv = { ...env(), RUNTYPE_KEY_PREFIX: "tv" };
    for (const [environment, prefix] of [
      ["test", "tv_test_"],
      ["production", "tv_live_"],
    ]) {
      const answer = await create({ name: "Alias", environment });
      const plainKey = plainKeyOf(answer);
      expect(plainKey.startsWith(`${prefix}`)).toBe(true);
      expect(parseCredential(plainKey)?.family).toEqual({ kind: "platform", environment });
      expect(keyOf(answer)).toMatchObject({ keyPrefix: plainKey.slice(0, 12), environment });
      expect((await me(plainKey)).body).toMatchObject({ id: keyOf(answer).id, environment });
    }
  });

  it("follows the operator's defaults", async () => {
    globalThis.runtypeEnv = { ...env(), RUNTYPE_LIMIT_PER_HOUR: 7, RUNTYPE_LIMIT_PER_DAY: 70 };
    expect(keyOf(await create({ name: "Defaults" }))).toMatchObject({
      rateLimitPerHour: 7,
      rateLimitPerDay: 70,
    });
  });

  it("lets two keys have one name", async () => {
    const [one, other] = [await create({ name: "Twin" }), await create({ name: "Twin" })];
    expect(keyOf(one).id).not.toBe(keyOf(other).id);
    expect(plainKeyOf(one)).not.toBe(plainKeyOf(other));
  });
});

describe("POST 401", () => {
  it("creates nothing for a stranger or a session that has ended", async () => {
    const gone = await createPerson({ organizationId });
    const ended = { where: { id: gone.principal.sessionId }, data: { endedAt: new Date() } };
    await prisma().session.update(ended);
    for (const headers of [{}, as(gone)]) {
      const answer = await changingNothing(() => create({ name: "Never" }, headers));
      expect(answer.status).toBe(401);
      expect(answer.body).toEqual({
        error: "Unauthorized",
        details: "Invalid or missing API key",
      });
    }
  });
});

describe("POST 403", () => {
  it("keeps full access from test keys, and records that someone tried", async () => {
    for (const permissions of [["*"], ["FLOWS:READ", "*"]]) {
      const { answer } = await addingOneDenial(() => create({ name: "Never", permissions }));
      expect(answer.status).toBe(403);
      expect(answer.body).toEqual({
        error: "Forbidden",
        details: "Test keys cannot hold *",
        code: "TEST_KEY_PERMISSION_DENIED",
      });
    }
  });

  it("looks at the caller before it looks at the body, and records that they tried", async () => {
    const key = await createKey({ organizationId });
    const member = await createPerson({ organizationId, role: "member" });
    const refused = (headers: Record<string, string>) => create("not even JSON", headers);
    const { answer, entry } = await addingOneDenial(() => refused(as(member)));
    for (const [each, details] of [
      [answer, "Missing required permission: API_KEYS:WRITE"],
      [await changingNothing(() => refused(key.headers)), "This needs a signed-in person"],
    ] as const) {
      expect(each.status).toBe(403);
      expect(each.body).toEqual({ error: "Forbidden", details });
    }
    expect(entry).toMatchObject({ actions: ["platformKey.create"] });
  });
});

describe("405", () => {
  it("says which methods the path answers to", async () => {
    const answer = await callRoute(PATCH, "PATCH", { headers: as(owner) });
    expect(answer.status).toBe(405);
    expect(answer.headers.get("allow")).toBe("GET, HEAD, OPTIONS, POST");
    expect((await callRoute(OPTIONS, "OPTIONS", {})).status).toBe(204);
    expect((await callRoute(GET, "GET", { headers: as(owner) })).status).toBe(200);
  });
});

describe("POST 413 and 415", () => {
  it("creates nothing from a body that is too large or not JSON", async () => {
    const large = await changingNothing(() => create({ name: "x".repeat(1_000_001) }));
    expect(large.status).toBe(413);
    expect(large.body).toEqual({
      error: "Payload Too Large",
      details: "The body has more than 1000000 bytes.",
    });
    const headers = { ...as(owner), "content-type": "application/x-www-form-urlencoded" };
    const form = await changingNothing(() => create("name=Never", headers));
    expect(form.status).toBe(415);
    expect(form.body).toEqual({
      error: "Unsupported Media Type",
      details: "Send the body as application/json.",
    });
  });
});
