import "server-only";
import { z } from "zod";
import { Prisma } from "@/lib/db/generated/client";
import { isLiving } from "@/lib/db/instances";
import { readRows } from "@/lib/db/pool";
import { prisma, type Transaction } from "@/lib/db/prisma";
import { HAS_SEALED, SEALED_UNTIL, type Sealed } from "@/lib/db/seals";
import { ALL_PERMISSIONS, type Permission } from "@/lib/policy/permissions";

/** A request that may come again, named by its caller. */
export type NamedRequest = {
  organizationId: string;
  /** The key or the person that sent it. */
  principalId: string;
  /** As it is stored; the forms it may be stored in, the present one first. */
  names: readonly [string, ...string[]];
  hash: Buffer;
};

/** What a request was answered with. */
export type KeptAnswer = {
  status: number;
  /** What its caller had to hold, beside what the verb always needs. */
  permissions: readonly Permission[];
  /** Null when it was too large to be kept, or holds a secret. */
  body: string | null;
  executionId: string | null;
};

/** What an answer that holds the secret of a key leaves behind. */
export type KeptSecret = { keyId: string; sealed: Sealed | null };

export type Claim =
  | { state: "mine"; ticket: string }
  | ({ state: "answered"; secret: KeptSecret | null } & KeptAnswer)
  | { state: "interrupted"; executionId: string }
  | { state: "running" | "other" | "full" };

/** Names and bytes of answers that are kept for one caller at a time. */
const MAX_NAMES = 10_000;
const MAX_BYTES = 50_000_000;

const OWN = "organization_id = $1 AND principal_id = $2";

/** A process that dies between two signs of life is noticed seconds later. */
const isGone = `k.created_at < clock_timestamp() - interval '15 seconds'
  AND NOT ${isLiving("k.instance")}`;

const isAbandoned = `k.status IS NULL AND k.execution_id IS NULL AND ${isGone}`;

/** Its run may have had an effect, and nobody is left to tell its outcome. */
const isInterrupted = `k.status IS NULL AND k.execution_id IS NOT NULL
  AND (k.instance IS NULL OR ${isGone})`;

const CLAIM = `
INSERT INTO idempotency_keys AS k
  (organization_id, principal_id, name, request_hash, instance, created_at)
SELECT $1, $2, $3, $4, $5, clock_timestamp()
WHERE (SELECT count(*) FROM (
  SELECT FROM idempotency_keys WHERE ${OWN} LIMIT ${MAX_NAMES}) kept) < ${MAX_NAMES}
ON CONFLICT (organization_id, principal_id, name) DO UPDATE
SET request_hash = excluded.request_hash, instance = excluded.instance,
  created_at = excluded.created_at, status = NULL, body = NULL, execution_id = NULL,
  permissions = '{}', key_id = NULL, secret_id = NULL, sealed = NULL, pepper_version = NULL, sealed_until = NULL
WHERE k.created_at < clock_timestamp() - interval '24 hours' OR (${isAbandoned})
RETURNING created_at::text AS ticket`;

const LOOK = `
SELECT request_hash AS hash, status, body, permissions, execution_id AS "executionId",
  key_id AS "keyId", pepper_version AS "pepperVersion",
  CASE WHEN ${HAS_SEALED} THEN sealed END AS sealed, ${isInterrupted} AS "isInterrupted"
FROM idempotency_keys k WHERE ${OWN} AND name = ANY($3)
  AND created_at > clock_timestamp() - interval '24 hours' AND NOT (${isAbandoned})`;

const seen = z.object({
  hash: z.instanceof(Buffer),
  status: z.number().nullable(),
  body: z.string().nullable(),
  permissions: z.array(z.enum(ALL_PERMISSIONS)),
  executionId: z.string().nullable(),
  keyId: z.string().nullable(),
  sealed: z.instanceof(Buffer).nullable(),
  pepperVersion: z.number().nullable(),
  isInterrupted: z.boolean(),
});

/** Takes a request for its first answer, or says how far it is; `instance` names this process. */
export async function claimRequest(request: NamedRequest, instance: string): Promise<Claim> {
  const known = await lookUp(request);
  if (known) return known;
  const { organizationId, principalId, names, hash } = request;
  const values = [organizationId, principalId, names[0], hash, instance];
  const [taken] = await readRows<{ ticket: string }>(CLAIM, values);
  if (taken) return { state: "mine", ticket: taken.ticket };
  // Another one was faster, or there is no room.
  return (await lookUp(request)) ?? { state: "full" };
}

