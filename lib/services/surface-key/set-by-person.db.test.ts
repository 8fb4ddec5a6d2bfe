import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { type CreatedKey, createKey } from "@/tests/factories/key";
import { createPerson, type Person } from "@/tests/factories/people";
import { type MadeSurface, makeSurface } from "@/tests/factories/surface";
import { addingOneEntry, changingNothing } from "@/tests/support/key-tables";
import { surfaceKeysOf } from "@/tests/support/surface-keys";
import { updateSurfaceKeys } from "./writes";

const MIGRATION = "prisma/migrations/20261129201200_set_by_person/migration.sql";

let person: Person;
let surface: MadeSurface;
let keys: ReturnType<typeof surfaceKeysOf>;
let minter: CreatedKey;

const idOf = ({ body }: { body: unknown }): string => Object(body).id;
const minted = async (body: object = {}) => idOf(await keys.create(body, minter.headers));
const marksOf = async (id: string) =>
  (await prisma().apiKey.findUniqueOrThrow({ where: { id } })).setByPerson;
const forbidden = (details: string) => ({ status: 403, body: { error: "Forbidden", details } });

beforeAll(async () => {
  person = await createPerson();
  const { organizationId } = person.principal;
  surface = await makeSurface({ organizationId });
  keys = surfaceKeysOf(surface, { Authorization: `Bearer ${person.token}` });
  minter = await createKey({ organizationId, permissions: ["SURFACE_KEYS:WRITE"] });
});

describe("what a person has set", () => {
  it("is not loosened by the key that minted, not even after it was tightened", async () => {
    const id = await minted();
    const { entry } = await addingOneEntry(() => keys.update(id, { rateLimitPerDay: 100 }));
    expect(entry).toMatchObject({ metadata: { setByPerson: ["rateLimitPerDay"] } });
    const ask = (rateLimitPerDay: number | null) =>
      keys.update(id, { rateLimitPerDay }, minter.headers);
    expect((await ask(50)).status).toBe(200);
    for (const limit of [null, 51, 100]) {
      const answer = await changingNothing(() => ask(limit));
      expect(answer).toMatchObject(
        forbidden("A person set rateLimitPerDay of this key: an API key can only tighten it"),
      );
    }
    const free = { rateLimitPerMinute: 5 };
    expect((await keys.update(id, free, minter.headers)).body).toMatchObject(free);
  });

  it("is not enabled by the key that minted, when it was disabled", async () => {
    const id = await minted();
    const off = { isActive: false };
    expect((await keys.update(id, off)).status).toBe(200);
    const answer = await changingNothing(() => keys.update(id, { isActive: true }, minter.headers));
    expect(answer).toMatchObject(
      forbidden("A person set isActive of this key: an API key can only tighten it"),
    );
    const own = await minted();
    expect((await keys.update(own, off, minter.headers)).status).toBe(200);
    expect((await keys.update(own, { isActive: true }, minter.headers)).status).toBe(200);
  });

  it("counts where the key that minted was first, and by an act on several keys", async () => {
    const [one, two] = [await minted(), await minted()];
    await keys.update(one, { isActive: false }, minter.headers);
    await keys.update(two, { isActive: false }, minter.headers);
    await keys.update(one, { isActive: false });
    const change = { id: surface.productId, surfaceId: surface.surfaceId, isActive: false };
    const caller = { principal: person.principal, requestId: newId("request") };
    const ask = () => updateSurfaceKeys.perform(caller, () => ({ ...change, keyIds: [two] }));
    expect(await ask()).toMatchObject({ changed: [two], skipped: [] });
    expect(await ask()).toMatchObject({ changed: [], skipped: [{ reason: "unchanged" }] });
    for (const id of [one, two]) {
      expect(await marksOf(id)).toEqual(["isActive"]);
      const answer = await changingNothing(() =>
        keys.update(id, { isActive: true }, minter.headers),
      );
      expect(answer.status).toBe(403);
    }
  });

  it("is not rotated by the key that minted, once a person has", async () => {
    const id = await minted();
    expect((await keys.rotate(id, { graceSeconds: 0 }, minter.headers)).status).toBe(200);
    expect((await keys.rotate(id, { graceSeconds: 0 })).status).toBe(200);
    const answer = await changingNothing(() => keys.rotate(id, {}, minter.headers));
    expect(answer).toMatchObject(
      forbidden("A person rotated this key, so an API key cannot rotate it"),
    );
  });

  it("includes its name, and nothing of a key that no API key minted", async () => {
    const id = await minted();
    await keys.update(id, { name: "Held" });
    const answer = await changingNothing(() => keys.update(id, { name: "Mine" }, minter.headers));
    expect(answer).toMatchObject(
      forbidden("A person set name of this key: an API key cannot change it"),
    );
    const own = idOf(await keys.create({}));
    await keys.update(own, { name: "Held", rateLimitPerDay: 5 });
    expect(await marksOf(own)).toEqual([]);
  });

  it("holds against a change of the key that minted at the same moment", async () => {
    for (let round = 0; round < 8; round += 1) {
      const id = await minted({ rateLimitPerDay: 10 });
      await Promise.all([
        keys.update(id, { rateLimitPerDay: 5, isActive: false }),
        keys.update(id, { rateLimitPerDay: 900 }, minter.headers),
        keys.update(id, { isActive: true }, minter.headers),
      ]);
      expect((await keys.get(id)).body).toMatchObject({ rateLimitPerDay: 5, isActive: false });
    }
  });

  it("is known of keys that people changed before it was kept", async () => {
    const [id, untouched] = [await minted(), await minted()];
    await keys.update(id, { scopes: [], scoped: false, rateLimitPerDay: 5 });
    await keys.rotate(id);
    await keys.update(untouched, { rateLimitPerDay: 5 }, minter.headers);
    const change = { id: surface.productId, surfaceId: surface.surfaceId, isActive: false };
    const caller = { principal: person.principal, requestId: newId("request") };
    await updateSurfaceKeys.perform(caller, () => ({ ...change, keyIds: [id] }));
    await prisma().apiKey.updateMany({ data: { setByPerson: [] } });
    const [, backfill = ""] = readFileSync(MIGRATION, "utf8").split(/^(?=UPDATE)/m);
    await pool().query(backfill);
    expect([...(await marksOf(id))].sort()).toEqual(["isActive", "rateLimitPerDay", "secret"]);
    expect(await marksOf(untouched)).toEqual([]);
  });
});
