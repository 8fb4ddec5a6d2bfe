import "server-only";
import type { SurfaceKeyView } from "@/lib/contracts/surface-key";
import type { SurfacePlace } from "@/lib/db/key-states";
import type { Transaction } from "@/lib/db/prisma";
import { surfaceCapabilities } from "@/lib/services/key/surface-capabilities";

/** Keys of a surface with the names of what they may call and of the keys that minted them. */
export async function showKeys(db: Transaction, place: SurfacePlace, keys: SurfaceKeyView[]) {
  const [capabilities, minters] = await Promise.all([
    surfaceCapabilities(db, place),
    mintersOf(db, place.organizationId, keys),
  ]);
  return keys.map((key) => ({
    ...key,
    capabilities: capabilities.filter(({ id }) => key.scopes.includes(id)),
    mintedBy: minters.get(key.mintedByKeyId ?? "") ?? null,
  }));
}

async function mintersOf(db: Transaction, organizationId: string, keys: SurfaceKeyView[]) {
  const ids = [...new Set(keys.flatMap(({ mintedByKeyId }) => mintedByKeyId ?? []))];
  const rows = await db.apiKey.findMany({
    where: { organizationId, id: { in: ids } },
    select: { id: true, name: true },
  });
  return new Map(rows.map((row) => [row.id, row]));
}
