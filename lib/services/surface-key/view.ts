import "server-only";
import { storedObject } from "@/lib/contracts/json-field";
import type { SurfaceKeyView } from "@/lib/contracts/surface-key/contracts";
import { notFound } from "@/lib/core/errors";
import { perWindow, SURFACE_WINDOWS } from "@/lib/core/windows";
import { holdSurface } from "@/lib/db/content-locks";
import type { Prisma } from "@/lib/db/generated/client";
import type { KeyState, SurfacePlace } from "@/lib/db/key-status";
import type { Transaction } from "@/lib/db/prisma";
import type { Principal } from "@/lib/policy/principal";
import { limitFields } from "@/lib/services/key/hold-reach";
import { factColumns, keyFacts, keyState, rowsOfStates } from "@/lib/services/key/key-facts";

const selection = {
  ...factColumns,
  name: true,
  productId: true,
  surfaceId: true,
  scoped: true,
  ...perWindow("limitPer", SURFACE_WINDOWS, () => true as const),
  allowedIps: true,
  customerId: true,
  customer: { select: { externalId: true } },
  integration: true,
  metadata: true,
  mintedByKeyId: true,
  capabilities: {
    select: { capabilityId: true },
    orderBy: [{ item: { displayOrder: "asc" } }, { item: { id: "asc" } }],
  },
} as const satisfies Prisma.ApiKeySelect;

type KeyRow = Prisma.ApiKeyGetPayload<{ select: typeof selection }>;

type Address = { id: string; surfaceId: string };

/** The keys of a surface of the caller's organization. */
export function surfacePlace({ organizationId }: Principal, { id, surfaceId }: Address) {
  return {
    organizationId,
    kind: "surface" as const,
    productId: id,
    surfaceId,
  } satisfies SurfacePlace;
}

/** The same, of a surface that is there: its keys outlive it. Throws `not_found`, for the key by default. */
export async function livingPlace(
  db: Transaction,
  principal: Principal,
  address: Address,
  missing = "Surface key",
) {
  const place = surfacePlace(principal, address);
  const { organizationId, productId, surfaceId: id } = place;
  const where = { organizationId, productId, id };
  const surface = await db.surface.findFirst({ where, select: { id: true } });
  if (!surface) throw notFound(missing);
  return place;
}

/** The same for a change: the surface is not deleted before this transaction ends. */
export async function heldPlace(
  tx: Transaction,
  principal: Principal,
  address: Address,
  missing = "Surface key",
) {
  const place = surfacePlace(principal, address);
  if (!(await holdSurface(tx, place))) throw notFound(missing);
  return place;
}

/** The views of keys, in the order of their states; states of vanished keys are left out. */
export async function viewSurfaceKeys(
  db: Transaction,
  place: SurfacePlace,
  states: readonly KeyState[],
): Promise<SurfaceKeyView[]> {
  const rows = await db.apiKey.findMany({
    where: { id: { in: states.map(({ id }) => id) } },
    select: selection,
  });
  return rowsOfStates(states, rows).map(({ row, state }) => toView(row, place, state));
}

/** One key of a surface; throws `not_found`. */
export async function viewSurfaceKey(
  db: Transaction,
  place: SurfacePlace,
  id: string,
): Promise<SurfaceKeyView> {
  const [view] = await viewSurfaceKeys(db, place, [await keyState(db, place, id)]);
  if (!view) throw notFound("Surface key");
  return view;
}

function toView(row: KeyRow, place: SurfacePlace, state: KeyState): SurfaceKeyView {
  const { facts, hint } = keyFacts(row, state);
  return {
    ...facts,
    productId: place.productId,
    surfaceId: place.surfaceId,
    name: row.name || null,
    keyHint: hint,
    scopes: row.capabilities.map(({ capabilityId }) => capabilityId),
    scoped: row.scoped,
    ...limitFields(row),
    allowedIps: row.allowedIps,
    customerId: row.customerId,
    customer: row.customer?.externalId ?? null,
    integration: row.integration,
    metadata: row.metadata === null ? null : storedObject.parse(row.metadata),
    mintedByKeyId: row.mintedByKeyId,
  };
}
