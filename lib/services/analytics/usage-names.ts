import "server-only";
import type { UsageKey } from "@/lib/contracts/analytics/overview";
import type { Transaction } from "@/lib/db/prisma";
import { maskedSecret, newestSecret, type ShownSecret } from "@/lib/services/key/key-facts";

type KeyFacts = NonNullable<UsageKey["facts"]>;

/** Columns by which a person knows a key. */
export const nameColumns = {
  id: true,
  name: true,
  environment: true,
  secrets: newestSecret,
} as const;

/** What is known of keys, told apart by their secrets, by id; those that are gone are left out. */
export async function keyNames(
  db: Transaction,
  organizationId: string,
  keys: readonly { id: string }[],
): Promise<Map<string, KeyFacts>> {
  const rows = await db.apiKey.findMany({
    where: { organizationId, id: { in: keys.map(({ id }) => id) } },
    select: {
      ...nameColumns,
      kind: true,
      productId: true,
      surfaceId: true,
      revokedAt: true,
      surface: { select: { id: true } },
    },
  });
  const names = disambiguate(rows, ({ name }) => name, maskedKeyOf);
  return new Map(
    rows.map((row) => {
      const { id, kind, environment, productId, surfaceId } = row;
      const place = { kind, environment, productId, surfaceId };
      const maskedKey = maskedKeyOf(row);
      const name = row.name === "" ? maskedKey : (names.get(row) ?? "");
      const revoked = row.revokedAt !== null;
      const hasPage = kind === "platform" || row.surface !== null;
      return [id, { ...place, name, maskedKey, revoked, hasPage }];
    }),
  );
}

/** What tells a key from others of its name. */
export function maskedKeyOf({ secrets }: { secrets: readonly ShownSecret[] }): string {
  return maskedSecret(secrets[0]);
}

/** The names of capabilities, told apart by product, by id; those that are gone are left out. */
export async function capabilityNames(
  db: Transaction,
  organizationId: string,
  capabilities: readonly { id: string | null }[],
): Promise<Map<string | null, { name: string; productId: string }>> {
  const ids = capabilities.map(({ id }) => id).filter((id) => id !== null);
  const product = { select: { name: true } };
  const rows = await db.capability.findMany({
    where: { organizationId, id: { in: ids } },
    select: { id: true, capabilityName: true, productId: true, product },
  });
  const names = disambiguate(
    rows,
    ({ capabilityName }) => capabilityName,
    ({ product }) => product.name,
  );
  return new Map(
    rows.map((row) => [row.id, { name: names.get(row) ?? "", productId: row.productId }]),
  );
}

/** Names of things, each with a detail where others of them have the same name. */
export function disambiguate<T>(
  things: readonly T[],
  nameOf: (thing: T) => string,
  detailOf: (thing: T) => string,
): Map<T, string> {
  const counts = new Map<string, number>();
  for (const name of things.map(nameOf)) counts.set(name, (counts.get(name) ?? 0) + 1);
  return new Map(
    things.map((thing) => {
      const name = nameOf(thing);
      const isShared = (counts.get(name) ?? 0) > 1;
      return [thing, isShared ? `${name} (${detailOf(thing)})` : name];
    }),
  );
}
