import "server-only";
import { Prisma } from "@/lib/db/generated/client";
import type { SurfacePlace } from "@/lib/db/key-status";
import type { Transaction } from "@/lib/db/prisma";
import { HAS_SEALED, SEALED_UNTIL, type Sealed } from "@/lib/db/seals";

const SESSION_HOURS = 12;

/** Takes a link for a change: changes of one link follow one another. */
export async function lockPortalLink(tx: Transaction, id: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM portal_links WHERE id = ${id} FOR UPDATE`;
}

/** Begins the session of a link, which ends with it at the latest. */
export async function beginPortalSession(
  tx: Transaction,
  id: string,
  sessionHash: Uint8Array<ArrayBuffer>,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE portal_links SET entered_at = clock_timestamp(), session_hash = ${sessionHash},
      session_expires_at =
        least(expires_at, clock_timestamp() + make_interval(hours => ${SESSION_HOURS}::int))
    WHERE id = ${id}`;
}

type Session = { organizationId: string; customerId: string; endsAt: Date };

/**
 * The session of a link that lives; it neither ends by anyone nor is the link withdrawn before this
 * transaction ends. The customer is held already.
 */
export async function holdPortalSession(
  tx: Transaction,
  id: string,
  sessionHash: Uint8Array<ArrayBuffer>,
  lock: "SHARE" | "UPDATE" = "SHARE",
): Promise<Session | undefined> {
  const [row] = await tx.$queryRaw<Session[]>`
    SELECT organization_id AS "organizationId", customer_id AS "customerId",
      session_expires_at AS "endsAt"
    FROM portal_links
    WHERE id = ${id} AND session_hash = ${sessionHash} AND withdrawn_at IS NULL
      AND expires_at > clock_timestamp() AND session_expires_at > clock_timestamp()
    FOR ${Prisma.raw(lock)}`;
  return row;
}

/** Ends the session of a link; true where there was one. */
export async function endPortalSession(
  tx: Transaction,
  id: string,
  sessionHash: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  const ended = await tx.$executeRaw`
    UPDATE portal_links SET session_expires_at = clock_timestamp()
    WHERE id = ${id} AND session_hash = ${sessionHash} AND session_expires_at > clock_timestamp()`;
  return ended === 1;
}

/** Ends every session of a customer that is held: a resumed one needs another link. */
export async function endPortalSessionsOf(tx: Transaction, customerId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE portal_links SET session_expires_at = clock_timestamp()
    WHERE customer_id = ${customerId} AND session_expires_at > clock_timestamp()`;
}

/** Whether a surface is shown in the portal; that is not changed before this transaction ends. */
export async function holdPortalSurface(tx: Transaction, place: SurfacePlace): Promise<boolean> {
  const { organizationId, productId, surfaceId } = place;
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM surfaces
    WHERE organization_id = ${organizationId} AND product_id = ${productId} AND id = ${surfaceId}
      AND config @> '{"portal": {"enabled": true}}' FOR SHARE`;
  return rows.length === 1;
}

/**
 * The sealed secret of the last roll by a link, if that was this request; null once it can be shown no
 * more. The link is held.
 */
export async function findSealedRoll(
  tx: Transaction,
  id: string,
  rollHash: Uint8Array<ArrayBuffer>,
): Promise<Sealed | null | undefined> {
  const [row] = await tx.$queryRaw<(Sealed & { isShown: boolean })[]>`
    SELECT sealed AS bytes, pepper_version AS "pepperVersion", ${Prisma.raw(HAS_SEALED)} AS "isShown"
    FROM portal_links k WHERE id = ${id} AND roll_hash = ${rollHash}`;
  return row && (row.isShown ? row : null);
}

/** Keeps the newest secret of a key, sealed, for as long as the request that made it may come again. */
export async function keepSealedRoll(
  tx: Transaction,
  id: string,
  { rollHash, keyId, sealed }: { rollHash: Uint8Array<ArrayBuffer>; keyId: string; sealed: Sealed },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE portal_links SET roll_hash = ${rollHash}, sealed = ${sealed.bytes},
      pepper_version = ${sealed.pepperVersion},
      secret_id = (
        SELECT id FROM api_secrets WHERE key_id = ${keyId} ORDER BY created_at DESC, id DESC LIMIT 1
      ),
      sealed_until = ${SEALED_UNTIL}
    WHERE id = ${id}`;
}
