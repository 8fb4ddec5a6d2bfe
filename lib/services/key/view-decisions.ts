import "server-only";
import { ALL_CONTRACTS } from "@/lib/contracts/all-contracts";
import { callCapabilityContract, dispatchCapabilityContract } from "@/lib/contracts/call/surface";
import type { KeyDecisions } from "@/lib/contracts/key/screen";
import { clock } from "@/lib/core/clock";
import type { Transaction } from "@/lib/db/prisma";
import { recentDecisions } from "@/lib/usage/key-requests";

/** The newest decisions on a key; what was called and is gone has no name. */
export async function viewDecisions(
  db: Transaction,
  organizationId: string,
  keyId: string,
  limit: number,
): Promise<KeyDecisions> {
  const decisions = await recentDecisions(organizationId, keyId, limit + 1);
  const called = new Set(decisions.flatMap(({ capabilityId }) => capabilityId ?? []));
  const [names, offered] = await Promise.all([
    namesOf(db, organizationId, [...called]),
    offeredTo(db, organizationId, keyId),
  ]);
  return {
    decisions: decisions
      .slice(0, limit)
      .map(({ at, capabilityId, durationUs, route, ...decision }) => ({
        ...decision,
        path: decision.path ?? route,
        act: actName(decision.method, route),
        at: at.toISOString(),
        capability:
          capabilityId === null
            ? (offered.get(slugIn(decision.path)) ?? null)
            : { id: capabilityId, name: names.get(capabilityId) ?? null },
        duration: durationUs === null ? null : durationUs / 1_000,
      })),
    hasMore: decisions.length > limit,
    timestamp: clock.now().toISOString(),
  };
}

async function namesOf(db: Transaction, organizationId: string, ids: string[]) {
  if (ids.length === 0) return new Map<string, string>();
  const rows = await db.capability.findMany({
    where: { organizationId, id: { in: ids } },
    select: { id: true, capabilityName: true },
  });
  return new Map(rows.map(({ id, capabilityName }) => [id, capabilityName]));
}

/** What stands behind each endpoint of a key's surface: a call that was refused early has only its path. */
async function offeredTo(db: Transaction, organizationId: string, keyId: string) {
  const key = await db.apiKey.findFirst({
    where: { organizationId, id: keyId },
    select: { surfaceId: true },
  });
  const offered = new Map<string | undefined, { id: string; name: string }>();
  if (!key?.surfaceId) return offered;
  const items = await db.surfaceItem.findMany({
    where: { organizationId, surfaceId: key.surfaceId },
    select: { endpointSlug: true, capability: { select: { id: true, capabilityName: true } } },
  });
  for (const { endpointSlug, capability } of items) {
    offered.set(endpointSlug, { id: capability.id, name: capability.capabilityName });
  }
  return offered;
}

/** The endpoint that the path of a call names. */
function slugIn(path: string | null): string | undefined {
  return /\/surfaces\/[^/]+\/api\/([^/]+)$/.exec(path ?? "")?.[1];
}

const UNKNOWN = "*";

const NAMES = new Map<string, string>([
  ...ALL_CONTRACTS.flatMap(({ http }): [string, string][] =>
    http ? [[`${http.method} ${http.path}`, http.summary]] : [],
  ),
  [`POST ${callCapabilityContract.path}`, "Call a capability"],
  [`POST ${dispatchCapabilityContract.path}`, "Dispatch to a capability"],
]);

/** What a request asked for, in words; null when nothing answers to the method at this route. */
export function actName(method: string, route: string): string | null {
  if (route === UNKNOWN) return "Unknown address";
  return NAMES.get(`${method === "HEAD" ? "GET" : method} ${route}`) ?? null;
}
