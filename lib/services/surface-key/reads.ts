import "server-only";
import type { z } from "zod";
import { type SurfaceKeyView, surfaceKeyContracts } from "@/lib/contracts/surface-key/contracts";
import { type CallableCapability, surfaceKeyScreens } from "@/lib/contracts/surface-key/screen";
import { notFound } from "@/lib/core/errors";
import { perWindow, SURFACE_WINDOWS } from "@/lib/core/windows";
import type { SurfacePlace } from "@/lib/db/key-status";
import type { Transaction } from "@/lib/db/prisma";
import type { Principal } from "@/lib/policy/principal";
import { defaultLimits } from "@/lib/services/key/add-surface-key";
import { assertKeyExists, firstUse, selectedStates } from "@/lib/services/key/key-facts";
import { pageOfKeys, tableOfKeys } from "@/lib/services/key/page-of-keys";
import { viewActivity, viewSelection } from "@/lib/services/key/view-activity";
import { viewDecisions } from "@/lib/services/key/view-decisions";
import {
  livingPlace,
  surfacePlace,
  viewSurfaceKey,
  viewSurfaceKeys,
} from "@/lib/services/surface-key/view";
import { defineRead } from "@/lib/services/verb";

export const listSurfaceKeys = defineRead(surfaceKeyContracts.list, async (context) => {
  const { principal, input, db } = context;
  const { views, pagination } = await readPage(db, principal, input);
  return { data: views, pagination };
});

export const getSurfaceKey = defineRead(surfaceKeyContracts.get, async ({ principal, input, db }) =>
  viewSurfaceKey(db, await livingPlace(db, principal, input), input.keyId),
);

export const surfaceKeyForm = defineRead(surfaceKeyScreens.form, async (context) => {
  const { principal, input, db } = context;
  const place = surfacePlace(principal, input);
  const { organizationId, productId, surfaceId } = place;
  const surface = await db.surface.findFirst({
    where: { organizationId, productId, id: surfaceId },
    select: { environment: true, config: true },
  });
  if (!surface) throw notFound("Surface");
  const { environment, config } = surface;
  return {
    capabilities: await surfaceCapabilities(db, place),
    environment: environment === "production" ? ("production" as const) : ("test" as const),
    limits: perWindow("defaultPer", SURFACE_WINDOWS, defaultLimits(config)),
  };
});

export const surfaceKeyTable = defineRead(surfaceKeyScreens.table, async (context) => {
  const { principal, input, db } = context;
  const { place, views, ...page } = await readPage(db, principal, input);
  return tableOfKeys(principal, await showKeys(db, place, views), page);
});

export const surfaceKeyOverview = defineRead(surfaceKeyScreens.overview, async (context) => {
  const { principal, input, db } = context;
  const place = await livingPlace(db, principal, input);
  const view = await viewSurfaceKey(db, place, input.keyId);
  const [key] = await showKeys(db, place, [view]);
  if (!key) throw notFound("Surface key");
  return { key, ...(await viewActivity(db, place.organizationId, key)) };
});

export const surfaceKeySelection = defineRead(surfaceKeyScreens.selection, async (context) => {
  const { principal, input, db } = context;
  const place = await livingPlace(db, principal, input);
  const states = await selectedStates(db, place, input.keyIds);
  return viewSelection(principal.organizationId, await viewSurfaceKeys(db, place, states));
});

export const surfaceKeyDecisions = defineRead(surfaceKeyScreens.decisions, async (context) => {
  const { principal, input, db } = context;
  await assertKeyExists(db, await livingPlace(db, principal, input), input.keyId);
  return viewDecisions(db, principal.organizationId, input.keyId, input.limit);
});

export const surfaceKeyFirstUse = defineRead(
  surfaceKeyScreens.firstUse,
  async ({ principal, input, db }) =>
    firstUse(db, await livingPlace(db, principal, input), input.keyId),
);

type Asked = z.output<typeof surfaceKeyContracts.list.input>;

async function readPage(db: Transaction, principal: Principal, input: Asked) {
  const place = await livingPlace(db, principal, input, "Surface");
  const { id: _, surfaceId: __, ...query } = input;
  const page = await pageOfKeys(db, place, query);
  return { ...page, place, views: await viewSurfaceKeys(db, place, page.states) };
}

/** Keys of a surface with the names of what they may call and of the keys that minted them. */
async function showKeys(db: Transaction, place: SurfacePlace, keys: SurfaceKeyView[]) {
  const { organizationId } = place;
  const select = { id: true, name: true };
  const [capabilities, minters, holders, claims] = await Promise.all([
    surfaceCapabilities(db, place),
    namedBy(
      keys.map(({ mintedByKeyId }) => mintedByKeyId),
      (among) => db.apiKey.findMany({ where: { organizationId, ...among }, select }),
    ),
    namedBy(
      keys.map(({ customerId }) => customerId),
      (among) => db.customer.findMany({ where: { organizationId, ...among }, select }),
    ),
    db.claimLink.findMany({
      where: { organizationId, keyId: { in: keys.map(({ id }) => id) } },
      select: { keyId: true },
    }),
  ]);
  return keys.map((key) => ({
    ...key,
    capabilities: capabilities
      .filter(({ id }) => key.scopes.includes(id))
      .map(({ parametersSchema: _, ...capability }) => capability),
    mintedBy: minters.get(key.mintedByKeyId ?? "") ?? null,
    holder: holders.get(key.customerId ?? "") ?? null,
    claimed: claims.some(({ keyId }) => keyId === key.id),
  }));
}

type Named = { id: string; name: string };

/** What keys refer to, by id; what is gone is left out. */
async function namedBy(
  ids: readonly (string | null)[],
  find: (among: { id: { in: string[] } }) => PromiseLike<Named[]>,
) {
  const rows = await find({ id: { in: [...new Set(ids.flatMap((id) => id ?? []))] } });
  return new Map(rows.map((row) => [row.id, row]));
}

/** The capabilities of a surface as it shows them, in its order. */
export async function surfaceCapabilities(
  db: Transaction,
  { organizationId, productId, surfaceId }: SurfacePlace,
): Promise<CallableCapability[]> {
  const items = await db.surfaceItem.findMany({
    where: { organizationId, productId, surfaceId },
    orderBy: [{ displayOrder: "asc" }, { id: "asc" }],
    select: {
      capabilityId: true,
      exposedName: true,
      exposedDescription: true,
      endpointSlug: true,
      enabled: true,
      capability: {
        select: {
          capabilityName: true,
          capabilityDescription: true,
          parametersSchema: true,
          enabled: true,
        },
      },
    },
  });
  return items.map(({ capability, ...item }) => ({
    id: item.capabilityId,
    name: item.exposedName ?? capability.capabilityName,
    slug: item.endpointSlug,
    description: item.exposedDescription ?? capability.capabilityDescription,
    enabled: item.enabled && capability.enabled,
    parametersSchema: capability.parametersSchema,
  }));
}
