import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { GET as me } from "@/app/v1/me/route";
import type { ChangedKeys, RevokedKeys } from "@/lib/contracts/key/screen";
import { newId } from "@/lib/core/ids";
import { prisma } from "@/lib/db/prisma";
import type { Principal } from "@/lib/policy/principal";
import { revokePlatformKeys, updatePlatformKeys } from "@/lib/services/platform-key/writes";
import { revokeSurfaceKeys, updateSurfaceKeys } from "@/lib/services/surface-key/writes";
import { type CreatedKey, createKey } from "@/tests/factories/key";
import { createPerson } from "@/tests/factories/people";
import { createSurfaceKey, type MadeSurface, makeSurface } from "@/tests/factories/surface";
import { callRoute } from "@/tests/support/call-route";
import { addingOneDenial, changingNothing } from "@/tests/support/key-tables";

const DAY = 86_400_000;

let principal: Principal;
let organizationId: string;
let surface: MadeSurface;

beforeAll(async () => {
  ({ principal } = await createPerson());
  ({ organizationId } = principal);
  surface = await makeSurface({ organizationId });
});

type Facts = { name?: string; disabledAt?: Date; revokedAt?: Date; expiresAt?: Date };
type Asked = { keyIds: string[] } & Record<string, unknown>;

const as = (who = principal) => ({ principal: who, requestId: newId("request") });
const onSurface = () => ({ id: surface.productId, surfaceId: surface.surfaceId });

const families = [
  {
    family: "platformKey",
    make: (facts: Facts = {}) => createKey({ organizationId, ...facts }),
    update: (asked: Asked, who?: Principal) => updatePlatformKeys.perform(as(who), () => asked),
    revoke: (asked: Asked, who?: Principal) => revokePlatformKeys.perform(as(who), () => asked),
    other: () => createSurfaceKey(surface),
    needs: "API_KEYS:WRITE",
  },
  {
    family: "surfaceKey",
    make: (facts: Facts = {}) => createSurfaceKey(surface, facts),
    update: (asked: Asked, who?: Principal) =>
      updateSurfaceKeys.perform(as(who), () => ({ ...onSurface(), ...asked })),
    revoke: (asked: Asked, who?: Principal) =>
      revokeSurfaceKeys.perform(as(who), () => ({ ...onSurface(), ...asked })),
    other: async () => createSurfaceKey(await makeSurface({ organizationId })),
    needs: "SURFACE_KEYS:WRITE",
  },
];

const idsOf = (keys: readonly { id: string }[]) => keys.map(({ id }) => id);
const changedIn = ({ changed }: ChangedKeys | RevokedKeys) => [...changed].sort();

async function statusesOf(keys: readonly CreatedKey[]) {
  const answers = keys.map(({ headers }) => callRoute(me, "GET", { headers }));
  return (await Promise.all(answers)).map(({ status }) => status);
}

async function entriesOf(keys: readonly CreatedKey[]) {
  return prisma().auditEntry.findMany({ where: { targetId: { in: idsOf(keys) } } });
}

