import { beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { parseCredential } from "@/lib/credentials/parse";
import { prisma } from "@/lib/db/prisma";
import { createKey } from "@/tests/factories/key";
import { createPerson, type Person } from "@/tests/factories/people";
import { createSurfaceKey, makeSurface } from "@/tests/factories/surface";
import { badFields } from "@/tests/support/call-route";
import { addingOneDenial, addingOneEntry, changingNothing } from "@/tests/support/key-tables";
import { aMoment } from "@/tests/support/key-view";
import { surfaceKeysOf, surfaceWith, viewOfSurfaceKey } from "@/tests/support/surface-keys";

type Made = Awaited<ReturnType<typeof surfaceWith>>;

let owner: Person;
let organizationId: string;
let made: Made;
let keys: ReturnType<typeof surfaceKeysOf>;

const as = ({ token }: Person) => ({ Authorization: `Bearer ${token}` });
const nextYear = new Date().getUTCFullYear() + 1;
const bodyOf = ({ body }: { body: unknown }) => Object(body);
const forbidden = (permission: string) => ({
  error: "Forbidden",
  details: `Missing required permission: ${permission}`,
});

beforeAll(async () => {
  owner = await createPerson();
  organizationId = owner.principal.organizationId;
  made = await surfaceWith(organizationId, "faq", "orders");
  keys = surfaceKeysOf(made.surface, as(owner));
});

describe("POST 201", () => {
  it("needs nothing, and answers with exactly these fields", async () => {
    const { answer, entry } = await addingOneEntry(() => keys.create({}));
    const { key, id } = bodyOf(answer);
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      id,
      surfaceId: made.surface.surfaceId,
      name: null,
      key: expect.stringMatching(/^papi_[0-9A-Za-z]{38}$/),
      keyPrefix: key.slice(0, 12),
      keyHint: `…${key.slice(-4)}`,
      scopes: [],
      rateLimitPerMinute: null,
      rateLimitPerDay: null,
      allowedIps: [],
      customerId: null,
      integration: null,
      expiresAt: null,
      isActive: true,
      environment: "test",
      createdAt: aMoment,
    });
    expect(parseCredential(key)).toBeDefined();
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(entry).toMatchObject({ action: "surfaceKey.create", targetId: id });
    expect(JSON.stringify(entry)).not.toContain(key.slice(5));
    expect((await keys.get(id)).body).toEqual(
      viewOfSurfaceKey(made.surface, {
        id,
        createdBy: { id: owner.principal.userId, name: "Test Person", left: false },
      }),
    );
  });

  it("keeps every field that is given", async () => {
    const facts = {
      name: "Mobile app - FAQ only",
      rateLimitPerMinute: 100,
      rateLimitPerDay: 10_000,
      allowedIps: ["203.0.113.7", "2001:db8::/32"],
      environment: "production" as const,
    };
    const customer = "Acme Corp";
    const bookkeeping = { customer, integration: "CRM sync", metadata: { plan: { seats: 12 } } };
    const expiresAt = `${nextYear}-01-15T00:30:00+05:30`;
    const scopes = [...made.capabilities].reverse();
    const answer = await keys.create({ ...facts, ...bookkeeping, scopes, expiresAt });
    const kept = { ...facts, expiresAt: `${nextYear}-01-14T19:00:00.000Z` };
    expect(answer).toMatchObject({ status: 201, body: { ...kept, scopes: made.capabilities } });
    expect(bodyOf(answer)).not.toHaveProperty("customer");
    expect((await keys.get(bodyOf(answer).id)).body).toEqual(
      viewOfSurfaceKey(made.surface, {
        ...kept,
        ...bookkeeping,
        customerId: bodyOf(answer).customerId,
        scopes: made.capabilities,
        scoped: true,
        createdBy: { id: owner.principal.userId, name: "Test Person", left: false },
      }),
    );
  });

  it("takes the limits of the surface where none are given, and none where null is", async () => {
    const config = { type: "api", rateLimit: { perMinute: 60, perDay: 5_000 } };
    const surface = await makeSurface({ organizationId, config });
    const limited = surfaceKeysOf(surface, as(owner));
    expect((await limited.create({})).body).toMatchObject({
      rateLimitPerMinute: 60,
      rateLimitPerDay: 5_000,
    });
    const own = { rateLimitPerMinute: 7, rateLimitPerDay: null };
    expect((await limited.create(own)).body).toMatchObject(own);
  });

  it.each(["owner", "admin", "member"] as const)("is for people who are %s", async (role) => {
    const person = await createPerson({ role, organizationId });
    expect((await keys.create({}, as(person))).status).toBe(201);
  });
});

