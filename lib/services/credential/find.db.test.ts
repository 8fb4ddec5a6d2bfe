import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { hashSecret } from "@/lib/credentials/hash-secret";
import { prisma } from "@/lib/db/prisma";
import { env } from "@/lib/env";
import type { Principal } from "@/lib/policy/principal";
import { createKey } from "@/tests/factories/key";
import { createPerson } from "@/tests/factories/people";
import { createSurfaceKey, makeSurface } from "@/tests/factories/surface";
import { findKey } from "./reads";

const random = () => randomBytes(32).toString("base64url");
process.env.RUNTYPE_KEY_PEPPERS = `1:${random()},2:${random()}`;

const { principal } = await createPerson({ role: "viewer" });
const { organizationId } = principal;

async function find(credential: string, as: Principal = principal) {
  const caller = { principal: as, requestId: newId("request") };
  return (await findKey.perform(caller, () => ({ credential }))).key;
}

describe("the key of a pasted secret", () => {
  it.each([
    ["good", {}],
    ["revoked", { revokedAt: new Date() }],
    ["disabled", { disabledAt: new Date() }],
    ["expired", { expiresAt: new Date(0) }],
    ["of the other prefix", { house: "tv" as const }],
  ])("is found while it is %s", async (_state, facts) => {
    const { id, plaintext } = await createKey({ organizationId, name: "CI", ...facts });
    expect(await find(plaintext)).toEqual({ id, name: "CI", surface: null });
  });

  it("is found by a secret that was retired", async () => {
    const { id, secretId, plaintext } = await createKey({ organizationId });
    await prisma().apiSecret.update({ where: { id: secretId }, data: { retireAt: new Date(0) } });
    expect((await find(plaintext))?.id).toBe(id);
  });

  it("is found under every pepper", async () => {
    const { id, secretId, plaintext } = await createKey({ organizationId });
    for (const [pepperVersion, pepper] of env().RUNTYPE_KEY_PEPPERS) {
      const hash = hashSecret(plaintext, pepper);
      await prisma().apiSecret.update({ where: { id: secretId }, data: { hash, pepperVersion } });
      expect((await find(plaintext))?.id).toBe(id);
    }
  });

  it("is told with its surface, also once that is gone", async () => {
    const place = await makeSurface({ organizationId });
    const { id, plaintext } = await createSurfaceKey(place, { environment: "test" });
    const { productId, surfaceId } = place;
    const found = { id, name: "Acme", surface: { productId, surfaceId, exists: true } };
    expect(await find(plaintext)).toEqual(found);
    await prisma().surface.delete({ where: { id: surfaceId } });
    expect(await find(plaintext)).toEqual({
      ...found,
      surface: { ...found.surface, exists: false },
    });
  });

  it("is not told to another organization, nor for what is no key", async () => {
    const { plaintext } = await createKey({ organizationId });
    expect(await find(plaintext, (await createPerson()).principal)).toBeNull();
    for (const text of ["", "junk", plaintext.slice(0, -1), `rt_live_${"0".repeat(38)}`]) {
      expect(await find(text)).toBeNull();
    }
  });

  it("is not told to a key", async () => {
    const { plaintext, id, secretId } = await createKey({ organizationId });
    const as: Principal = {
      kind: "platformKey",
      organizationId,
      keyId: id,
      secretId,
      environment: "production",
      permissions: ["*"],
      name: "",
      allowedIps: [],
      expiresAt: null,
      customerId: null,
      windows: [],
    };
    await expect(find(plaintext, as)).rejects.toMatchObject({ code: "forbidden" });
  });
});
