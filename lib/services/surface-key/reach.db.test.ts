import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { env } from "@/lib/env";
import { CLIENT_ADDRESS_HEADER } from "@/lib/http/call";
import { makeCustomer } from "@/tests/factories/customer";
import { type CreatedKey, createKey } from "@/tests/factories/key";
import { createPerson } from "@/tests/factories/people";
import { createSurfaceKey, type MadeSurface, makeSurface } from "@/tests/factories/surface";
import { changingNothing } from "@/tests/support/key-tables";
import { surfaceKeysOf, surfaceWith } from "@/tests/support/surface-keys";

const DAY = 86_400_000;
const permissions = ["SURFACE_KEYS:WRITE"];
const MAX = { rateLimitPerMinute: 10_000, rateLimitPerDay: 1_000_000 };
const ANYWHERE = {
  error: "Bad Request",
  details:
    "allowedIps: Give at least one address. An API key with allowed addresses must set them for each key it mints.",
  issues: [
    {
      path: "allowedIps",
      message:
        "Give at least one address. An API key with allowed addresses must set them for each key it mints.",
    },
  ],
};
const forbidden = (details: string) => ({ error: "Forbidden", details });
const NOT_OWN = forbidden("An API key can only tighten keys that it did not mint");

let organizationId: string;
let owner: { Authorization: string };
let surface: MadeSurface;
let capabilities: string[];
let keys: ReturnType<typeof surfaceKeysOf>;
let minter: CreatedKey;
let bound: CreatedKey;

const inDays = (days: number) => new Date(Date.now() + days * DAY).toISOString();
const idOf = ({ body }: { body: unknown }): string => Object(body).id;
const minted = async (body: object = {}) => idOf(await keys.create(body, minter.headers));
const reported = ({ status, body }: { status: number; body: unknown }) => ({ status, body });

beforeAll(async () => {
  const person = await createPerson();
  organizationId = person.principal.organizationId;
  owner = { Authorization: `Bearer ${person.token}` };
  ({ surface, capabilities } = await surfaceWith(organizationId, "faq", "orders"));
  keys = surfaceKeysOf(surface, owner);
  await makeCustomer({ organizationId, externalId: "Another" });
  minter = await createKey({ organizationId, permissions, limitPerHour: 50 });
  bound = await createKey({ organizationId, permissions, allowedIps: ["127.0.0.1"] });
  await prisma().apiKey.update({ where: { id: bound.id }, data: { allowedIps: [] } });
});

/** Binds the key to an address, which requests of these tests name. */
async function whileBound<A>(ask: () => Promise<A>): Promise<A> {
  const bind = (allowedIps: string[]) =>
    prisma().apiKey.update({ where: { id: bound.id }, data: { allowedIps } });
  await bind(["192.0.2.7"]);
  return ask().finally(() => bind([]));
}

describe("a key that is bound to addresses", () => {
  const headers = () => ({ ...bound.headers, [CLIENT_ADDRESS_HEADER]: "192.0.2.7" });

  it.each([{}, { allowedIps: [] }])("is answered 400 when it mints with %j", async (body) => {
    const answer = await whileBound(() => changingNothing(() => keys.create(body, headers())));
    expect(reported(answer)).toEqual({ status: 400, body: ANYWHERE });
  });

  it("mints keys for any addresses that it states, and cannot open them by PUT", async () => {
    const allowedIps = ["10.0.0.0/8"];
    await whileBound(async () => {
      const answer = await keys.create({ allowedIps }, headers());
      expect(answer).toMatchObject({ status: 201, body: { allowedIps } });
      const id = idOf(answer);
      const opened = await changingNothing(() => keys.update(id, { allowedIps: [] }, headers()));
      expect(reported(opened)).toEqual({ status: 400, body: ANYWHERE });
      const other = { allowedIps: ["198.51.100.0/24"] };
      expect((await keys.update(id, other, headers())).body).toMatchObject(other);
      expect((await keys.get(id)).body).toMatchObject(other);
      const listed = Object((await keys.list(`?mintedBy=${bound.id}`)).body).data;
      expect(listed).toMatchObject([other]);
    });
  });

  it("gives nothing more to a key that it minted for everywhere before", async () => {
    const id = idOf(await keys.create({ rateLimitPerDay: 5 }, bound.headers));
    await whileBound(async () => {
      const more = await keys.update(id, { rateLimitPerDay: 6 }, headers());
      expect(reported(more)).toEqual({ status: 400, body: ANYWHERE });
      const rotated = await changingNothing(() => keys.rotate(id, {}, headers()));
      expect(reported(rotated)).toEqual({
        status: 403,
        body: forbidden(
          "An API key that is bound to addresses cannot rotate a key that can be used from any address",
        ),
      });
      expect((await keys.update(id, { rateLimitPerDay: 4 }, headers())).status).toBe(200);
    });
  });
});

