import "server-only";
import { z } from "zod";
import { portalContracts } from "@/lib/contracts/customer/portal";
import { KEY_STATUSES } from "@/lib/core/keys";
import { nameIn, perWindow, WINDOW_NAMES } from "@/lib/core/windows";
import { readKeyStates } from "@/lib/db/key-status";
import { databaseNow, prisma, type Transaction } from "@/lib/db/prisma";
import { rowsOfStates } from "@/lib/services/key/key-facts";
import { defineOpenRead } from "@/lib/services/verb";
import { surfaceDays } from "@/lib/usage/surface-days";
import { usedNow, viewDays } from "./overview";
import { holdVisit, visitorIn } from "./portal";
import { IN_PORTAL } from "./portal-links";
import { UNLIMITED } from "./reads";

const MAX_KEYS = 100;

/** What a customer sees of itself: nothing of others, of the team, of prices and of other surfaces. */
export const portalOverview = defineOpenRead(portalContracts.overview, async (input) => {
  const db = prisma();
  const visit = await holdVisit(db, visitorIn(input));
  const { organizationId, customerId } = visit;
  const now = await databaseNow(db);
  const surfaces = await surfacesOf(db, organizationId);
  const surfaceIds = surfaces.map(({ id }) => id);
  const [customer, limits, days, keys] = await Promise.all([
    db.customer.findUniqueOrThrow({
      where: { organizationId, id: customerId },
      select: { name: true, organization: { select: { name: true } } },
    }),
    limitsOf(db, customerId, now),
    surfaceDays({ organizationId, customerId, surfaceIds }, now),
    keysOf(db, { organizationId, customerId, surfaceIds }, now),
  ]);
  const held = new Set(keys.map(({ surfaceId }) => surfaceId));
  return {
    link: visit.link,
    organization: customer.organization.name,
    customer: customer.name,
    endsAt: visit.endsAt.toISOString(),
    ...limits,
    usage: viewDays(days),
    surfaces: surfaces.filter(({ id }) => held.has(id)),
    keys,
    setCookies: [],
  };
});

async function surfacesOf(db: Transaction, organizationId: string) {
  const rows = await db.surface.findMany({
    where: { organizationId, ...IN_PORTAL },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: {
      id: true,
      productId: true,
      name: true,
      product: { select: { name: true } },
      items: {
        where: { enabled: true, capability: { enabled: true } },
        orderBy: [{ displayOrder: "asc" }, { id: "asc" }],
        select: {
          capabilityId: true,
          exposedName: true,
          endpointSlug: true,
          capability: { select: { capabilityName: true, parametersSchema: true } },
        },
      },
    },
  });
  return rows.map(({ product, items, ...surface }) => ({
    ...surface,
    product: product.name,
    endpoints: items.map(({ capability, ...item }) => ({
      capabilityId: item.capabilityId,
      name: item.exposedName ?? capability.capabilityName,
      slug: item.endpointSlug,
      parametersSchema: capability.parametersSchema,
    })),
  }));
}

/** Each limit of all keys together as it holds, with what is used of it. */
async function limitsOf(db: Transaction, customerId: string, now: Date) {
  const used = await usedNow(db, customerId, now);
  const row = await db.customer.findUniqueOrThrow({
    where: { id: customerId },
    include: { plan: true },
  });
  const { plan } = row;
  const allowed = (name: keyof typeof UNLIMITED, own: number | null, planned?: number | null) =>
    row.unlimited.includes(UNLIMITED[name]) ? null : (own ?? planned ?? null);
  const units = (of: { unitsPerMonth: bigint | null } | null) =>
    of?.unitsPerMonth == null ? null : Number(of.unitsPerMonth);
  return {
    limits: {
      ...perWindow("per", WINDOW_NAMES, (window, name) => {
        const column = nameIn("limitPer", window);
        return { ...used[name], allowed: allowed(name, row[column], plan?.[column]) };
      }),
      unitsPerMonth: {
        ...used.unitsPerMonth,
        allowed: allowed("unitsPerMonth", units(row), units(plan)),
      },
    },
    isQuotaHard: (row.quotaMode ?? plan?.quotaMode ?? "hard") === "hard",
  };
}

type Shown = { organizationId: string; customerId: string; surfaceIds: string[] };

const status = z.enum(KEY_STATUSES);

/** The keys of a customer on some surfaces, but for those that are revoked. */
async function keysOf(db: Transaction, { surfaceIds, ...of }: Shown, now: Date) {
  const rows = await db.apiKey.findMany({
    where: { ...of, kind: "surface", surfaceId: { in: surfaceIds }, revokedAt: null },
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
    take: MAX_KEYS,
    include: {
      secrets: { orderBy: { createdAt: "desc" } },
      capabilities: { select: { capabilityId: true } },
    },
  });
  const ids = rows.map(({ id }) => id);
  const place = { ...of, kind: "customer" } as const;
  const sort = { sort: "lastUsedAt", direction: "desc" } as const;
  const { rows: states } = await readKeyStates(db, { place, ids, ...sort, limit: MAX_KEYS });
  return rowsOfStates(states, rows).map(({ state, row }) => {
    const { id, surfaceId, integration, environment, scoped, expiresAt, secrets } = row;
    const { prefix: keyPrefix = "", lastFour = "" } = secrets[0] ?? {};
    return {
      ...{ id, integration, environment, scoped, keyPrefix, lastFour },
      surfaceId: surfaceId ?? "",
      name: row.name || null,
      status: status.parse(state.status),
      rotating: secrets.some(({ retireAt }) => retireAt !== null && retireAt > now),
      capabilityIds: row.capabilities.map(({ capabilityId }) => capabilityId),
      lastUsedAt: state.lastUsedAt?.toISOString() ?? null,
      expiresAt: expiresAt?.toISOString() ?? null,
    };
  });
}
