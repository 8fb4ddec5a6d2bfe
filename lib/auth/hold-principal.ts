import "server-only";
import {
  addressNotAllowed,
  customerSuspended,
  invalidKey,
  sessionEnded,
} from "@/lib/core/refusals";
import { holdCustomer } from "@/lib/db/content-locks";
import { type HeldKey, holdLivingKey, holdMembership, holdRole } from "@/lib/db/locks";
import { inTransaction, type Transaction } from "@/lib/db/prisma";
import { env } from "@/lib/env";
import type { KeyPrincipal, Principal } from "@/lib/policy/principal";

/** Who asks, and from where where that is known. */
type Asking = { principal: Principal; address?: string | null | undefined };

/**
 * The principal as it is now, held until the transaction ends: who was revoked or demoted before
 * writes nothing any more. Throws `unauthorized`, or `forbidden` for where a key is used from.
 */
export async function holdPrincipal(
  tx: Transaction,
  { principal, address }: Asking,
): Promise<Principal> {
  if (principal.kind === "user") {
    const role = await holdMembership(tx, principal, env().RUNTYPE_SESSION_IDLE_HOURS);
    if (!role) throw sessionEnded();
    return { ...principal, role };
  }
  const key = await holdLivingKey(tx, principal, address ?? null);
  if (!key) throw invalidKey();
  if (address !== undefined && !key.isFromHere) throw addressNotAllowed();
  return asHeld(tx, principal, key);
}

type Maker = { organizationId: string; userId: string | null; keyId: string | null };

/**
 * The maker of something that is used later, as they are now, held until the transaction ends, wherever
 * they are signed in and called from. Throws as {@link holdPrincipal} does.
 */
export async function holdMaker(tx: Transaction, maker: Maker): Promise<Principal> {
  const { organizationId, userId, keyId } = maker;
  if (userId !== null) {
    const role = await holdRole(tx, { organizationId, userId });
    if (!role) throw sessionEnded();
    return { kind: "user", organizationId, userId, sessionId: "", role };
  }
  const key = keyId === null ? undefined : await holdLivingKey(tx, { keyId, secretId: null }, null);
  if (keyId === null || !key) throw invalidKey();
  const { permissions, environment, allowedIps, customerId } = key;
  const facts = { permissions, environment, allowedIps, customerId, expiresAt: null, windows: [] };
  const caller = { kind: "platformKey", organizationId, keyId, secretId: "", name: "" } as const;
  return asHeld(tx, { ...caller, ...facts }, key);
}

async function asHeld(
  tx: Transaction,
  principal: KeyPrincipal,
  key: HeldKey,
): Promise<KeyPrincipal> {
  const { permissions, environment, allowedIps, customerId } = key;
  const customer =
    customerId === null
      ? undefined
      : await holdCustomer(tx, principal.organizationId, { id: customerId });
  if (customer?.suspended) throw customerSuspended();
  const facts = {
    environment,
    allowedIps,
    customerId,
    expiresAt: key.expiresAt?.getTime() ?? null,
  };
  return principal.kind === "platformKey"
    ? { ...principal, ...facts, permissions }
    : { ...principal, ...facts, capabilities: key.capabilities ?? "all" };
}

/**
 * Milliseconds for which what was decided on a caller holds while their request arrives: more than
 * the work of others may hold up this process, which must not make every request ask twice.
 */
const MAX_AGE = 250;

/**
 * The principal once the whole request is there, asked again only when that took a while: the body
 * of a request comes when its caller likes. Reading it before the decision would save this, and let
 * anyone have us hold a megabyte for each connection. The same object where nobody was asked.
 * Throws as {@link holdPrincipal} does.
 */
export async function presentPrincipal(
  asking: Asking & { decidedAt?: number | undefined },
): Promise<Principal> {
  const { principal, decidedAt } = asking;
  const isFresh = decidedAt === undefined || performance.now() - decidedAt < MAX_AGE;
  return isFresh ? principal : inTransaction((tx) => holdPrincipal(tx, asking));
}
