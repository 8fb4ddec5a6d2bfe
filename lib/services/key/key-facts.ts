import "server-only";
import { z } from "zod";
import { isoDates } from "@/lib/core/clock";
import { notFound } from "@/lib/core/errors";
import { KEY_STATUSES, type KeyStatus } from "@/lib/core/keys";
import { OUTCOMES } from "@/lib/core/outcome";
import type { Prisma } from "@/lib/db/generated/client";
import { type KeyPlace, type KeyState, readKeyStates } from "@/lib/db/key-status";
import type { Transaction } from "@/lib/db/prisma";

export type ShownSecret = { prefix: string; lastFour: string };

/** The newest secret of a key, which is what is shown of it. */
export const newestSecret = {
  select: { prefix: true, lastFour: true },
  orderBy: { createdAt: "desc" },
  take: 1,
} as const;

/** The last characters of a secret, as they are shown. */
export function hintOf(lastFour: string): string {
  return `…${lastFour}`;
}

/** A secret as it is shown; nothing of none. */
export function maskedSecret(secret: ShownSecret | undefined): string {
  return secret ? `${secret.prefix}${hintOf(secret.lastFour)}` : "";
}

const status = z.enum(KEY_STATUSES);
const reason = z.enum(OUTCOMES).nullable();

/** Statuses of keys that nothing can call with. */
const INACTIVE_STATUSES: readonly KeyStatus[] = ["revoked", "expired", "disabled"];
export const INACTIVE: readonly string[] = INACTIVE_STATUSES;

/** Columns of the facts that keys of every family show. */
export const factColumns = {
  id: true,
  environment: true,
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
  secrets: newestSecret,
} as const satisfies Prisma.ApiKeySelect;

type FactRow = Prisma.ApiKeyGetPayload<{ select: typeof factColumns }>;

/** The facts that keys of every family show, and the hint of the newest secret. */
export function keyFacts(row: FactRow, state: KeyState) {
  const [secret] = row.secrets;
  const { id, environment, revokeReason, revision } = row;
  const { expiresAt, createdAt, updatedAt, disabledAt, revokedAt } = row;
  const { lastUsedAt, lastUsedFrom } = state;
  const facts = {
    id,
    environment,
    lastUsedFrom,
    revokeReason,
    revision,
    ...isoDates({ expiresAt, lastUsedAt, createdAt, updatedAt, disabledAt, revokedAt }),
    keyPrefix: secret?.prefix ?? "",
    maskedKey: maskedSecret(secret),
    isActive: !INACTIVE.includes(state.status),
    status: status.parse(state.status),
    statusReason: reason.parse(state.statusReason),
    createdBy: creatorOf(row),
  };
  return { facts, hint: hintOf(secret?.lastFour ?? "") };
}

/** The state of one key; throws `not_found`. */
export async function keyState(db: Transaction, place: KeyPlace, id: string): Promise<KeyState> {
  const [state] = await selectedStates(db, place, [id]);
  if (!state) throw notFound(keyWord(place));
  return state;
}

/** Throws `not_found` when there is no such key in its place. */
export async function assertKeyExists(db: Transaction, place: KeyPlace, id: string): Promise<void> {
  const key = await db.apiKey.findFirst({ where: { ...place, id }, select: { id: true } });
  if (!key) throw notFound(keyWord(place));
}

function creatorOf({ createdBy, organizationId }: FactRow) {
  if (!createdBy) return null;
  const { id, name, memberships } = createdBy;
  return { id, name, left: !memberships.some((each) => each.organizationId === organizationId) };
}

/** The states of some keys, the last used first; throws `not_found` when one is not in its place. */
export async function selectedStates(db: Transaction, place: KeyPlace, ids: readonly string[]) {
  const query = { place, ids, sort: "lastUsedAt", direction: "desc" } as const;
  const { rows } = await readKeyStates(db, { ...query, limit: ids.length });
  if (rows.length < ids.length) throw notFound(keyWord(place));
  return rows;
}

/** The last accepted call of any of some keys; null when there was none. */
export async function lastUseOf(db: Transaction, place: KeyPlace, ids: readonly string[]) {
  if (ids.length === 0) return null;
  const [last] = await selectedStates(db, place, ids);
  return last?.lastUsedAt?.toISOString() ?? null;
}

/** Each state with the row of its key, in the order of the states; vanished keys are left out. */
export function rowsOfStates<R extends { id: string }>(
  states: readonly KeyState[],
  rows: readonly R[],
): { state: KeyState; row: R }[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return states.flatMap((state) => {
    const row = byId.get(state.id);
    return row ? [{ state, row }] : [];
  });
}

/** The first accepted request with the newest secret of a key; throws `not_found`. */
export async function firstUse(db: Transaction, place: KeyPlace, id: string) {
  const secret = await db.apiSecret.findFirst({
    where: { key: { ...place, id } },
    orderBy: { createdAt: "desc" },
    select: { use: { select: { firstAt: true, address: true } } },
  });
  if (!secret) throw notFound(keyWord(place));
  const { use } = secret;
  return { firstUse: use && { at: use.firstAt.toISOString(), from: use.address } };
}

/** What a key of a place is called. */
export function keyWord({ kind }: KeyPlace): string {
  return kind === "platform" ? "API key" : "Surface key";
}