describe.each(families)("several keys, $family", ({ family, make, update, revoke, ...rest }) => {
  let keys: CreatedKey[];
  let keyIds: string[];

  beforeEach(async () => {
    keys = [await make(), await make(), await make()];
    keyIds = idsOf(keys);
  });

  it("are disabled and enabled again, in effect with the answer", async () => {
    const served = await statusesOf(keys);
    const disabled = await update({ keyIds, isActive: false });
    expect(disabled).toMatchObject({ skipped: [] });
    expect(changedIn(disabled)).toEqual([...keyIds].sort());
    expect(await statusesOf(keys)).toEqual([401, 401, 401]);
    await update({ keyIds, isActive: true });
    expect(await statusesOf(keys)).toEqual(served);
  });

  it("get one expiry, and lose it again", async () => {
    const expiresAt = new Date(Date.now() + DAY).toISOString();
    await update({ keyIds, expiresAt });
    const stored = () => prisma().apiKey.findMany({ where: { id: { in: keyIds } } });
    for (const key of await stored()) expect(key.expiresAt?.toISOString()).toBe(expiresAt);
    await update({ keyIds, expiresAt: null });
    for (const key of await stored()) expect(key.expiresAt).toBeNull();
  });

  it("are revoked with a reason, in effect with the answer", async () => {
    const lastAt = new Date(Date.now() - 60_000);
    const [{ id: keyId, secretId } = { id: "", secretId: "" }] = keys;
    await prisma().secretUse.create({ data: { keyId, secretId, firstAt: lastAt, lastAt } });
    const revoked = await revoke({ keyIds, reason: "Leaked in a log" });
    expect(changedIn(revoked)).toEqual([...keyIds].sort());
    expect(revoked).toMatchObject({ skipped: [], lastUsedAt: lastAt.toISOString() });
    expect(await statusesOf(keys)).toEqual([401, 401, 401]);
    for (const key of await prisma().apiKey.findMany({ where: { id: { in: keyIds } } })) {
      expect(key).toMatchObject({ revokeReason: "Leaked in a log" });
      expect(key.revokedAt).not.toBeNull();
    }
  });

  it("have an entry of their own in the audit log, all of one request", async () => {
    await update({ keyIds, isActive: false });
    const entries = await entriesOf(keys);
    expect(entries.map(({ targetId }) => targetId).sort()).toEqual([...keyIds].sort());
    for (const entry of entries) {
      expect(entry).toMatchObject({
        action: `${family}.update`,
        targetType: family,
        outcome: "done",
        metadata: { isActive: false },
      });
    }
    expect(new Set(entries.map(({ requestId }) => requestId)).size).toBe(1);
  });

  it("that are revoked, or are as they should be, stay and are told apart", async () => {
    const dead = await make({ revokedAt: new Date() });
    const off = await make({ disabledAt: new Date() });
    const all = [...keyIds, dead.id, off.id];
    const disabled = await update({ keyIds: all, isActive: false });
    expect(changedIn(disabled)).toEqual([...keyIds].sort());
    expect(disabled.skipped).toHaveLength(2);
    expect(disabled.skipped).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ id: dead.id, reason: "revoked" }),
        expect.objectContaining({ id: off.id, reason: "unchanged" }),
      ]),
    );
    expect(await entriesOf([dead, off])).toEqual([]);
    const enabled = await update({ keyIds: [dead.id, off.id], isActive: true });
    expect(enabled).toMatchObject({ changed: [off.id], skipped: [{ reason: "revoked" }] });
    expect(await statusesOf([dead])).toEqual([401]);
    const none = await changingNothing(() => revoke({ keyIds: [dead.id] }));
    expect(none).toMatchObject({ changed: [], skipped: [{ id: dead.id }], lastUsedAt: null });
  });

  it("change all or none: one that is not there leaves the others as they are", async () => {
    const stranger = await createPerson();
    const foreign = await createKey({ organizationId: stranger.principal.organizationId });
    for (const id of [newId("key"), foreign.id, (await rest.other()).id]) {
      for (const act of [
        () => update({ keyIds: [...keyIds, id], isActive: false }),
        () => update({ keyIds: [id, ...keyIds], expiresAt: null }),
        () => revoke({ keyIds: [...keyIds, id] }),
      ]) {
        const refused = await changingNothing(() => act().catch((error: unknown) => error));
        expect(refused).toMatchObject({ code: "not_found" });
      }
    }
  });

  it("are refused when they are none, too many, named twice, or the change is none or two", async () => {
    const [first = ""] = keyIds;
    const expiresAt = new Date(Date.now() + DAY).toISOString();
    const many = Array.from({ length: 101 }, () => newId("key"));
    const wrong = [
      { keyIds: [], isActive: false },
      { keyIds: many, isActive: false },
      { keyIds: [first, first], isActive: false },
      { keyIds: ["flow_nonsense"], isActive: false },
      { keyIds },
      { keyIds, isActive: false, expiresAt },
      { keyIds, isActive: false, name: "Mine" },
      { keyIds, expiresAt: new Date(Date.now() - DAY).toISOString() },
    ];
    for (const asked of wrong) {
      const refused = await changingNothing(() => update(asked).catch((error: unknown) => error));
      expect(refused, JSON.stringify(asked).slice(0, 200)).toMatchObject({ code: "bad_request" });
    }
  });

  it("are not for viewers: refused, and the denial is on record", async () => {
    const viewer = (await createPerson({ role: "viewer", organizationId })).principal;
    for (const act of [
      () => update({ keyIds, isActive: false }, viewer),
      () => revoke({ keyIds }, viewer),
    ]) {
      const { answer } = await addingOneDenial(() => act().catch((error: unknown) => error));
      expect(answer).toMatchObject({
        code: "forbidden",
        details: `Missing required permission: ${rest.needs}`,
      });
    }
  });
});
