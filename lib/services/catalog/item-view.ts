import "server-only";
import type { z } from "zod";
import { storedObject } from "@/lib/contracts/json-field";
import type { surfaceItemView } from "@/lib/contracts/surface-item";
import { storedItemConfig } from "@/lib/contracts/surface-settings";
import type { Prisma } from "@/lib/db/generated/client";

/** What an item is read with. */
export const withCapability = {
  capability: { select: { capabilityName: true } },
} as const satisfies Prisma.SurfaceItemInclude;

type ItemRow = Prisma.SurfaceItemGetPayload<{ include: typeof withCapability }>;

export function viewItem(row: ItemRow): z.input<typeof surfaceItemView> {
  const { organizationId: _, productId: __, capability, createdAt, updatedAt, ...facts } = row;
  return {
    ...facts,
    capabilityName: capability.capabilityName,
    presentation: storedObject.parse(row.presentation),
    config: storedItemConfig(row.config),
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}
