import "server-only";
import type { AuditFact } from "@/lib/audit/record-audit";
import { MAX_DESCENDANTS } from "@/lib/contracts/platform-key/screen";
import { conflict } from "@/lib/core/errors";
import type { Prisma } from "@/lib/db/generated/client";
import type { SurfacePlace } from "@/lib/db/key-status";
import { lockKeysWithMinted } from "@/lib/db/locks";
import type { Transaction } from "@/lib/db/prisma";
import type { Principal } from "@/lib/policy/principal";
import { assertHolds } from "@/lib/services/caller-rights";
import { changeKeys, revokeKeys } from "@/lib/services/key/change-or-revoke-keys";

/** What an answer says of the keys that went with another, and an entry for each. */
type Followed = { output: { descendantsChanged?: number }; audit: readonly AuditFact[] };

const KEPT: Followed = { output: {}, audit: [] };

type Asked = { keyIds: readonly string[]; descendants?: string | undefined };

/** Where keys live longer than a moment. */
export function outliving(end: Date) {
  return [{ expiresAt: null }, { expiresAt: { gt: end } }];
}

/**
 * Revokes the living keys that some keys minted, where that is asked. Comes before the change of
 * those, for the order in which keys are taken.
 */
export async function revokeMinted(
  db: Transaction,
  principal: Principal,
  { keyIds, descendants, reason }: Asked & { reason?: string | undefined },
): Promise<Followed> {
  if (descendants !== "revoke") return KEPT;
  return changeMinted(db, principal, keyIds, {}, (place, ids) =>
    revokeKeys(db, place, principal, { keyIds: ids, reason }),
  );
}

/** Gives those of them that would live longer an earlier end, as {@link revokeMinted} revokes them. */
export async function shortenMinted(
  db: Transaction,
  principal: Principal,
  { keyIds, descendants, expiresAt }: Asked & { expiresAt?: string | null | undefined },
): Promise<Followed> {
  if (descendants !== "shorten") return KEPT;
  if (!expiresAt) return { output: { descendantsChanged: 0 }, audit: [] };
  const where = { OR: outliving(new Date(expiresAt)) };
  return changeMinted(db, principal, keyIds, where, (place, ids) =>
    changeKeys(db, place, principal, { keyIds: ids, expiresAt }),
  );
}

const TOO_MANY = `It minted more than ${MAX_DESCENDANTS} active keys, too many to change at once. Change only this key, then those keys, which you can list by mintedBy.`;

type Change = (place: SurfacePlace, ids: string[]) => Promise<{ audit: AuditFact[] }>;

async function changeMinted(
  db: Transaction,
  principal: Principal,
  keyIds: readonly string[],
  where: Prisma.ApiKeyWhereInput,
  change: Change,
): Promise<Followed> {
  assertHolds(principal, "SURFACE_KEYS:WRITE");
  const { organizationId } = principal;
  const minted = await lockKeysWithMinted(db, organizationId, keyIds);
  if (minted.length > MAX_DESCENDANTS) throw conflict(TOO_MANY);
  const audit: AuditFact[] = [];
  const rows = await db.apiKey.findMany({
    where: { ...where, id: { in: minted } },
    select: { id: true, productId: true, surfaceId: true, mintedByKeyId: true },
  });
  for (const [place, keys] of bySurface(organizationId, rows)) {
    const minters = new Map(keys.map(({ id, mintedByKeyId }) => [id, mintedByKeyId]));
    const changed = await change(place, [...minters.keys()]);
    for (const fact of changed.audit) {
      const mintedByKeyId = minters.get(fact.id) ?? null;
      audit.push({ ...fact, metadata: { ...fact.metadata, mintedByKeyId } });
    }
  }
  return { output: { descendantsChanged: audit.length }, audit };
}

type Minted = Pick<
  Prisma.ApiKeyGetPayload<object>,
  "id" | "productId" | "surfaceId" | "mintedByKeyId"
>;

function bySurface(organizationId: string, rows: readonly Minted[]): [SurfacePlace, Minted[]][] {
  return [...new Set(rows.map(({ surfaceId }) => surfaceId ?? ""))].map((surfaceId) => {
    const keys = rows.filter((row) => row.surfaceId === surfaceId);
    const productId = keys[0]?.productId ?? "";
    return [{ organizationId, kind: "surface", productId, surfaceId }, keys];
  });
}
