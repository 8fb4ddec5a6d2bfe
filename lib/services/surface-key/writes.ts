import "server-only";
import { type NewSurfaceKey, surfaceKeyContracts } from "@/lib/contracts/surface-key/contracts";
import { surfaceKeyScreens } from "@/lib/contracts/surface-key/screen";
import { invalidField } from "@/lib/core/errors";
import { surfaceLimits } from "@/lib/core/windows";
import { addSurfaceKey } from "@/lib/services/key/add-surface-key";
import { changeKeys, revokeKey, revokeKeys } from "@/lib/services/key/change-or-revoke-keys";
import { holdReach, newMarks, storedKey } from "@/lib/services/key/hold-reach";
import { customerOfKey } from "@/lib/services/key/key-customer";
import { lastUseOf } from "@/lib/services/key/key-facts";
import { rotateSecret } from "@/lib/services/key/secrets";
import { defineWrite } from "@/lib/services/verb";
import { heldPlace, surfacePlace, viewSurfaceKey } from "./view";

export const createSurfaceKey = defineWrite(surfaceKeyContracts.create, async (context) => {
  const { principal, input, db } = context;
  const place = surfacePlace(principal, input);
  if (input.scoped && !input.scopes) {
    throw invalidField("scopes", "Choose at least one capability.");
  }
  const { customer, ...facts } = input;
  const { customerId, audit } = await customerOfKey(db, principal, { ...facts, customer });
  const output = await addSurfaceKey(db, principal, place, { ...facts, customerId });
  return { output, audit: [...audit, creationFacts(output)] };
});

/** What the record says of a new key. */
export function creationFacts(made: NewSurfaceKey, more: { claimLinkId?: string } = {}) {
  const { id, name, surfaceId, environment, scopes, allowedIps, expiresAt } = made;
  const { customerId, integration } = made;
  const reach = { scopes, ...surfaceLimits((_, limit) => made[limit]), allowedIps, expiresAt };
  const metadata = { name, surfaceId, environment, ...reach, customerId, integration, ...more };
  return { id, metadata };
}

export const rotateSurfaceKey = defineWrite(surfaceKeyContracts.rotate, async (context) => {
  const { principal, input, db, precondition } = context;
  const place = await heldPlace(db, principal, input);
  const { keyId: id, revision, graceSeconds } = input;
  const rotation = { id, revision, precondition, graceSeconds };
  const { key, plaintext } = await rotateSecret(db, place, rotation, (row) => {
    holdReach(principal, { key: storedKey(row), replaced: ["secret"] });
  });
  const setByPerson = newMarks(principal, key, ["secret"]);
  if (setByPerson) await db.apiKey.update({ where: { id }, data: { setByPerson } });
  return {
    output: { ...(await viewSurfaceKey(db, place, id)), key: plaintext },
    audit: { id, metadata: { name: key.name, surfaceId: place.surfaceId, graceSeconds } },
  };
});

export const revokeSurfaceKey = defineWrite(surfaceKeyContracts.revoke, async (context) => {
  const { principal, input, db, precondition } = context;
  const place = await heldPlace(db, principal, input);
  const { keyId: id, reason } = input;
  const key = await revokeKey(db, place, principal, { id, reason, precondition });
  return {
    output: await viewSurfaceKey(db, place, id),
    audit: { id, metadata: { name: key.name, surfaceId: place.surfaceId, reason: reason ?? null } },
  };
});

export const updateSurfaceKeys = defineWrite(surfaceKeyScreens.updateMany, async (context) => {
  const { principal, input, db } = context;
  const place = await heldPlace(db, principal, input);
  const { keyIds, isActive, expiresAt } = input;
  return changeKeys(db, place, principal, { keyIds, isActive, expiresAt });
});

export const revokeSurfaceKeys = defineWrite(surfaceKeyScreens.revokeMany, async (context) => {
  const { principal, input, db } = context;
  const place = await heldPlace(db, principal, input);
  const { keyIds, reason } = input;
  const { output, audit } = await revokeKeys(db, place, principal, { keyIds, reason });
  const lastUsedAt = await lastUseOf(db, place, output.changed);
  return { output: { ...output, lastUsedAt }, audit };
});
