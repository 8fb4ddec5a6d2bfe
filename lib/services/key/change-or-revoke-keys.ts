import "server-only";
import type { AuditFact } from "@/lib/audit/record-audit";
import { expiryProblem } from "@/lib/contracts/key/fields";
import type { ChangedKeys } from "@/lib/contracts/key/screen";
import { invalidRequest, notFound } from "@/lib/core/errors";
import { keyChanged, keyRevoked } from "@/lib/core/refusals";
import type { ApiKey } from "@/lib/db/generated/client";
import type { KeyPlace } from "@/lib/db/key-status";
import { instantOfChange, lockKey, lockKeys } from "@/lib/db/locks";
import { databaseNow, type Transaction } from "@/lib/db/prisma";
import type { Principal } from "@/lib/policy/principal";
import { assertSeen, type Seen } from "@/lib/services/changes";
import { holdReach, momentOf, newMarks, storedKey } from "./hold-reach";
import { keyWord } from "./key-facts";

type Change = { isActive?: boolean | undefined; expiresAt?: string | null | undefined };

type Metadata = NonNullable<AuditFact["metadata"]>;

/** The outcome for the keys, and an entry for each that changed. */
type Changed = { output: ChangedKeys; audit: AuditFact[] };

/**
 * Makes one change to keys, all or none. A key that is revoked, or already as asked, is left and told
 * apart. Throws `not_found` when one of them is not in its place, `bad_request` or `forbidden` when
 * the principal may not change one of them so.
 */
export async function changeKeys(
  db: Transaction,
  place: KeyPlace,
  principal: Principal,
  { keyIds, ...change }: Change & { keyIds: readonly string[] },
): Promise<Changed> {
  const keys = await takeKeys(db, place, keyIds);
  if (place.kind === "surface") assertReach(principal, keys, change);
  const field = change.isActive === undefined ? "expiresAt" : "isActive";
  const unmarked = keys.filter((key) => newMarks(principal, key, [field]));
  const due = keys.filter(
    (key) => key.revokedAt === null && (unmarked.includes(key) || differs(key, change)),
  );
  const differing = due.filter((key) => differs(key, change));
  const data = await lifeChanges(db, change, differing);
  await db.apiKey.updateMany({ where: { ...place, id: { in: idsOf(differing) } }, data });
  const marked = due.filter((key) => unmarked.includes(key));
  await db.apiKey.updateMany({
    where: { ...place, id: { in: idsOf(marked) } },
    data: { setByPerson: { push: field } },
  });
  const { isActive, expiresAt } = change;
  return told(place, "update", await databaseNow(db), keys, due, {
    ...(isActive !== undefined && { isActive }),
    ...(expiresAt !== undefined && { expiresAt }),
  });
}

function assertReach(principal: Principal, keys: readonly ApiKey[], change: Change): void {
  const { isActive, expiresAt } = change;
  const powers = { isActive, expiresAt: momentOf(expiresAt) };
  for (const key of keys) holdReach(principal, { key: storedKey(key), powers });
}

/** Ends keys permanently, as {@link changeKeys} changes them; their rows and hashes stay. */
export async function revokeKeys(
  db: Transaction,
  place: KeyPlace,
  principal: Principal,
  { keyIds, reason = null }: { keyIds: readonly string[]; reason?: string | null | undefined },
): Promise<Changed> {
  const keys = await takeKeys(db, place, keyIds);
  const due = keys.filter((key) => key.revokedAt === null);
  const revokedById = principal.kind === "user" ? principal.userId : null;
  const revokedAt = await instantOfChange(db, idsOf(due));
  const data = { revokedAt, revokedById, revokeReason: reason };
  await db.apiKey.updateMany({ where: { ...place, id: { in: idsOf(due) } }, data });
  return told(place, "revoke", revokedAt, keys, due, { reason });
}

function differs(key: ApiKey, { isActive, expiresAt }: Change): boolean {
  if (isActive !== undefined) return isActive === (key.disabledAt !== null);
  const wanted = expiresAt ? Date.parse(expiresAt) : null;
  return (key.expiresAt?.getTime() ?? null) !== wanted;
}

