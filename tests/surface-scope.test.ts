import { describe, expect, it } from "vitest";
import { Flusher } from "@/lib/background/flusher";
import { newId } from "@/lib/core/ids";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { deleteSurface } from "@/lib/services/surface/writes";
import { createOrganization, createPerson } from "./factories/people";
import { createSurfaceKey, makeOffer, makeSurface } from "./factories/surface";
import { type Answer, send } from "./support/api";
import { callRequest } from "./support/surface-requests";

const organizationId = await createOrganization();
const surface = await makeSurface({ organizationId });
const offer = (slug: string, facts = {}) => makeOffer(surface, { organizationId, slug, ...facts });
const faq = await offer("faq");
const orders = await offer("orders");
await offer("off", { enabled: false });
await offer("disabled", { capabilityEnabled: false });
const open = await createSurfaceKey(surface, { environment: "test" });
const scoped = await createSurfaceKey(surface, {
  environment: "test",
  scopes: [faq.capabilityId],
});

const NOT_FOUND = { status: 404, body: { error: "Capability not found" } };
const refusedBy = (capabilityId: string) => ({
  status: 403,
  body: {
    error: "API key does not have permission to access this capability",
    capabilityId,
  },
});

async function call(slug: string, { headers }: typeof open, place = surface) {
  return said(await send(callRequest(place, slug, { headers })));
}

function said({ status, body }: Answer) {
  return { status, body };
}

describe("a key that is scoped to a capability", () => {
  it("calls it, and no other of its surface", async () => {
    expect((await call("faq", scoped)).status).toBe(200);
    expect(await call("orders", scoped)).toEqual(refusedBy(orders.capabilityId));
  });

  it("learns of nothing else: what is off or not there is 404", async () => {
    for (const slug of ["off", "disabled", "nothing", "FAQ", "faq%20", "%00", "a".repeat(500)]) {
      expect(await call(slug, scoped)).toEqual(NOT_FOUND);
    }
  });

  it("calls by name what it may, and is refused the rest alike", async () => {
    const dispatch = async (capability: string) => {
      const asked = { headers: scoped.headers, body: { capability } };
      return said(await send(callRequest(surface, "dispatch", asked)));
    };
    expect((await dispatch("Name of faq")).status).toBe(200);
    expect(await dispatch("Name of orders")).toEqual(refusedBy(orders.capabilityId));
    expect(await dispatch("Name of off")).toEqual(NOT_FOUND);
  });

  it("has the changed scope with the very next call", async () => {
    const key = await createSurfaceKey(surface, { environment: "test", scopes: [] });
    expect(await call("faq", key)).toEqual(refusedBy(faq.capabilityId));
    const { surfaceId } = surface;
    await prisma().keyCapability.create({
      data: { organizationId, surfaceId, keyId: key.id, capabilityId: faq.capabilityId },
    });
    expect((await call("faq", key)).status).toBe(200);
    await prisma().keyCapability.deleteMany({ where: { keyId: key.id } });
    expect(await call("faq", key)).toEqual(refusedBy(faq.capabilityId));
  });

  it("calls nothing once its last capability is gone: it never becomes unscoped", async () => {
    const { itemId, capabilityId } = await offer("passing");
    const key = await createSurfaceKey(surface, { environment: "test", scopes: [capabilityId] });
    expect((await call("passing", key)).status).toBe(200);
    await prisma().surfaceItem.delete({ where: { id: itemId } });
    expect(await call("passing", key)).toEqual(NOT_FOUND);
    expect(await call("faq", key)).toEqual(refusedBy(faq.capabilityId));
  });
});

describe("a key that is not scoped", () => {
  it("calls every capability, also those that come later", async () => {
    expect((await call("faq", open)).status).toBe(200);
    expect((await call("orders", open)).status).toBe(200);
    await offer("later");
    expect((await call("later", open)).status).toBe(200);
  });

  it("gets 404 for what is off or not there", async () => {
    expect(await call("off", open)).toEqual(NOT_FOUND);
    expect(await call("disabled", open)).toEqual(NOT_FOUND);
    expect(await call("nothing", open)).toEqual(NOT_FOUND);
  });

  it("gets 404 for what another surface offers, of its product or not", async () => {
    const sibling = await makeSurface({ organizationId, productId: surface.productId });
    await makeOffer(sibling, { organizationId, slug: "sibling-only" });
    const other = await makeSurface({ organizationId: await createOrganization("Other") });
    await makeOffer(other, { organizationId: other.organizationId, slug: "foreign-only" });
    expect(await call("sibling-only", open)).toEqual(NOT_FOUND);
    expect(await call("foreign-only", open)).toEqual(NOT_FOUND);
  });

  it("ends with its revocation, and with its surface", async () => {
    const key = await createSurfaceKey(surface, { environment: "test" });
    await prisma().apiKey.update({ where: { id: key.id }, data: { revokedAt: new Date() } });
    const unauthorized = { status: 401, body: { error: "Invalid or missing API key" } };
    expect(await call("faq", key)).toEqual(unauthorized);
    const passing = await makeSurface({ organizationId });
    const orphan = await createSurfaceKey(passing, { environment: "test" });
    const { principal } = await createPerson({ organizationId });
    const { productId: id, surfaceId } = passing;
    const caller = { principal, requestId: newId("request") };
    await deleteSurface.perform(caller, () => ({ id, surfaceId }));
    expect(await call("faq", orphan, passing)).toEqual(unauthorized);
  });
});

describe("a surface that is paused", () => {
  it("answers 1,000 calls with 503, records each, and is well again at once", async () => {
    const paused = await makeSurface({ organizationId, status: "paused" });
    await makeOffer(paused, { organizationId, slug: "faq" });
    const key = await createSurfaceKey(paused, { environment: "test" });
    const calls = Array.from({ length: 1_000 }, () =>
      send(callRequest(paused, "faq", { headers: key.headers })),
    );
    for (const answer of await Promise.all(calls)) {
      expect(said(answer)).toEqual({ status: 503, body: { error: "Surface is paused" } });
      expect(answer.headers["retry-after"]).toBe("60");
    }
    await prisma().surface.update({
      where: { id: paused.surfaceId },
      data: { status: "active" },
    });
    expect((await call("faq", key, paused)).status).toBe(200);
    await new Flusher().drain();
    const { rows } = await pool().query(
      "SELECT status, count(*)::int FROM usage_events WHERE key_id = $1 GROUP BY status ORDER BY status",
      [key.id],
    );
    expect(rows).toEqual([
      { status: 200, count: 1 },
      { status: 503, count: 1_000 },
    ]);
  });
});
