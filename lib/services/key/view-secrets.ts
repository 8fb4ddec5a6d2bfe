import "server-only";
import type { KeySecret } from "@/lib/contracts/key-screen";
import type { Transaction } from "@/lib/db/prisma";
import { callersBySecret } from "@/lib/usage/callers";
import { requestsBySecret } from "@/lib/usage/key-traffic";

const MAX_SECRETS = 20;

/** The secrets of a key, newest first, each with its traffic; callers of those that live. */
export async function viewSecrets(
  db: Transaction,
  organizationId: string,
  keyId: string,
  now: Date,
): Promise<KeySecret[]> {
  const rows = await db.apiSecret.findMany({
    where: { organizationId, keyId },
    orderBy: { createdAt: "desc" },
    take: MAX_SECRETS,
    select: {
      id: true,
      prefix: true,
      lastFour: true,
      createdAt: true,
      retireAt: true,
      use: { select: { lastAt: true, address: true } },
    },
  });
  const living = rows.filter(({ retireAt }) => retireAt === null || retireAt > now);
  const livingIds = living.length > 1 ? living.map(({ id }) => id) : [];
  const [requests, callers] = await Promise.all([
    requestsBySecret(organizationId, keyId),
    callersBySecret(organizationId, keyId, livingIds),
  ]);
  return rows.map(({ use, ...row }) => ({
    id: row.id,
    prefix: row.prefix,
    lastFour: row.lastFour,
    state: stateOf(row.retireAt, now),
    createdAt: row.createdAt.toISOString(),
    retireAt: row.retireAt?.toISOString() ?? null,
    lastUsedAt: use?.lastAt.toISOString() ?? null,
    lastUsedFrom: use?.address ?? null,
    requestsLastDay: requests.get(row.id) ?? 0,
    callers: callers
      .filter(({ secretId }) => secretId === row.id)
      .map(({ secretId: _, lastAt, ...caller }) => ({
        ...caller,
        lastAt: lastAt.toISOString(),
      })),
  }));
}

function stateOf(retireAt: Date | null, now: Date): KeySecret["state"] {
  if (retireAt === null) return "current";
  return retireAt > now ? "retiring" : "retired";
}
