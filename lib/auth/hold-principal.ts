import "server-only";
import { AppError } from "@/lib/core/errors";
import { holdLivingKey, holdMembership } from "@/lib/db/locks";
import type { Transaction } from "@/lib/db/prisma";
import { env } from "@/lib/env";
import type { Principal } from "@/lib/policy/principal";

/**
 * The principal as it is now, held until the transaction ends: who was revoked or demoted before
 * writes nothing any more. Throws `unauthorized`.
 */
export async function holdPrincipal(tx: Transaction, principal: Principal): Promise<Principal> {
  if (principal.kind === "user") {
    const role = await holdMembership(tx, principal, env().RUNTYPE_SESSION_IDLE_HOURS);
    if (!role) throw new AppError("unauthorized", "Your session has ended. Sign in again.");
    return { ...principal, role };
  }
  const key = await holdLivingKey(tx, principal.keyId, principal.secretId);
  if (!key) throw new AppError("unauthorized", "Invalid or missing API key");
  const { permissions, environment, allowedIps } = key;
  const facts = { environment, allowedIps, expiresAt: key.expiresAt?.getTime() ?? null };
  return principal.kind === "platformKey"
    ? { ...principal, ...facts, permissions }
    : { ...principal, ...facts };
}
