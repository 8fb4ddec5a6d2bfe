import "server-only";
import type { UsageKey } from "@/lib/contracts/usage-overview";
import type { Transaction } from "@/lib/db/prisma";
import { maskedSecret, newestSecret } from "@/lib/services/key/masked-secret";

type KeyFacts = NonNullable<UsageKey["facts"]>;

/** Columns by which a person knows a key. */
export const nameColumns = {
  id: true,
  name: true,
  environment: true,
  secrets: newestSecret,
} as const;

/** What is known of keys of an organization, by id; those that are gone are left out. */
export async function keyNames(
  db: Transaction,
  organizationId: string,
  ids: readonly string[],
): Promise<Map<string, KeyFacts>> {
  const rows = await db.apiKey.findMany({
    where: { organizationId, id: { in: [...ids] } },
    select: {
      ...nameColumns,
      kind: true,
      productId: true,
      surfaceId: true,
      revokedAt: true,
      surface: { select: { id: true } },
    },
  });
  return new Map(
    rows.map((row) => {
      const { id, kind, name, environment, productId, surfaceId } = row;
      const place = { kind, environment, productId, surfaceId };
      const hint = maskedSecret(row.secrets[0]);
      const revoked = row.revokedAt !== null;
      const hasPage = kind === "platform" || row.surface !== null;
      return [id, { ...place, name, maskedKey: hint, revoked, hasPage }];
    }),
  );
}

/** The names of capabilities of an organization, by id; those that are gone are left out. */
export async function capabilityNames(
  db: Transaction,
  organizationId: string,
  ids: readonly (string | null)[],
): Promise<Map<string | null, { name: string; productId: string }>> {
  const rows = await db.capability.findMany({
    where: { organizationId, id: { in: ids.filter((id) => id !== null) } },
    select: { id: true, capabilityName: true, productId: true },
  });
  return new Map(
    rows.map(({ id, capabilityName, productId }) => [id, { name: capabilityName, productId }]),
  );
}
