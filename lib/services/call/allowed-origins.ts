import "server-only";
import { z } from "zod";
import { prisma } from "@/lib/db/prisma";

const corsFacts = z.object({ cors: z.object({ allowedOrigins: z.array(z.string()) }) });

/** Origins whose pages may call a surface; none unless its settings name some. */
export async function allowedOrigins(productId: string, surfaceId: string): Promise<string[]> {
  const surface = await prisma().surface.findFirst({
    where: { id: surfaceId, productId },
    select: { config: true },
  });
  return corsFacts.safeParse(surface?.config).data?.cors.allowedOrigins ?? [];
}
