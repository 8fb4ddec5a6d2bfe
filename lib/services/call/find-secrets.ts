import "server-only";
import { prisma } from "@/lib/db/prisma";
import type { FoundSecret } from "@/lib/flows/secrets/run-secrets";
import type { Environment } from "@/lib/policy/roles";
import { openSecret } from "@/lib/services/sealed-secret";

/** The secrets of an organization and environment that a step names; read again for every step. */
export async function findSecrets(
  place: { organizationId: string; environment: Environment },
  keys: readonly string[],
): Promise<FoundSecret[]> {
  const rows = await prisma().organizationSecret.findMany({
    where: { ...place, key: { in: [...keys] } },
  });
  return rows.map((row) => ({ key: row.key, hosts: row.hosts, open: () => openSecret(row) }));
}
