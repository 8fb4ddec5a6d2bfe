import "server-only";
import type { z } from "zod";
import { storedObject } from "@/lib/contracts/json-field";
import type { surfaceView } from "@/lib/contracts/surface";
import { storedBehavior, storedConfig } from "@/lib/contracts/surface-settings";
import { clock } from "@/lib/core/clock";
import type { Prisma } from "@/lib/db/generated/client";
import type { Principal } from "@/lib/policy/principal";
import { holds } from "@/lib/services/caller-rights";
import { viewItem, withCapability } from "./item-view";

const MAX_KEYS = 100;

/** What a surface is read with. */
export const withItemsAndKeys = {
  items: { include: withCapability, orderBy: [{ displayOrder: "asc" }, { id: "asc" }] },
  keys: {
    select: {
      id: true,
      name: true,
      environment: true,
      scoped: true,
      createdAt: true,
      expiresAt: true,
      disabledAt: true,
      revokedAt: true,
      secrets: { select: { prefix: true }, orderBy: { createdAt: "desc" }, take: 1 },
    },
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
    take: MAX_KEYS + 1,
  },
} as const satisfies Prisma.SurfaceInclude;

type SurfaceRow = Prisma.SurfaceGetPayload<{ include: typeof withItemsAndKeys }>;

/** A surface as a principal may see it: its keys only with the right to read keys. */
export function viewSurface(row: SurfaceRow, principal: Principal): z.input<typeof surfaceView> {
  const { organizationId: _, items, createdAt, updatedAt, ...facts } = row;
  const keys = holds(principal, "SURFACE_KEYS:READ") ? row.keys : [];
  return {
    ...facts,
    config: storedConfig(row.config),
    behavior: storedBehavior(row.behavior),
    inbound: storedObject.parse(row.inbound),
    outbound: storedObject.parse(row.outbound),
    items: items.map(viewItem),
    keys: keys.slice(0, MAX_KEYS).map(viewKey),
    keysHasMore: keys.length > MAX_KEYS,
    keysUrl: `/v1/products/${row.productId}/surfaces/${row.id}/keys`,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}

function viewKey(key: SurfaceRow["keys"][number]) {
  const { id, name, environment, scoped, createdAt, expiresAt, disabledAt, revokedAt } = key;
  const isExpired = expiresAt !== null && expiresAt <= clock.now();
  return {
    id,
    name: name || null,
    keyPrefix: key.secrets[0]?.prefix ?? "",
    environment,
    scoped,
    isActive: revokedAt === null && disabledAt === null && !isExpired,
    createdAt: createdAt.toISOString(),
  };
}

export function viewSurfaceFacts(row: Prisma.SurfaceGetPayload<object>) {
  const { id, productId, name, type, status, environment } = row;
  return {
    id,
    productId,
    name,
    type,
    status,
    environment,
    inbound: storedObject.parse(row.inbound),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
