import "server-only";
import { z } from "zod";
import { pool } from "@/lib/db/pool";

/** A request that may come again, named by its caller. */
export type NamedRequest = { keyId: string; name: string; hash: Buffer };

/** What a run was answered with; without a body when that was too large to be kept. */
export type KeptAnswer = { status: number; body: string | null; executionId: string | null };

export type Claim =
  | { state: "mine"; ticket: string }
  | ({ state: "answered" } & KeptAnswer)
  | { state: "running" | "other" };

/** After so long a process that has not answered is taken for dead. */
const LEASE = "15 minutes";

const CLAIM = `
INSERT INTO idempotency_keys AS k (key_id, idempotency_key, request_hash, created_at)
VALUES ($1, $2, $3, clock_timestamp())
ON CONFLICT (key_id, idempotency_key) DO UPDATE
SET request_hash = excluded.request_hash, created_at = excluded.created_at, status = NULL, body = NULL,
  execution_id = NULL
WHERE k.created_at < now() - interval '24 hours'
  OR (k.status IS NULL AND k.created_at < now() - interval '${LEASE}')
RETURNING created_at::text AS ticket`;

const LOOK = `
SELECT request_hash AS hash, status, body, execution_id AS "executionId" FROM idempotency_keys
WHERE key_id = $1 AND idempotency_key = $2`;

const ANSWER = `
UPDATE idempotency_keys SET status = $4, body = $5, execution_id = $6
WHERE key_id = $1 AND idempotency_key = $2 AND created_at = $3::timestamptz AND status IS NULL`;

const FREE = `
DELETE FROM idempotency_keys
WHERE key_id = $1 AND idempotency_key = $2 AND created_at = $3::timestamptz AND status IS NULL`;

const seen = z.object({
  hash: z.instanceof(Buffer),
  status: z.number().nullable(),
  body: z.string().nullable(),
  executionId: z.string().nullable(),
});

/** Takes a request for its first answer, or says how far it is. */
export async function claimRequest(request: NamedRequest): Promise<Claim> {
  const { keyId, name, hash } = request;
  const { rows } = await pool().query<{ ticket: string }>(CLAIM, [keyId, name, hash]);
  if (rows[0]) return { state: "mine", ticket: rows[0].ticket };
  const known = await pool().query<Record<string, unknown>>(LOOK, [keyId, name]);
  // It was freed in between.
  if (!known.rows[0]) return { state: "running" };
  const { hash: asked, status, ...kept } = seen.parse(known.rows[0]);
  if (!asked.equals(hash)) return { state: "other" };
  return status === null ? { state: "running" } : { state: "answered", status, ...kept };
}

export async function keepAnswer(
  { keyId, name }: NamedRequest,
  ticket: string,
  { status, body, executionId }: KeptAnswer,
): Promise<void> {
  await pool().query(ANSWER, [keyId, name, ticket, status, body, executionId]);
}

/** Lets the request be made again. */
export async function freeRequest({ keyId, name }: NamedRequest, ticket: string): Promise<void> {
  await pool().query(FREE, [keyId, name, ticket]);
}