async function lookUp({ organizationId, principalId, names, hash }: NamedRequest) {
  const values = [organizationId, principalId, names];
  const [row] = await readRows(LOOK, values);
  return row && claimOf(seen.parse(row), hash);
}

function claimOf(known: z.output<typeof seen>, asked: Buffer): Claim {
  const { hash, status, body, permissions, executionId, keyId, sealed, pepperVersion } = known;
  if (!hash.equals(asked)) return { state: "other" };
  if (known.isInterrupted && executionId) return { state: "interrupted", executionId };
  if (status === null) return { state: "running" };
  const answer =
    sealed && pepperVersion !== null ? { pepperVersion, bytes: new Uint8Array(sealed) } : null;
  const secret = keyId === null ? null : { keyId, sealed: answer };
  return { state: "answered", status, body, permissions, executionId, secret };
}

export type Claimed = { request: NamedRequest; ticket: string };

/** Answers whether it was kept: another process may have taken the request meanwhile. */
export async function keepAnswer(
  claimed: Claimed,
  { status, body, permissions, executionId }: KeptAnswer,
  db: Pick<Transaction, "$executeRaw"> = prisma(),
): Promise<boolean> {
  const { organizationId, principalId } = claimed.request;
  const kept = await db.$executeRaw`
    UPDATE idempotency_keys SET status = ${status}::smallint, execution_id = ${executionId},
      permissions = ${permissions}::text[],
      body = CASE WHEN octet_length(${body}::text) + (
        SELECT coalesce(sum(octet_length(body)), 0) FROM idempotency_keys
        WHERE organization_id = ${organizationId} AND principal_id = ${principalId}
      ) <= ${MAX_BYTES}::int THEN ${body}::text END
    WHERE ${isMine(claimed)}`;
  return kept === 1;
}

type SecretAnswer = Pick<KeptAnswer, "status" | "permissions"> & {
  keyId: string;
  sealed: Sealed;
};

/** Keeps an answer that holds the newest secret of a key, as {@link keepAnswer} does. */
export async function keepSealed(
  claimed: Claimed,
  { status, permissions, keyId, sealed }: SecretAnswer,
  db: Pick<Transaction, "$executeRaw"> = prisma(),
): Promise<boolean> {
  const kept = await db.$executeRaw`
    UPDATE idempotency_keys SET status = ${status}::smallint, key_id = ${keyId}, permissions = ${permissions}::text[],
      secret_id = (
        SELECT id FROM api_secrets
        WHERE organization_id = ${claimed.request.organizationId} AND key_id = ${keyId}
        ORDER BY created_at DESC, id DESC LIMIT 1
      ),
      sealed = ${sealed.bytes}, pepper_version = ${sealed.pepperVersion},
      sealed_until = ${SEALED_UNTIL}
    WHERE ${isMine(claimed)}`;
  return kept === 1;
}

function isMine({ request: { organizationId, principalId, names }, ticket }: Claimed): Prisma.Sql {
  return Prisma.sql`organization_id = ${organizationId} AND principal_id = ${principalId}
    AND name = ${names[0]} AND created_at = ${ticket}::text::timestamptz AND status IS NULL`;
}

/**
 * Notes that the run of a request begins to have effects: from now on nobody runs it again. False
 * when another process has taken the request meanwhile.
 */
export async function beginRequest(claimed: Claimed, executionId: string): Promise<boolean> {
  const begun = await prisma().$executeRaw`
    UPDATE idempotency_keys SET execution_id = ${executionId} WHERE ${isMine(claimed)}`;
  return begun === 1;
}

/** Lets a request without an answer be made again, unless its run had begun to have effects. */
export async function freeRequest(claimed: Claimed): Promise<void> {
  const freed = await prisma().$executeRaw`
    DELETE FROM idempotency_keys WHERE ${isMine(claimed)} AND execution_id IS NULL`;
  if (freed > 0) return;
  await prisma().$executeRaw`
    UPDATE idempotency_keys SET instance = NULL WHERE ${isMine(claimed)}`;
}
