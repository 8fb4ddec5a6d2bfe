import "server-only";
import type { z } from "zod";
import { storedObject } from "@/lib/contracts/json-field";
import { storedItemConfig } from "@/lib/contracts/surface/settings";
import type { surfaceItemContracts, surfaceItemView } from "@/lib/contracts/surface-item/contracts";
import { isoDates } from "@/lib/core/clock";
import { invalidField, notFound } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { endpointSlugTaken, onSurfaceAlready } from "@/lib/core/refusals";
import { orRefuse } from "@/lib/db/database-errors";
import type { Prisma } from "@/lib/db/generated/client";
import type { Transaction } from "@/lib/db/prisma";
import { freeSlug, slugOf } from "@/lib/services/catalog/place";
import type { ProductPlace } from "./place";

/** What an item is read with. */
export const withCapability = {
  capability: { select: { capabilityName: true } },
} as const satisfies Prisma.SurfaceItemInclude;

type ItemRow = Prisma.SurfaceItemGetPayload<{ include: typeof withCapability }>;

export function viewItem(row: ItemRow): z.input<typeof surfaceItemView> {
  const { organizationId: _, productId: __, capability, ...facts } = row;
  return {
    ...isoDates(facts),
    capabilityName: capability.capabilityName,
    presentation: storedObject.parse(row.presentation),
    config: storedItemConfig(row.config),
  };
}

/** Where the items of a surface stand. Throws `not_found` unless the product has the surface. */
export async function itemPlace(db: Transaction, place: ProductPlace, surfaceId: string) {
  const found = await db.surface.findFirst({
    where: { ...place, id: surfaceId },
    select: { id: true },
  });
  if (!found) throw notFound("Surface");
  return { ...place, surfaceId };
}

type SurfacePlace = ProductPlace & { surfaceId: string };

type ItemFacts = Omit<z.output<typeof surfaceItemContracts.create.input>, "id" | "surfaceId">;

/**
 * A new endpoint at the end of a surface whose product is locked. Throws `bad_request` for the
 * capability, `conflict` when it is there already or the slug is taken.
 */
export async function addItem(db: Transaction, place: SurfacePlace, facts: ItemFacts) {
  const { organizationId, productId, surfaceId } = place;
  const { endpointSlug, capabilityId, ...columns } = facts;
  const capability = await db.capability.findFirst({
    where: { organizationId, productId, id: capabilityId },
    select: { capabilityName: true },
  });
  if (!capability) throw invalidField("capabilityId", "The product has no such capability.");
  const siblings = await db.surfaceItem.findMany({
    where: place,
    select: { endpointSlug: true, capabilityId: true, displayOrder: true },
  });
  if (siblings.some((item) => item.capabilityId === capabilityId)) throw onSurfaceAlready();
  const taken = new Set(siblings.map((item) => item.endpointSlug));
  const usual = slugOf(facts.exposedName ?? capability.capabilityName);
  const slug = endpointSlug ?? freeSlug(usual, taken);
  const displayOrder = Math.max(-1, ...siblings.map((item) => item.displayOrder)) + 1;
  const row = await orRefuse(
    db.surfaceItem.create({
      data: {
        id: newId("surfaceItem"),
        organizationId,
        productId,
        surfaceId,
        capabilityId,
        displayOrder,
        ...columns,
        config: { ...columns.config },
        endpointSlug: slug,
      },
      include: withCapability,
    }),
    { duplicate: endpointSlugTaken(slug) },
  );
  return viewItem(row);
}
