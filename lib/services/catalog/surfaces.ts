import "server-only";
import type { z } from "zod";
import { storedObject } from "@/lib/contracts/json-field";
import type { surfaceContracts, surfaceView } from "@/lib/contracts/surface/contracts";
import { storedBehavior, storedConfig } from "@/lib/contracts/surface/settings";
import { clock, isoDates } from "@/lib/core/clock";
import { invalidField, notFound } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { nameIn, SURFACE_WINDOWS } from "@/lib/core/windows";
import type { Prisma } from "@/lib/db/generated/client";
import type { Transaction } from "@/lib/db/prisma";
import { maxLimit } from "@/lib/env";
import type { Principal } from "@/lib/policy/principal";
import { holds } from "@/lib/services/caller-rights";
import { viewItem, withCapability } from "./items";
import { type ProductPlace, placeOf } from "./place";

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
  const keys = holds(principal, "SURFACE_KEYS:READ") ? row.keys : [];
  return {
    ...viewSurfaceFacts(row),
    config: storedConfig(row.config),
    behavior: storedBehavior(row.behavior),
    outbound: storedObject.parse(row.outbound),
    revision: row.revision,
    items: row.items.map(viewItem),
    keys: keys.slice(0, MAX_KEYS).map(viewKey),
    keysHasMore: keys.length > MAX_KEYS,
    keysUrl: `/v1/products/${row.productId}/surfaces/${row.id}/keys`,
  };
}

function viewKey(key: SurfaceRow["keys"][number]) {
  const { id, name, environment, scoped, createdAt, expiresAt, disabledAt, revokedAt } = key;
  const isExpired = expiresAt !== null && expiresAt <= clock.now();
  return {
    ...isoDates({ id, environment, scoped, createdAt }),
    name: name || null,
    keyPrefix: key.secrets[0]?.prefix ?? "",
    isActive: revokedAt === null && disabledAt === null && !isExpired,
  };
}

/** A surface as a principal may see it. Throws `not_found`. */
export async function readSurface(
  db: Transaction,
  principal: Principal,
  { productId, surfaceId }: { productId: string; surfaceId: string },
) {
  const row = await db.surface.findFirst({
    where: { ...placeOf(principal, productId), id: surfaceId },
    include: withItemsAndKeys,
  });
  if (!row) throw notFound("Surface");
  return viewSurface(row, principal);
}

export function viewSurfaceFacts(row: Prisma.SurfaceGetPayload<object>) {
  const { id, productId, name, type, status, environment, createdAt, updatedAt } = row;
  const facts = { id, productId, name, type, status, environment, createdAt, updatedAt };
  return { ...isoDates(facts), inbound: storedObject.parse(row.inbound) };
}

type SurfaceFacts = Omit<z.output<typeof surfaceContracts.create.input>, "id">;

/** A new surface of a product that is locked; answers its id. */
export async function addSurface(
  db: Transaction,
  place: ProductPlace,
  { config, behavior, ...columns }: SurfaceFacts,
): Promise<string> {
  const id = newId("surface");
  await db.surface.create({
    data: { id, ...place, ...columns, config: { ...config }, behavior: { ...behavior } },
  });
  return id;
}

type Config = Pick<ReturnType<typeof storedConfig>, "rateLimit"> | undefined;

/** Throws `bad_request` when an API key gives a surface usual limits that it could not give a key. */
export function assertDefaultLimits({ kind }: Principal, config: Config): void {
  if (kind === "user") return;
  for (const window of SURFACE_WINDOWS) {
    const name = nameIn("per", window);
    const max = maxLimit(window);
    if ((config?.rateLimit?.[name] ?? 0) <= max) continue;
    throw invalidField(`config.rateLimit.${name}`, `Allow at most ${max} requests per ${window}.`);
  }
}
