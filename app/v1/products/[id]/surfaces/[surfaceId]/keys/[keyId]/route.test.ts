import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { prisma } from "@/lib/db/prisma";
import { makeCustomer } from "@/tests/factories/customer";
import { createKey } from "@/tests/factories/key";
import { createPerson, type Person } from "@/tests/factories/people";
import { createSurfaceKey, makeSurface } from "@/tests/factories/surface";
import { badFields, callRoute } from "@/tests/support/call-route";
import { addingOneDenial, addingOneEntry, changingNothing } from "@/tests/support/key-tables";
import { aMoment } from "@/tests/support/key-view";
import { surfaceKeysOf, surfaceWith, viewOfSurfaceKey } from "@/tests/support/surface-keys";
import { GET as getPlatformKey } from "../../../../../../api-keys/[id]/route";

type Made = Awaited<ReturnType<typeof surfaceWith>>;

let owner: Person;
let organizationId: string;
let made: Made;
let faq: string;
let orders: string;
let keys: ReturnType<typeof surfaceKeysOf>;
let keyId: string;

const as = ({ token }: Person) => ({ Authorization: `Bearer ${token}` });

beforeAll(async () => {
  owner = await createPerson();
  organizationId = owner.principal.organizationId;
});

beforeEach(async () => {
  made = await surfaceWith(organizationId, "faq", "orders");
  [faq = "", orders = ""] = made.capabilities;
  keys = surfaceKeysOf(made.surface, as(owner));
  keyId = (await createSurfaceKey(made.surface, { scopes: [faq] })).id;
});

const seen = async (id = keyId) => Object((await keys.get(id)).body);
const refused = (status: number, details: string) => ({ status, body: { details } });
const NOT_FOUND = refused(404, "Surface key not found");
const REVOKED = refused(409, "This key is revoked. This cannot be undone.");

describe("GET", () => {
  it("shows viewers and keys that may read them every field but the secret", async () => {
    const viewer = await createPerson({ role: "viewer", organizationId });
    const reader = await createKey({ organizationId, permissions: ["SURFACE_KEYS:READ"] });
    for (const headers of [as(viewer), reader.headers]) {
      const answer = await keys.get(keyId, headers);
      expect(answer).toMatchObject({ status: 200 });
      expect(answer.body).toEqual(
        viewOfSurfaceKey(made.surface, {
          id: keyId,
          name: "Acme",
          environment: "production",
          scoped: true,
          scopes: [faq],
        }),
      );
    }
  });

  it("is 404 for a key of another surface, and for a platform key", async () => {
    const other = await makeSurface({ organizationId, productId: made.surface.productId });
    const platform = await createKey({ organizationId });
    for (const id of [(await createSurfaceKey(other)).id, platform.id]) {
      expect(await keys.get(id)).toMatchObject(NOT_FOUND);
      expect(await changingNothing(() => keys.update(id, { name: "x" }))).toMatchObject(NOT_FOUND);
      expect(await changingNothing(() => keys.rotate(id))).toMatchObject(NOT_FOUND);
      expect(await changingNothing(() => keys.revoke(id))).toMatchObject(NOT_FOUND);
    }
    const asked = { headers: as(owner), params: { id: keyId } };
    const details = "API key not found";
    expect(await callRoute(getPlatformKey, "GET", asked)).toMatchObject(refused(404, details));
  });
});

describe("PUT 200", () => {
  it("changes what is given and nothing else", async () => {
    const before = await seen();
    const facts = {
      name: "Acme, orders",
      scopes: [faq, orders],
      rateLimitPerMinute: 5,
      rateLimitPerDay: 50,
      allowedIps: ["203.0.113.7", "10.0.0.0/8", "2001:db8::/32"],
      expiresAt: "2031-01-01T00:00:00.000Z",
      customer: "Acme",
      integration: "CRM sync",
      metadata: { plan: "pro" },
    };
    const customerId = await makeCustomer({ organizationId, externalId: facts.customer });
    const { answer, entry } = await addingOneEntry(() => keys.update(keyId, facts));
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      ...before,
      ...facts,
      customerId,
      updatedAt: aMoment,
      revision: expect.any(Number),
    });
    expect(Object(answer.body).revision).toBeGreaterThan(before.revision);
    expect(entry).toMatchObject({
      action: "surfaceKey.update",
      metadata: { changed: Object.keys(facts), customerId, scopes: [faq, orders], scoped: true },
    });
    const kept = new Set(["allowedIps", "scopes"]);
    const cleared = Object.fromEntries(
      Object.keys(facts).flatMap((field) => (kept.has(field) ? [] : [[field, null]])),
    );
    expect((await keys.update(keyId, { ...cleared, allowedIps: [] })).body).toMatchObject({
      ...cleared,
      allowedIps: [],
      customerId: null,
      scopes: [faq, orders],
    });
  });

  it("disables and enables", async () => {
    expect((await keys.update(keyId, { isActive: false })).body).toMatchObject({
      isActive: false,
      status: "disabled",
      disabledAt: aMoment,
    });
    expect((await keys.update(keyId, { isActive: true })).body).toMatchObject({
      isActive: true,
      disabledAt: null,
    });
  });

  it("opens a key by an empty list, and closes it again by names", async () => {
    expect((await keys.update(keyId, { scopes: [] })).body).toMatchObject({
      scoped: false,
      scopes: [],
    });
    expect((await keys.update(keyId, { scopes: [orders] })).body).toMatchObject({
      scoped: true,
      scopes: [orders],
    });
    expect((await keys.update(keyId, { scoped: false })).body).toMatchObject({ scoped: false });
  });

  it("keeps a capability that was turned off since, and takes no other that is", async () => {
    const off = { data: { enabled: false } };
    for (const id of [faq, orders]) await prisma().capability.update({ where: { id }, ...off });
    expect((await keys.update(keyId, { scopes: [faq], name: "x" })).status).toBe(200);
    const answer = await changingNothing(() => keys.update(keyId, { scopes: [faq, orders] }));
    expect(answer.body).toEqual(
      badFields(["scopes.1", `${orders} is turned off on this surface.`]),
    );
  });
});

