import "server-only";
import type { DescribedSurface } from "@/lib/contracts/surface-openapi/build-surface-document";
import { storedBehavior, storedConfig } from "@/lib/contracts/surface-settings";
import { AppError, notFound } from "@/lib/core/errors";
import { withDatabaseTimeout } from "@/lib/db/database-timeout";
import { prisma } from "@/lib/db/prisma";
import { env } from "@/lib/env";
import { decide, isOnSurface, mayInvoke } from "@/lib/policy/decide";
import type { Principal } from "@/lib/policy/principal";

const NEED = { permission: "PRODUCTS:READ" } as const;

type Place = { id: string; surfaceId: string };

/**
 * A surface as a caller may see it: a scoped key sees what it may call. Throws `unauthorized`,
 * `forbidden` or `not_found`.
 */
export async function describeSurface(
  principal: Principal | null,
  { id: productId, surfaceId }: Place,
): Promise<DescribedSurface> {
  const surface = await withDatabaseTimeout(findSurface(productId, surfaceId));
  const isPublic = storedConfig(surface?.config).openapi?.access === "public";
  if (!surface || !isPublic) assertReader(principal, { productId, surfaceId }, surface);
  if (!surface) throw notFound("Surface");
  const onlyOwn = principal?.kind === "surfaceKey" && !isPublic;
  const items = surface.items.filter(
    ({ capabilityId }) => !onlyOwn || mayInvoke(principal, { productId, surfaceId, capabilityId }),
  );
  const path = `/v1/products/${productId}/surfaces/${surfaceId}/api`;
  return {
    url: new URL(env().NEXTAUTH_URL).origin + path,
    productName: surface.product.name,
    productDescription: surface.product.description,
    name: surface.name,
    revision: surface.revision,
    answersAll: storedBehavior(surface.behavior).response?.mode === "all",
    capabilities: items.map(({ capability, ...item }) => ({
      slug: item.endpointSlug,
      name: item.exposedName ?? capability.capabilityName,
      description: item.exposedDescription ?? capability.capabilityDescription,
      parametersSchema: capability.parametersSchema,
    })),
  };
}

/** Whoever may not read learns nothing of what there is. */
function assertReader(
  principal: Principal | null,
  place: { productId: string; surfaceId: string },
  surface: { organizationId: string } | null,
): void {
  if (!principal) throw new AppError("unauthorized", "Invalid or missing API key");
  if (isOnSurface(principal, place)) return;
  if (!decide(principal, NEED).allowed) {
    const { permission } = NEED;
    throw new AppError("forbidden", `Missing required permission: ${permission}`, { permission });
  }
  if (surface?.organizationId !== principal.organizationId) throw notFound("Surface");
}

function findSurface(productId: string, surfaceId: string) {
  return prisma().surface.findFirst({
    where: { id: surfaceId, productId },
    include: {
      product: { select: { name: true, description: true } },
      items: {
        where: { enabled: true, capability: { enabled: true } },
        orderBy: [{ displayOrder: "asc" }, { id: "asc" }],
        include: { capability: true },
      },
    },
  });
}
