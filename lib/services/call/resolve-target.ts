import "server-only";
import { storedBehavior, storedItemConfig } from "@/lib/contracts/surface-settings";
import { prisma } from "@/lib/db/prisma";
import type { SurfaceKeyPrincipal } from "@/lib/policy/principal";
import type { CalledCapability, CallTarget } from "@/lib/services/call/target";

/** A capability by its slug on the surface, or by any of its names. */
export type CapabilityName = { slug: string } | { name: string };

/** Where a call with a key of the surface goes, as it is now; undefined when the surface is gone. */
export async function resolveTarget(
  { organizationId, productId, surfaceId }: SurfaceKeyPrincipal,
  name: CapabilityName,
): Promise<CallTarget | undefined> {
  const surface = await prisma().surface.findFirst({
    where: { id: surfaceId, productId, organizationId },
    select: { status: true, behavior: true },
  });
  if (!surface) return undefined;
  return {
    surface: {
      id: surfaceId,
      productId,
      organizationId,
      paused: surface.status === "paused",
      answersAll: storedBehavior(surface.behavior).response?.mode === "all",
    },
    capability: await findCapability({ organizationId, surfaceId }, name),
  };
}

async function findCapability(
  place: { organizationId: string; surfaceId: string },
  name: CapabilityName,
): Promise<CalledCapability | undefined> {
  const found = await prisma().surfaceItem.findMany({
    where: { ...place, enabled: true, capability: { enabled: true }, ...namedBy(name) },
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
  const item = "slug" in name ? found[0] : closest(found, name.name);
  if (!item) return undefined;
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

function namedBy(name: CapabilityName) {
  if ("slug" in name) return { endpointSlug: name.slug };
  const { name: text } = name;
  return {
    OR: [{ endpointSlug: text }, { exposedName: text }, { capability: { capabilityName: text } }],
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
