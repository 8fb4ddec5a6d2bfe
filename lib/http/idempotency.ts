import "server-only";
import { createHash } from "node:crypto";
import { invalidField } from "@/lib/core/errors";
import { holdsKey, maskKeys } from "@/lib/core/key-text";
import {
  claimRequest,
  freeRequest,
  type KeptAnswer,
  keepAnswer,
  type NamedRequest,
} from "@/lib/db/idempotency";
import { type SurfaceReply, surfaceError } from "@/lib/http/surface-reply";
import { log } from "@/lib/log";

const NAME = /^[\x21-\x7e]{1,255}$/;

/** Bytes of an answer that is kept. */
const LARGEST_KEPT = 1_000_000;

/** The Idempotency-Key of a request, if it has one. Throws `bad_request` for one of another form. */
export function readIdempotencyKey(headers: Headers): string | undefined {
  const name = headers.get("idempotency-key");
  if (name === null) return undefined;
  if (holdsKey(name)) throw invalidField("Idempotency-Key", "This holds an API key.");
  if (NAME.test(name)) return name;
  throw invalidField("Idempotency-Key", "Use 1 to 255 visible characters.");
}

/** Two requests are the same when they go to the same place with the same body. */
export function requestHash(path: string, body: string): Buffer {
  return createHash("sha256").update(`${path}\n${body}`).digest();
}

/**
 * Answers a request that its caller named once: what came of a run is answered again, without
 * another run. What was refused before a run is not kept, so that it can be put right and tried
 * again. `answer` must not throw.
 */
export async function answerOnce(
  request: NamedRequest,
  answer: () => Promise<SurfaceReply>,
): Promise<SurfaceReply> {
  const claim = await claimRequest(request);
  switch (claim.state) {
    case "mine":
      return firstAnswer(request, claim.ticket, answer);
    case "answered":
      return replay(claim);
    case "other":
      return surfaceError("keyReused");
    case "running":
      return surfaceError("keyInUse", {}, { "Retry-After": "1" });
  }
}

async function firstAnswer(
  request: NamedRequest,
  ticket: string,
  answer: () => Promise<SurfaceReply>,
): Promise<SurfaceReply> {
  const reply = await answer();
  const { executionId, status, body } = reply;
  const kept = Buffer.byteLength(body) > LARGEST_KEPT ? null : maskKeys(body);
  const settled =
    executionId === undefined
      ? freeRequest(request, ticket)
      : keepAnswer(request, ticket, { status, body: kept, executionId });
  await settled.catch((error: unknown) => log().error({ error }, "idempotency key not settled"));
  return reply;
}

function replay({ status, body, executionId }: KeptAnswer): SurfaceReply {
  const run = executionId === null ? undefined : { "X-Execution-Id": executionId };
  if (body === null) return surfaceError("keyNotKept", {}, run);
  return { status, body, headers: { "Idempotent-Replayed": "true", ...run } };
}