function idsOf(keys: readonly Pick<ApiKey, "id">[]): string[] {
  return keys.map(({ id }) => id);
}

function told(
  place: KeyPlace,
  act: "update" | "revoke",
  at: Date,
  keys: ApiKey[],
  due: ApiKey[],
  facts: Metadata,
): Changed {
  const left = keys.filter((key) => !due.includes(key));
  const type = place.kind === "platform" ? "platformKey" : "surfaceKey";
  const where: Metadata = place.kind === "surface" ? { surfaceId: place.surfaceId } : {};
  return {
    output: {
      changed: idsOf(due),
      skipped: left.map(({ id, name, revokedAt }) => ({
        id,
        name: name || null,
        reason: revokedAt === null ? "unchanged" : "revoked",
      })),
      timestamp: at.toISOString(),
    },
    audit: due.map(({ id, name }) => ({
      action: `${type}.${act}`,
      id,
      metadata: { name, ...where, ...facts },
    })),
  };
}

/**
 * Takes keys for one change of them all, and gives back what they are. Throws `not_found` when one of
 * them is not in its place.
 */
async function takeKeys(db: Transaction, place: KeyPlace, ids: readonly string[]) {
  await lockKeys(db, place.organizationId, ids);
  const keys = await db.apiKey.findMany({
    where: { ...place, id: { in: [...ids] } },
    orderBy: { id: "asc" },
  });
  if (keys.length < ids.length) throw notFound(keyWord(place));
  return keys;
}

type Target = Seen & { id: string };

/**
 * Takes a key for a change and gives back what it is. Throws `not_found` when there is no such key
 * in its place, `conflict` or `precondition_failed` when it is revoked or has changed since the caller
 * looked at it.
 */
export async function takeKey(db: Transaction, place: KeyPlace, { id, ...seen }: Target) {
  const locked = await lockKey(db, place.organizationId, id);
  const key = locked && (await db.apiKey.findFirst({ where: { ...place, id } }));
  if (!key) throw notFound(keyWord(place));
  if (key.revokedAt) throw keyRevoked();
  assertSeen(key.revision, seen, keyChanged());
  return key;
}

type Revocation = Pick<Seen, "precondition"> & { id: string; reason?: string | undefined };

/** Ends a key permanently; its row and the hashes of its secrets stay. */
export async function revokeKey(
  db: Transaction,
  place: KeyPlace,
  principal: Principal,
  { id, reason, precondition }: Revocation,
): Promise<ApiKey> {
  const key = await takeKey(db, place, { id, precondition });
  await db.apiKey.update({
    where: { id: key.id },
    data: {
      revokedAt: await instantOfChange(db, [key.id]),
      revokedById: principal.kind === "user" ? principal.userId : null,
      revokeReason: reason ?? null,
    },
  });
  return key;
}

/**
 * Columns for a change of the expiry of keys that are taken, and of whether they are disabled: one key,
 * or several of which none is.
 */
export async function lifeChanges(
  db: Transaction,
  { expiresAt, isActive }: Change,
  keys: readonly Pick<ApiKey, "id" | "disabledAt" | "expiresAt">[],
) {
  assertExpiry(expiresAt, keys);
  const since = keys[0]?.disabledAt;
  const disable = async () => since ?? (await instantOfChange(db, idsOf(keys)));
  return {
    ...(expiresAt !== undefined && { expiresAt: expiresAt === null ? null : new Date(expiresAt) }),
    ...(isActive !== undefined && { disabledAt: isActive ? null : await disable() }),
  };
}

/** Throws `bad_request` for an expiry that no key can be given; one that a key has may be past by now. */
function assertExpiry(asked: Change["expiresAt"], keys: readonly Pick<ApiKey, "expiresAt">[]) {
  if (!asked) return;
  const expiry = new Date(asked);
  if (keys.every((key) => key.expiresAt?.getTime() === expiry.getTime())) return;
  const message = expiryProblem(expiry);
  if (message) throw invalidRequest([{ path: "expiresAt", message }]);
}