describe("POST 400", () => {
  const MAX_LIMIT = 2_147_483_647;

  it.each([
    ["rateLimitPerMinute", 0, "Allow at least 1 request."],
    ["rateLimitPerMinute", -1, "Allow at least 1 request."],
    ["rateLimitPerDay", 1.5, "Enter a whole number."],
    ["rateLimitPerDay", 2 ** 53, "Enter a whole number."],
    ["rateLimitPerDay", 2 ** 31, `Allow at most ${MAX_LIMIT} requests.`],
    ["rateLimitPerDay", "60", "Enter a whole number."],
    ["name", "", "Enter a name."],
    ["name", "x".repeat(256), "Use at most 255 characters."],
    ["integration", "", "Enter a value."],
    ["expiresAt", "2020-01-01T00:00:00Z", "The expiration date is in the past."],
    ["metadata", { a: "x".repeat(4_096) }, "Use at most 4096 bytes of JSON."],
    ["metadata", { a: { b: { c: { d: {} } } } }, "Nest at most 4 levels."],
  ])("is for %s = %j", async (field, value, message) => {
    const answer = await changingNothing(() => keys.create({ [field]: value }));
    expect(answer).toMatchObject({ status: 400, body: badFields([field, message]) });
  });

  it("is for a key pasted where text is kept", async () => {
    const { plaintext } = await createSurfaceKey(made.surface);
    for (const body of [
      { name: plaintext },
      { customer: `key ${plaintext}` },
      { metadata: { key: plaintext } },
    ]) {
      const { status } = await changingNothing(() => keys.create(body));
      expect(status).toBe(400);
    }
  });

  it("is for a capability that is unknown, foreign, on another surface or off, by its place", async () => {
    const [faq = ""] = made.capabilities;
    const elsewhere = await surfaceWith(organizationId, "elsewhere");
    const foreign = await surfaceWith((await createPerson()).principal.organizationId, "foreign");
    const strange = [newId("capability"), ...elsewhere.capabilities, ...foreign.capabilities, "x"];
    const answer = await changingNothing(() => keys.create({ scopes: [faq, ...strange] }));
    expect(answer.body).toEqual(
      badFields(
        ...strange.map((id, at): [string, string] => [
          `scopes.${at + 1}`,
          `${id} is no capability of this surface.`,
        ]),
      ),
    );
  });

  it("is for a capability that is off, or whose endpoint is", async () => {
    const off = await surfaceWith(organizationId, "one", "two");
    const [one = "", two = ""] = off.capabilities;
    await prisma().capability.update({ where: { id: one }, data: { enabled: false } });
    const item = { surfaceId: off.surface.surfaceId, capabilityId: two };
    await prisma().surfaceItem.updateMany({ where: item, data: { enabled: false } });
    const door = surfaceKeysOf(off.surface, as(owner));
    const answer = await changingNothing(() => door.create({ scopes: [one, two] }));
    expect(answer.body).toEqual(
      badFields(
        ["scopes.0", `${one} is turned off on this surface.`],
        ["scopes.1", `${two} is turned off on this surface.`],
      ),
    );
  });

  it("is for a capability that is named twice, and for more of them than a key can hold", async () => {
    const [faq = ""] = made.capabilities;
    const twice = await changingNothing(() => keys.create({ scopes: [faq, faq] }));
    expect(twice.body).toEqual(badFields(["scopes.1", `${faq} is given twice.`]));
    const many = Array.from({ length: 10_000 }, () => newId("capability"));
    const answer = await changingNothing(() => keys.create({ scopes: many }));
    expect(answer.body).toEqual(badFields(["scopes", "Choose at most 500 capabilities."]));
  });

  it("is for a key that is meant to be scoped and names nothing", async () => {
    for (const body of [{ scoped: true, scopes: [] }, { scoped: true }]) {
      const answer = await changingNothing(() => keys.create(body));
      expect(answer).toMatchObject({
        status: 400,
        body: { issues: [{ path: "scopes", message: "Choose at least one capability." }] },
      });
    }
  });
});

describe("POST 403", () => {
  it("is for viewers, and says what is missing", async () => {
    const viewer = await createPerson({ role: "viewer", organizationId });
    const { answer } = await addingOneDenial(() => keys.create({}, as(viewer)));
    expect(answer).toMatchObject({ status: 403, body: forbidden("SURFACE_KEYS:WRITE") });
  });

  it("is for surface keys: none of them makes another", async () => {
    const { headers } = await createSurfaceKey(made.surface);
    const answer = await changingNothing(() => keys.create({}, headers));
    expect(answer).toMatchObject({ status: 403, body: forbidden("SURFACE_KEYS:WRITE") });
  });

  it("is for platform keys without the permission, and for test keys", async () => {
    const reader = await createKey({ organizationId, permissions: ["SURFACE_KEYS:READ"] });
    const tester = await createKey({ organizationId, environment: "test" });
    for (const { headers } of [reader, tester]) {
      const answer = await changingNothing(() => keys.create({}, headers));
      expect(answer).toMatchObject({ status: 403, body: forbidden("SURFACE_KEYS:WRITE") });
    }
  });
});

describe("POST 404", () => {
  it("is for a surface of another product", async () => {
    const other = await makeSurface({ organizationId });
    const crossed = { ...made.surface, productId: other.productId };
    const door = surfaceKeysOf(crossed, as(owner));
    const body = { error: "Not Found", details: "Surface not found" };
    expect(await changingNothing(() => door.create({}))).toMatchObject({ status: 404, body });
    expect(await door.list()).toMatchObject({ status: 404, body });
  });
});
