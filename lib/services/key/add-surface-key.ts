import "server-only";
import type { z } from "zod";
import { storedConfig } from "@/lib/contracts/surface/settings";
import type { NewSurfaceKey, surfaceKeyContracts } from "@/lib/contracts/surface-key/contracts";
import { isoDates } from "@/lib/core/clock";
import { invalidRequest, notFound } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { nameIn, type SurfaceWindow, surfaceLimits } from "@/lib/core/windows";
import { holdCapabilities, holdSurface } from "@/lib/db/content-locks";
import { Prisma } from "@/lib/db/generated/client";
import type { SurfacePlace } from "@/lib/db/key-status";
import type { Transaction } from "@/lib/db/prisma";
import type { Powers } from "@/lib/policy/key-reach";
import type { Principal } from "@/lib/policy/principal";
import { holdReach, limitColumns, limitFields, momentOf } from "./hold-reach";
import { hintOf } from "./key-facts";
import { mintSecret } from "./secrets";

/**
 * A limit without a value is the default of the surface; null is none, or the most an API key can give.
 * The customer is held already.
 */
export type SurfaceKeyFacts = Omit<
  z.output<typeof surfaceKeyContracts.create.input>,
  "id" | "surfaceId" | "scoped" | "customer"
>;

/**
 * A new key of a surface, with the plaintext that nothing else keeps. Throws `not_found` for the
 * surface, `bad_request` for its scopes and for what the minter may not give, named as it was asked.
 */
export async function addSurfaceKey(
  db: Transaction,
  minter: Principal,
  place: SurfacePlace,
  facts: SurfaceKeyFacts,
  askedUnder = "",
): Promise<NewSurfaceKey> {
  const { powers, scopes } = await judgeSurfaceKey(db, minter, place, facts, askedUnder);
  const { customerId = null, integration = null } = facts;
  const id = newId("key");
  const key = await db.apiKey.create({
    data: {
      id,
      ...place,
      environment: facts.environment,
      name: facts.name ?? "",
      ...limitColumns(powers),
      allowedIps: [...powers.allowedIps],
      expiresAt: powers.expiresAt === null ? null : new Date(powers.expiresAt),
      customerId,
      integration,
      metadata: facts.metadata ?? Prisma.DbNull,
      permissions: [],
      scoped: scopes.length > 0,
      createdById: minter.kind === "user" ? minter.userId : null,
      mintedByKeyId: minter.kind === "user" ? null : minter.keyId,
    },
  });
  await grantScopes(db, place, id, scopes);
  const { plaintext, prefix: keyPrefix, lastFour } = await mintSecret(db, key);
  const { environment, allowedIps, expiresAt, createdAt } = key;
  return {
    ...isoDates({ id, environment, allowedIps, expiresAt, createdAt }),
    ...limitFields(key),
    surfaceId: place.surfaceId,
    name: key.name || null,
    key: plaintext,
    keyPrefix,
    keyHint: hintOf(lastFour),
    scopes,
    customerId,
    integration,
    isActive: true,
  };
}

/** What a new key would be able to do and call. Throws as {@link addSurfaceKey} does. */
export async function judgeSurfaceKey(
  db: Transaction,
  minter: Principal,
  place: SurfacePlace,
  facts: SurfaceKeyFacts,
  askedUnder = "",
): Promise<{ powers: Powers; scopes: string[] }> {
  if (!(await holdSurface(db, place))) throw notFound("Surface");
  const powers = await powersOf(db, minter, place, facts, askedUnder);
  return { powers, scopes: await holdScopes(db, place, facts.scopes ?? []) };
}

/** Lets a key call capabilities that are held. */
export async function grantScopes(
  db: Transaction,
  { organizationId, surfaceId }: SurfacePlace,
  keyId: string,
  capabilityIds: readonly string[],
): Promise<void> {
  if (capabilityIds.length === 0) return;
  await db.keyCapability.createMany({
    data: capabilityIds.map((capabilityId) => ({ organizationId, surfaceId, keyId, capabilityId })),
  });
}

/** What the key is given; what it does not name, it has of its surface. */
async function powersOf(
  db: Transaction,
  minter: Principal,
  { surfaceId: id }: SurfacePlace,
  facts: SurfaceKeyFacts,
  askedUnder: string,
): Promise<Powers> {
  const select = { config: true };
  const { config } = await db.surface.findUniqueOrThrow({ where: { id }, select });
  const usual = defaultLimits(config);
  const limits = surfaceLimits((_, name) => facts[name]);
  return holdReach(minter, {
    key: null,
    powers: { ...limits, allowedIps: facts.allowedIps, expiresAt: momentOf(facts.expiresAt) },
    usual: surfaceLimits(usual),
    askedUnder,
  });
}

/**
 * The scopes of a key in the order of its surface; none of them leaves it before this transaction
 * ends. Throws `bad_request`, naming each that is no capability of the surface, or is off and not
 * among those `kept`.
 */
export async function holdScopes(
  db: Transaction,
  place: SurfacePlace,
  scopes: readonly string[],
  kept: readonly string[] = [],
): Promise<string[]> {
  if (scopes.length === 0) return [];
  const held = await holdCapabilities(db, place, scopes);
  const enabled = new Map(held.map((each) => [each.id, each.enabled]));
  const issues = scopes.flatMap((id, at) => {
    const path = `scopes.${at}`;
    if (!enabled.has(id)) return [{ path, message: `${id} is no capability of this surface.` }];
    if (enabled.get(id) || kept.includes(id)) return [];
    return [{ path, message: `${id} is turned off on this surface.` }];
  });
  if (issues.length > 0) throw invalidRequest(issues);
  return held.map(({ id }) => id);
}

/** The limit that a surface gives, in each window, to keys which name none; null is none. */
export function defaultLimits(surfaceConfig: unknown) {
  const { rateLimit = {} } = storedConfig(surfaceConfig);
  return (window: SurfaceWindow) => rateLimit[nameIn("per", window)] ?? null;
}
