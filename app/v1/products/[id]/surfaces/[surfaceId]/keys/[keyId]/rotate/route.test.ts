import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { createPerson, type Person } from "@/tests/factories/people";
import { createSurfaceKey } from "@/tests/factories/surface";
import { addingOneEntry, changingNothing } from "@/tests/support/key-tables";
import { aMoment } from "@/tests/support/key-view";
import { surfaceKeysOf, surfaceWith } from "@/tests/support/surface-keys";

let owner: Person;
let made: Awaited<ReturnType<typeof surfaceWith>>;
let keys: ReturnType<typeof surfaceKeysOf>;
let keyId: string;

beforeAll(async () => {
  owner = await createPerson();
  made = await surfaceWith(owner.principal.organizationId, "faq");
  keys = surfaceKeysOf(made.surface, { Authorization: `Bearer ${owner.token}` });
});

beforeEach(async () => {
  keyId = (await createSurfaceKey(made.surface, { scopes: made.capabilities })).id;
});

const seen = async () => Object((await keys.get(keyId)).body);
const living = () => prisma().apiSecret.count({ where: { keyId, retireAt: null } });

describe("POST 200", () => {
  it("gives the same key a new secret, and the old one a day", async () => {
    const before = await seen();
    const { answer, entry } = await addingOneEntry(() => keys.rotate(keyId));
    const { key } = Object(answer.body);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      ...before,
      key: expect.stringMatching(/^papi_[0-9A-Za-z]{38}$/),
      keyPrefix: key.slice(0, 12),
      keyHint: `…${key.slice(-4)}`,
      maskedKey: `${key.slice(0, 12)}…${key.slice(-4)}`,
      status: "rotating",
      updatedAt: aMoment,
      revision: before.revision + 1,
    });
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(JSON.stringify(entry)).not.toContain(key.slice(5));
    expect(entry).toMatchObject({
      action: "surfaceKey.rotate",
      metadata: { graceSeconds: 86_400 },
    });
    const old = await prisma().apiSecret.findFirstOrThrow({
      where: { keyId, NOT: { retireAt: null } },
    });
    expect(Number(old.retireAt) - Date.now()).toBeGreaterThan(86_000_000);
  });

  it("with no grace ends every old secret at once", async () => {
    expect((await keys.rotate(keyId)).status).toBe(200);
    expect((await keys.rotate(keyId, { graceSeconds: 0 })).body).toMatchObject({
      status: "active",
    });
    expect(await living()).toBe(1);
  });
});

describe("POST 400", () => {
  it.each([1, -1, 0.5, "0", 86_401, null])("is for a grace of %j", async (graceSeconds) => {
    const answer = await changingNothing(() => keys.rotate(keyId, { graceSeconds }));
    expect(answer).toMatchObject({ status: 400, body: { issues: [{ path: "graceSeconds" }] } });
  });
});

describe("POST 409", () => {
  it("is for one of two rotations at once", async () => {
    const answers = await Promise.all([keys.rotate(keyId), keys.rotate(keyId)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await living()).toBe(1);
    expect(await prisma().apiSecret.count({ where: { keyId } })).toBe(2);
  });

  it("is for a rotation with grace while another one's grace runs", async () => {
    expect((await keys.rotate(keyId)).status).toBe(200);
    const answer = await changingNothing(() => keys.rotate(keyId));
    expect(answer.status).toBe(409);
  });

  it("is for a stale form", async () => {
    const { revision } = await seen();
    expect((await keys.update(keyId, { name: "Moved on" })).status).toBe(200);
    const answer = await changingNothing(() => keys.rotate(keyId, { revision }));
    expect(answer.status).toBe(409);
  });
});
