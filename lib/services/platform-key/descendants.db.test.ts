import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { DELETE, PUT } from "@/app/v1/api-keys/[id]/route";
import { newId } from "@/lib/core/ids";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { type CreatedKey, createKey } from "@/tests/factories/key";
import { createPerson, type Person } from "@/tests/factories/people";
import { type MadeSurface, makeSurface } from "@/tests/factories/surface";
import { callRoute } from "@/tests/support/call-route";
import { changingNothing } from "@/tests/support/key-tables";
import { surfaceKeysOf } from "@/tests/support/surface-keys";
import { keyDescendants } from "./reads";
import { revokePlatformKeys, updatePlatformKeys } from "./writes";

const DAY = 86_400_000;
const permissions = ["SURFACE_KEYS:WRITE", "CUSTOMERS:WRITE"];

let person: Person;
let organizationId: string;
let headers: Record<string, string>;
let surface: MadeSurface;
let other: MadeSurface;
let keys: ReturnType<typeof surfaceKeysOf>;
let minter: CreatedKey;
let brief: string;
let lasting: string;
let elsewhere: string;
let stranger: string;

const inDays = (days: number) => new Date(Date.now() + days * DAY).toISOString();
const idOf = ({ body }: { body: unknown }): string => Object(body).id;
const caller = () => ({ principal: person.principal, requestId: newId("request") });
const keyOf = (id: string) => prisma().apiKey.findUniqueOrThrow({ where: { id } });
const entriesOf = (targetId: string) =>
  prisma().auditEntry.findMany({ where: { targetId, actorKind: "user" } });
const put = (body: object, id = minter.id) =>
  callRoute(PUT, "PUT", { headers, params: { id }, body });
const revoke = (query: string, id = minter.id) =>
  callRoute(DELETE, "DELETE", { headers, params: { id }, path: `/v1/api-keys/${id}${query}` });

beforeAll(async () => {
  person = await createPerson();
  organizationId = person.principal.organizationId;
  headers = { Authorization: `Bearer ${person.token}` };
  surface = await makeSurface({ organizationId });
  other = await makeSurface({ organizationId });
  keys = surfaceKeysOf(surface, headers);
  stranger = idOf(await keys.create({}));
});

beforeEach(async () => {
  minter = await createKey({ organizationId, permissions });
  brief = idOf(await keys.create({ expiresAt: inDays(2), name: "Brief" }, minter.headers));
  lasting = idOf(await keys.create({ customer: "Acme" }, minter.headers));
  elsewhere = idOf(await surfaceKeysOf(other, headers).create({}, minter.headers));
});

const states = async (...ids: string[]) =>
  Promise.all(ids.map(async (id) => (await keyOf(id)).revokedAt !== null));

