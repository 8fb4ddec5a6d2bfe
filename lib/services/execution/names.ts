import "server-only";
import type { Transaction } from "@/lib/db/prisma";

type Place = { flowId: string | null; keyId: string | null; capabilityId: string | null };

/** Today's names of what runs point at; null for what is gone or has none. */
export type Names = { of: (id: string | null) => string | null };

export async function namesOf(
  db: Transaction,
  organizationId: string,
  runs: readonly Place[],
): Promise<Names> {
  const [flows, keys, capabilities] = await Promise.all([
    db.flow.findMany({
      where: { organizationId, id: { in: ids(runs, "flowId") } },
      select: { id: true, name: true },
    }),
    db.apiKey.findMany({
      where: { organizationId, id: { in: ids(runs, "keyId") } },
      select: { id: true, name: true },
    }),
    db.capability.findMany({
      where: { organizationId, id: { in: ids(runs, "capabilityId") } },
      select: { id: true, capabilityName: true },
    }),
  ]);
  const named = capabilities.map(({ id, capabilityName: name }) => ({ id, name }));
  const known = new Map([...flows, ...keys, ...named].map(({ id, name }) => [id, name]));
  return { of: (id) => (id === null ? null : (known.get(id) ?? null)) };
}

function ids(runs: readonly Place[], field: keyof Place): string[] {
  return [...new Set(runs.map((run) => run[field]).filter((id) => id !== null))];
}