describe("limits that a key gives", () => {
  it("are the operator's where it says none, and answered as such", async () => {
    const none = { rateLimitPerMinute: null, rateLimitPerDay: null };
    for (const body of [{}, none]) {
      const answer = await keys.create(body, minter.headers);
      expect(answer).toMatchObject({ status: 201, body: MAX });
      expect((await keys.get(idOf(answer))).body).toMatchObject(MAX);
    }
    const id = await minted({ rateLimitPerMinute: 1, rateLimitPerDay: 1 });
    expect((await keys.update(id, none, minter.headers)).body).toMatchObject(MAX);
    expect((await keys.create(none)).body).toMatchObject(none);
  });

  it("are those of the surface up to the operator's, where it says nothing", async () => {
    const rateLimit = { perMinute: 60, perDay: 2_000_000 };
    const place = await makeSurface({ organizationId, config: { type: "api", rateLimit } });
    const limits = { rateLimitPerMinute: 60, rateLimitPerDay: 1_000_000 };
    const there = surfaceKeysOf(place, owner);
    expect((await there.create({}, minter.headers)).body).toMatchObject(limits);
    expect((await there.create({})).body).toMatchObject({ ...limits, rateLimitPerDay: 2_000_000 });
  });

  it.each([
    ["rateLimitPerMinute", 10_001, "Allow at most 10000 requests per minute."],
    ["rateLimitPerMinute", 2_147_483_647, "Allow at most 10000 requests per minute."],
    ["rateLimitPerDay", 1_000_001, "Allow at most 1000000 requests per day."],
  ])("are not above the operator's: %s %d is 400", async (path, limit, message) => {
    const body = {
      error: "Bad Request",
      details: `${path}: ${message}`,
      issues: [{ path, message }],
    };
    const asked = { [path]: limit };
    const made = await changingNothing(() => keys.create(asked, minter.headers));
    expect(reported(made)).toEqual({ status: 400, body });
    const id = await minted();
    const changed = await changingNothing(() => keys.update(id, asked, minter.headers));
    expect(reported(changed)).toEqual({ status: 400, body });
    expect((await keys.create(asked)).body).toMatchObject(asked);
  });

  it("follow the operator's setting", async () => {
    const settings = env();
    globalThis.runtypeEnv = { ...settings, RUNTYPE_MAX_LIMIT_PER_MINUTE: 7 };
    const answer = await keys.create({}, minter.headers);
    globalThis.runtypeEnv = settings;
    expect(answer.body).toMatchObject({ ...MAX, rateLimitPerMinute: 7 });
  });
});

describe("a key that another made", () => {
  let id: string;
  const facts = { allowedIps: ["10.0.0.0/24"], limitPerMinute: 10, limitPerDay: 100 };

  beforeEach(async () => {
    const [faq = ""] = capabilities;
    const expiresAt = new Date(inDays(20));
    id = (await createSurfaceKey(surface, { ...facts, scopes: [faq], expiresAt })).id;
  });

  it("is not taken over by shortening and rotating it", async () => {
    const brief = await createKey({ organizationId, permissions, expiresAt: new Date(inDays(10)) });
    const within = { expiresAt: inDays(9) };
    expect((await keys.update(id, within, brief.headers)).status).toBe(200);
    const answer = await changingNothing(() => keys.rotate(id, {}, brief.headers));
    expect(reported(answer)).toEqual({ status: 403, body: NOT_OWN });
  });

  it.each([
    ["scopes", () => ({ scopes: [] })],
    ["scopes", () => ({ scopes: capabilities })],
    ["scoped", () => ({ scoped: false })],
    ["rateLimitPerMinute", () => ({ rateLimitPerMinute: 11 })],
    ["rateLimitPerDay", () => ({ rateLimitPerDay: null })],
    ["allowedIps", () => ({ allowedIps: ["10.0.0.0/23"] })],
    ["allowedIps", () => ({ allowedIps: [] })],
    ["expiresAt", () => ({ expiresAt: inDays(21) })],
    ["expiresAt", () => ({ expiresAt: null })],
    ["customer", () => ({ customer: "Another" })],
    ["integration", () => ({ integration: "Another" })],
  ])("is given nothing more by %s", async (_field, body) => {
    const answer = await changingNothing(() => keys.update(id, body(), minter.headers));
    expect(reported(answer)).toEqual({ status: 403, body: NOT_OWN });
  });

  it("is tightened, disabled and revoked", async () => {
    const less = { rateLimitPerMinute: 9, allowedIps: ["10.0.0.9"], expiresAt: inDays(19) };
    expect((await keys.update(id, less, minter.headers)).body).toMatchObject(less);
    expect((await keys.update(id, { isActive: false }, minter.headers)).status).toBe(200);
    const enabled = await changingNothing(() =>
      keys.update(id, { isActive: true }, minter.headers),
    );
    expect(reported(enabled)).toEqual({ status: 403, body: NOT_OWN });
    expect((await keys.revoke(id, minter.headers)).status).toBe(200);
  });

  it("stays closed when it has lost its last capability", async () => {
    await prisma().keyCapability.deleteMany({ where: { keyId: id } });
    for (const body of [{ scopes: [] }, { scoped: false }, { scopes: capabilities }]) {
      const answer = await changingNothing(() => keys.update(id, body, minter.headers));
      expect(reported(answer)).toEqual({ status: 403, body: NOT_OWN });
    }
  });
});