describe("the keys that a key minted", () => {
  const read = (keyIds: string[], outliving?: string) =>
    keyDescendants.perform(caller(), () => ({ keyIds, outliving }));

  it("are told while they live, with where they stand and whose they are", async () => {
    const { total, keys: told } = await read([minter.id]);
    expect([total, told.map(({ id }) => id)]).toEqual([3, [elsewhere, lasting, brief]]);
    expect(told[1]).toEqual({
      id: lasting,
      name: null,
      customer: "Acme",
      maskedKey: expect.stringMatching(/^papi_/),
      expiresAt: null,
      surface: { id: surface.surfaceId, productId: surface.productId, name: "Public API" },
    });
    await keys.revoke(lasting);
    expect((await read([minter.id])).total).toBe(2);
  });

  it("are told by whether they outlive a moment, and to their own organization alone", async () => {
    const longer = await read([minter.id], inDays(3));
    expect(longer.keys.map(({ id }) => id)).toEqual([elsewhere, lasting]);
    const outsider = { principal: (await createPerson()).principal, requestId: newId("request") };
    const asked = () => ({ keyIds: [minter.id] });
    await expect(keyDescendants.perform(outsider, asked)).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("revoking a key", () => {
  it("leaves what it minted unless that is asked", async () => {
    for (const query of ["", "?descendants=keep"]) {
      const { id } = await createKey({ organizationId, permissions });
      const answer = await revoke(query, id);
      expect(answer.status).toBe(200);
      expect(Object.keys(Object(answer.body))).toEqual(["apiKey", "timestamp"]);
    }
    expect((await revoke("")).status).toBe(200);
    expect(await states(brief, lasting, elsewhere)).toEqual([false, false, false]);
  });

  it("takes what it minted with it, on every surface, with an entry for each", async () => {
    const answer = await revoke("?descendants=revoke&reason=Leaked");
    expect(answer).toMatchObject({ status: 200, body: { descendantsChanged: 3 } });
    expect(await states(brief, lasting, elsewhere, stranger)).toEqual([true, true, true, false]);
    expect(await entriesOf(elsewhere)).toMatchObject([
      {
        action: "surfaceKey.revoke",
        metadata: { reason: "Leaked", surfaceId: other.surfaceId, mintedByKeyId: minter.id },
      },
    ]);
    expect(await entriesOf(minter.id)).toMatchObject([{ action: "platformKey.revoke" }]);
  });

  it("leaves everything when the key itself cannot be revoked", async () => {
    await revoke("");
    const answer = await changingNothing(() => revoke("?descendants=revoke"));
    expect(answer.status).toBe(409);
    const bad = await changingNothing(() => revoke("?descendants=shorten"));
    expect(bad).toMatchObject({ status: 400, body: { issues: [{ path: "descendants" }] } });
  });
});

describe("shortening a key", () => {
  it("leaves what it minted unless that is asked", async () => {
    expect((await put({ expiresAt: inDays(3) })).status).toBe(200);
    expect(await keyOf(lasting)).toMatchObject({ expiresAt: null });
  });

  it("shortens what would outlive it, permanently, and nothing else", async () => {
    const expiresAt = inDays(3);
    const before = await keyOf(brief);
    const answer = await put({ expiresAt, descendants: "shorten" });
    expect(answer).toMatchObject({ status: 200, body: { descendantsChanged: 2 } });
    for (const id of [minter.id, lasting, elsewhere]) {
      expect((await keyOf(id)).expiresAt?.toISOString()).toBe(expiresAt);
    }
    expect(await keyOf(brief)).toEqual(before);
    expect(await entriesOf(lasting)).toMatchObject([
      { action: "surfaceKey.update", metadata: { expiresAt, mintedByKeyId: minter.id } },
    ]);
    expect(await put({ expiresAt: null })).toMatchObject({ status: 200 });
    const longer = await keys.update(lasting, { expiresAt: inDays(4) }, minter.headers);
    expect(longer).toMatchObject({
      status: 403,
      body: { details: "A person set expiresAt of this key: an API key can only tighten it" },
    });
  });

  it("says until when it shortens them", async () => {
    const answer = await changingNothing(() => put({ descendants: "shorten" }));
    expect(answer).toMatchObject({
      status: 400,
      body: {
        issues: [
          {
            path: "descendants",
            message: "Give expiresAt with it: the moment to shorten them to.",
          },
        ],
      },
    });
    const never = await put({ expiresAt: null, descendants: "shorten" });
    expect(never).toMatchObject({ status: 200, body: { descendantsChanged: 0 } });
  });
});

describe("an act on several keys", () => {
  it("takes what they minted with them when that is asked", async () => {
    const second = await createKey({ organizationId, permissions });
    const own = idOf(await keys.create({}, second.headers));
    const keyIds = [minter.id, second.id];
    const expiresAt = inDays(3);
    const shorten = () => ({ keyIds, expiresAt, descendants: "shorten" });
    expect(await updatePlatformKeys.perform(caller(), shorten)).toMatchObject({
      changed: expect.arrayContaining(keyIds),
      descendantsChanged: 3,
    });
    const revokeAll = () => ({ keyIds, descendants: "revoke" });
    expect(await revokePlatformKeys.perform(caller(), revokeAll)).toMatchObject({
      changed: expect.arrayContaining(keyIds),
      descendantsChanged: 4,
    });
    expect(await states(brief, lasting, elsewhere, own)).toEqual([true, true, true, true]);
  });

  it("takes hundreds, and says so when they are too many for it", async () => {
    const more = (count: number) =>
      pool().query(
        `INSERT INTO api_keys (id, organization_id, kind, name, environment, permissions,
           product_id, surface_id, minted_by_key_id)
         SELECT $1 || at, $2, 'surface', '', 'test', '{}', $3, $4, $5
         FROM generate_series(1, $6::int) AS at`,
        [newId("key"), organizationId, surface.productId, surface.surfaceId, minter.id, count],
      );
    await more(498);
    const answer = await changingNothing(() => revoke("?descendants=revoke"));
    expect(answer).toMatchObject({
      status: 409,
      body: {
        error: "Conflict",
        details:
          "It minted more than 500 active keys, too many to change at once. Change only this key, then those keys, which you can list by mintedBy.",
      },
    });
    await keys.revoke(brief);
    const left = { mintedByKeyId: minter.id, revokedAt: null };
    expect(await revoke("?descendants=revoke")).toMatchObject({
      status: 200,
      body: { descendantsChanged: 500 },
    });
    expect(await prisma().apiKey.count({ where: left })).toBe(0);
  });
});