describe("a key whose last capability is removed", () => {
  beforeEach(async () => {
    await prisma().capability.delete({ where: { id: faq } });
  });

  it("stays scoped, and may call nothing", async () => {
    expect(await seen()).toMatchObject({ scoped: true, scopes: [] });
  });

  it("is opened by word alone, never by an empty list", async () => {
    const answer = await changingNothing(() => keys.update(keyId, { scopes: [] }));
    expect(answer).toMatchObject({ status: 400, body: { issues: [{ path: "scopes" }] } });
    const opened = await keys.update(keyId, { scopes: [], scoped: false });
    expect(opened.body).toMatchObject({ scoped: false, scopes: [] });
  });
});

describe("PUT 400", () => {
  it("is for capabilities that are none of the surface, and changes nothing else either", async () => {
    const strange = newId("capability");
    const body = { name: "Never", scopes: [faq, strange] };
    const answer = await changingNothing(() => keys.update(keyId, body));
    expect(answer.body).toEqual(
      badFields(["scopes.1", `${strange} is no capability of this surface.`]),
    );
    expect(await seen()).toMatchObject({ name: "Acme", scopes: [faq] });
  });

  it("is for a form that has not seen a capability go", async () => {
    const { revision } = await seen();
    await prisma().capability.delete({ where: { id: faq } });
    const stale = await changingNothing(() => keys.update(keyId, { revision, scopes: [faq] }));
    expect(stale.body).toEqual(badFields(["scopes.0", `${faq} is no capability of this surface.`]));
    const empty = await changingNothing(() => keys.update(keyId, { revision, scopes: [] }));
    expect(empty.status).toBe(400);
    expect(await seen()).toMatchObject({ scoped: true, scopes: [] });
  });

  it("is for a form that means certain capabilities and names none", async () => {
    for (const [body, message] of [
      [{ scoped: true, scopes: [] }, "Choose at least one capability."],
      [{ scoped: false, scopes: [faq] }, "A key that is not scoped cannot list capabilities."],
    ] as const) {
      const answer = await changingNothing(() => keys.update(keyId, body));
      expect(answer.body).toEqual(badFields(["scopes", message]));
    }
    const open = (await createSurfaceKey(made.surface)).id;
    const answer = await changingNothing(() => keys.update(open, { scoped: true }));
    expect(answer.status).toBe(400);
  });
});

describe("PUT 409", () => {
  it("is for a form that has not seen the newest change", async () => {
    const { revision } = await seen();
    expect((await keys.update(keyId, { revision, name: "First" })).status).toBe(200);
    const stale = await changingNothing(() => keys.update(keyId, { revision, name: "Second" }));
    const details = "This key was changed in the meantime. Reload it, then repeat the change.";
    expect(stale).toMatchObject(refused(409, details));
    expect(await seen()).toMatchObject({ name: "First" });
  });

  it("is for a revoked key", async () => {
    expect((await keys.revoke(keyId)).status).toBe(200);
    expect(await changingNothing(() => keys.update(keyId, { name: "x" }))).toMatchObject(REVOKED);
    expect(await changingNothing(() => keys.rotate(keyId))).toMatchObject(REVOKED);
  });
});

describe("DELETE", () => {
  it("revokes permanently, says why, and leaves a tombstone", async () => {
    const { answer, entry } = await addingOneEntry(() =>
      keys.revoke(keyId, as(owner), "?reason=The%20contract%20has%20ended"),
    );
    expect(answer).toMatchObject({
      status: 200,
      body: {
        id: keyId,
        isActive: false,
        status: "revoked",
        revokedAt: aMoment,
        revokeReason: "The contract has ended",
        scopes: [faq],
      },
    });
    expect(entry).toMatchObject({ action: "surfaceKey.revoke", targetId: keyId });
    expect(await prisma().apiSecret.count({ where: { keyId } })).toBe(1);
    expect(await changingNothing(() => keys.revoke(keyId))).toMatchObject(REVOKED);
  });

  it("is 403 for viewers", async () => {
    const viewer = await createPerson({ role: "viewer", organizationId });
    const { answer } = await addingOneDenial(() => keys.revoke(keyId, as(viewer)));
    expect(answer).toMatchObject(refused(403, "Missing required permission: SURFACE_KEYS:WRITE"));
  });
});
