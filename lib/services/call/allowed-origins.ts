import "server-only";
import { storedConfig } from "@/lib/contracts/surface-settings";
import { prisma } from "@/lib/db/prisma";

/** Origins whose pages may call a surface; none unless its settings name some. */
export async function allowedOrigins(productId: string, surfaceId: string): Promise<string[]> {
  const surface = await prisma().surface.findFirst({
    where: { id: surfaceId, productId },
    select: { config: true },
  });
  return storedConfig(surface?.config).cors?.allowedOrigins ?? [];
}
