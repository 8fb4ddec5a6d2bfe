import { beforeAll, describe, expect, it } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { type CreatedKey, createKey } from "@/tests/factories/key";
import { createPerson } from "@/tests/factories/people";
import { createSurfaceKey, type MadeSurface, makeSurface } from "@/tests/factories/surface";
import { addingOneEntry, changingNothing } from "@/tests/support/key-tables";
import { surfaceKeysOf } from "@/tests/support/surface-keys";

const DAY = 86_400_000;

let organizationId: string;
let surface: MadeSurface;
let keys: ReturnType<typeof surfaceKeysOf>;
let owner: { Authorization: string };
let minter: CreatedKey;
let brief: CreatedKey;

const end = new Date(Date.now() + 10 * DAY);
const inDays = (days: number) => new Date(Date.now() + days * DAY).toISOString();
const idOf = ({ body }: { body: unknown }): string => Object(body).id;

beforeAll(async () => {
  const person = await createPerson();
  organizationId = person.principal.organizationId;
  surface = await makeSurface({ organizationId });
  owner = { Authorization: `Bearer ${person.token}` };
  keys = surfaceKeysOf(surface, owner);
  const permissions = ["SURFACE_KEYS:WRITE"];
  minter = await createKey({ organizationId, permissions, name: "CI" });
  brief = await createKey({ organizationId, permissions, expiresAt: end });
});

describe("a key that an API key mints", () => {
  it("remembers it, and is found by it", async () => {
    const { answer, entry } = await addingOneEntry(() => keys.create({}, minter.headers));
    expect(answer).toMatchObject({ status: 201, body: { environment: "test" } });
    expect(entry).toMatchObject({ actorKind: "platformKey", actorId: minter.id });
    expect((await keys.get(idOf(answer))).body).toMatchObject({
      mintedByKeyId: minter.id,
      createdBy: null,
    });
    expect(Object((await keys.list(`?mintedBy=${minter.id}`)).body).data).toHaveLength(1);
  });

  it("can be of either environment", async () => {
    const environment = "production";
    const answer = await keys.create({ environment }, minter.headers);
    expect(answer).toMatchObject({ status: 201, body: { environment } });
  });

  it("holds no permission of its minter's", async () => {
    const answer = await keys.create({}, minter.headers);
    const minted = { Authorization: `Bearer ${Object(answer.body).key}` };
    for (const asked of [() => keys.create({}, minted), () => keys.revoke(minter.id, minted)]) {
      expect(await asked()).toMatchObject({
        status: 403,
        body: { details: "Missing required permission: SURFACE_KEYS:WRITE" },
      });
    }
  });

  it("outlives it never", async () => {
    for (const body of [{}, { expiresAt: null }, { expiresAt: inDays(11) }]) {
      const answer = await changingNothing(() => keys.create(body, brief.headers));
      expect(answer).toMatchObject({
        status: 400,
        body: { issues: [{ path: "expiresAt", message: expect.stringContaining("expires") }] },
      });
    }
    const answer = await keys.create({ expiresAt: end.toISOString() }, brief.headers);
    expect(answer).toMatchObject({ status: 201, body: { expiresAt: end.toISOString() } });
  });

  it("outlives it never by a change either", async () => {
    const minted = idOf(await keys.create({ expiresAt: inDays(5) }, brief.headers));
    for (const expiresAt of [null, inDays(11)]) {
      const later = { expiresAt };
      const answer = await changingNothing(() => keys.update(minted, later, brief.headers));
      expect(answer.status).toBe(400);
    }
    const name = { name: "Renamed" };
    expect((await keys.update(minted, name, brief.headers)).status).toBe(200);
    expect((await keys.update(minted, { expiresAt: null }, owner)).status).toBe(200);
  });

  it("stays when its minter is revoked", async () => {
    const passing = await createKey({ organizationId, permissions: ["SURFACE_KEYS:WRITE"] });
    const minted = idOf(await keys.create({}, passing.headers));
    const revoked = { revokedAt: new Date() };
    await prisma().apiKey.update({ where: { id: passing.id }, data: revoked });
    expect((await keys.get(minted)).body).toMatchObject({
      status: "active",
      mintedByKeyId: passing.id,
    });
    const answer = await changingNothing(() => keys.create({}, passing.headers));
    expect(answer.status).toBe(401);
  });
});

describe("a key that expires", () => {
  it("learns no secret that outlives it", async () => {
    const lasting = idOf(await keys.create({ expiresAt: inDays(5) }, brief.headers));
    await prisma().apiKey.update({ where: { id: lasting }, data: { expiresAt: null } });
    const answer = await changingNothing(() => keys.rotate(lasting, {}, brief.headers));
    const details = "An API key cannot rotate a key that outlives it";
    expect(answer).toMatchObject({ status: 403, body: { details } });
    const passing = idOf(await keys.create({ expiresAt: end.toISOString() }, brief.headers));
    expect((await keys.rotate(passing, {}, brief.headers)).status).toBe(200);
  });

  it("may revoke any key of the surface", async () => {
    const lasting = await createSurfaceKey(surface);
    expect((await keys.revoke(lasting.id, brief.headers)).status).toBe(200);
  });
});
