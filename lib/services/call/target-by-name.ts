import "server-only";
import { storedBehavior, storedItemConfig } from "@/lib/contracts/surface/settings";
import type { Prisma } from "@/lib/db/generated/client";
import { prisma } from "@/lib/db/prisma";
import type { CalledCapability, CallTarget } from "@/lib/decisions/decision-store";
import type { SurfaceKeyPrincipal } from "@/lib/policy/principal";

/**
 * Where a call with a key of the surface goes that names its capability in the body: by its slug,
 * or by any of its names. Null when the surface is gone.
 */
export function targetByName(principal: SurfaceKeyPrincipal, name: string) {
  const named = [{ exposedName: name }, { capability: { capabilityName: name } }];
  return findTarget(principal, name, [{ endpointSlug: name }, ...named]);
}

/** Where a call goes whose path names the endpoint, as it is now. Null when the surface is gone. */
export function targetBySlug(principal: SurfaceKeyPrincipal, slug: string) {
  return findTarget(principal, slug, [{ endpointSlug: slug }]);
}

async function findTarget(
  { organizationId, productId, surfaceId }: SurfaceKeyPrincipal,
  name: string,
  meant: Prisma.SurfaceItemWhereInput[],
): Promise<CallTarget | null> {
  const surface = await prisma().surface.findFirst({
    where: { id: surfaceId, productId, organizationId },
    select: { status: true, behavior: true },
  });
  if (!surface) return null;
  return {
    paused: surface.status === "paused",
    answersAll: storedBehavior(surface.behavior).response?.mode === "all",
    capability: await findCapability({ organizationId, surfaceId }, name, meant),
  };
}

async function findCapability(
  place: { organizationId: string; surfaceId: string },
  name: string,
  meant: Prisma.SurfaceItemWhereInput[],
): Promise<CalledCapability | null> {
  const found = await prisma().surfaceItem.findMany({
    where: {
      ...place,
      enabled: true,
      capability: { enabled: true },
      OR: meant,
    },
    select: {
      endpointSlug: true,
      exposedName: true,
      config: true,
      capability: {
        select: {
          id: true,
          revision: true,
          flow: { select: { id: true, revision: true, publishedVersion: true } },
        },
      },
    },
    orderBy: [{ displayOrder: "asc" }, { id: "asc" }],
  });
  const item = closest(found, name);
  if (!item) return null;
  const { id: capabilityId, revision: capabilityRevision, flow } = item.capability;
  return {
    capabilityId,
    capabilityRevision,
    flowId: flow.id,
    flowRevision: flow.revision,
    publishedVersion: flow.publishedVersion,
    outputStep: storedItemConfig(item.config).outputStep ?? null,
  };
}

/** The slug goes before the name it is exposed by, and that before the capability's own. */
function closest<I extends { endpointSlug: string; exposedName: string | null }>(
  items: readonly I[],
  name: string,
): I | undefined {
  return (
    items.find(({ endpointSlug }) => endpointSlug === name) ??
    items.find(({ exposedName }) => exposedName === name) ??
    items[0]
  );
}
