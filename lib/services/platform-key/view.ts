import "server-only";
import { z } from "zod";
import { KEY_STATUSES } from "@/lib/contracts/key-view";
import type { PlatformKeyView } from "@/lib/contracts/platform-key";
import { notFound } from "@/lib/core/errors";
import type { Prisma } from "@/lib/db/generated/client";
import { type KeyState, readKeyStates } from "@/lib/db/key-states";
import type { Transaction } from "@/lib/db/prisma";

const status = z.enum(KEY_STATUSES);

/** Statuses of keys that nothing can call with. */
export const INACTIVE: readonly string[] = ["revoked", "expired", "disabled"];

const selection = {
  id: true,
  name: true,
  environment: true,
  permissions: true,
  allowedIps: true,
  limitPerHour: true,
  limitPerDay: true,
  expiresAt: true,
  disabledAt: true,
  revokedAt: true,
  revokeReason: true,
  createdAt: true,
  updatedAt: true,
  revision: true,
  organizationId: true,
  createdBy: {
    select: { id: true, name: true, memberships: { select: { organizationId: true } } },
  },
  secrets: { select: { prefix: true, lastFour: true }, orderBy: { createdAt: "desc" }, take: 1 },
} as const satisfies Prisma.ApiKeySelect;

type KeyRow = Prisma.ApiKeyGetPayload<{ select: typeof selection }>;

/** The views of keys, in the order of their states; states of vanished keys are left out. */
export async function viewKeys(
  db: Transaction,
  states: readonly KeyState[],
): Promise<PlatformKeyView[]> {
  const rows = await db.apiKey.findMany({
    where: { id: { in: states.map(({ id }) => id) } },
    select: selection,
  });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return states.flatMap((state) => {
    const row = byId.get(state.id);
    return row ? [toView(row, state)] : [];
  });
}

/** One key of an organization; throws `not_found`. */
export async function viewKey(
  db: Transaction,
  organizationId: string,
  id: string,
): Promise<PlatformKeyView> {
  const { rows } = await readKeyStates(db, {
    organizationId,
    ids: [id],
    sort: "createdAt",
    direction: "desc",
    limit: 1,
  });
  const [view] = await viewKeys(db, rows);
  if (!view) throw notFound("API key");
  return view;
}

/** Throws `not_found` when the organization has no such platform key. */
export async function assertKeyExists(
  db: Transaction,
  organizationId: string,
  id: string,
): Promise<void> {
  const where = { id, organizationId, kind: "platform" as const };
  const key = await db.apiKey.findFirst({ where, select: { id: true } });
  if (!key) throw notFound("API key");
}

function toView(row: KeyRow, state: KeyState): PlatformKeyView {
  const [secret] = row.secrets;
  const prefix = secret?.prefix ?? "";
  const hint = `…${secret?.lastFour ?? ""}`;
  return {
    id: row.id,
    name: row.name,
    keyPrefix: prefix,
    searchHint: hint,
    maskedKey: `${prefix}${hint}`,
    permissions: row.permissions,
    environment: row.environment,
    isActive: !INACTIVE.includes(state.status),
    isTestKey: row.environment === "test",
    canReveal: false,
    status: status.parse(state.status),
    allowedIps: row.allowedIps,
    rateLimitPerHour: row.limitPerHour,
    rateLimitPerDay: row.limitPerDay,
    expiresAt: iso(row.expiresAt),
    lastUsedAt: iso(state.lastUsedAt),
    lastUsedFrom: state.lastUsedFrom,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    disabledAt: iso(row.disabledAt),
    revokedAt: iso(row.revokedAt),
    revokeReason: row.revokeReason,
    createdBy: creatorOf(row),
    revision: row.revision,
  };
}

function creatorOf({ createdBy, organizationId }: KeyRow): PlatformKeyView["createdBy"] {
  if (!createdBy) return null;
  const { id, name, memberships } = createdBy;
  return { id, name, left: !memberships.some((each) => each.organizationId === organizationId) };
}

function iso(moment: Date | null): string | null {
  return moment === null ? null : moment.toISOString();
}
