import "server-only";
import { storedConfig } from "@/lib/contracts/surface/settings";
import { BatchLoader } from "@/lib/core/batch-loader";
import { idPattern } from "@/lib/core/ids";
import { withDatabaseTimeout } from "@/lib/db/database-timeout";
import { prisma } from "@/lib/db/prisma";

type Allowed = { productId: string; origins: string[] };

/** Anyone may ask, without a key: however many do, the database is asked one question at a time. */
const surfaces = new BatchLoader<Allowed>(async (ids) => {
  const found = await withDatabaseTimeout(
    prisma().surface.findMany({
      where: { id: { in: ids } },
      select: { id: true, productId: true, config: true },
    }),
  );
  return new Map(
    found.map(({ id, productId, config }) => [
      id,
      { productId, origins: storedConfig(config).cors?.allowedOrigins ?? [] },
    ]),
  );
});

/** Origins whose pages may call a surface; none unless its settings name some. */
export async function allowedOrigins(productId: string, surfaceId: string): Promise<string[]> {
  if (!idPattern("surface").test(surfaceId)) return [];
  const surface = await withDatabaseTimeout(surfaces.load(surfaceId));
  return surface?.productId === productId ? surface.origins : [];
}
