import "server-only";
import {
  type Claimed,
  claimRequest,
  freeRequest,
  type KeptAnswer,
  keepAnswer,
  type NamedRequest,
} from "@/lib/db/idempotency";
import { decisions } from "@/lib/decisions/decisions";
import { full, keepable, notSettled } from "@/lib/http/idempotency";
import { type SurfaceReply, surfaceError } from "@/lib/http/surface-reply";

/**
 * Answers a call of a surface that its caller named once: a run is answered again, without another
 * run. What was refused before a run is not kept, so that it can be put right and tried again.
 * `answer` must not throw.
 */
export async function answerOnce(
  request: NamedRequest,
  answer: () => Promise<SurfaceReply>,
): Promise<SurfaceReply> {
  const claim = await claimRequest(request, decisions().instance);
  switch (claim.state) {
    case "mine":
      return firstAnswer({ request, ticket: claim.ticket }, answer);
    case "answered":
      return replay(claim);
    case "other":
      return surfaceError("keyReused");
    case "running":
      return surfaceError("keyInUse", {}, { "Retry-After": "1" });
    case "full":
      throw full();
  }
}

async function firstAnswer(
  claimed: Claimed,
  answer: () => Promise<SurfaceReply>,
): Promise<SurfaceReply> {
  const reply = await answer();
  const { executionId, status, body } = reply;
  const settled =
    executionId === undefined
      ? freeRequest(claimed)
      : keepAnswer(claimed, { status, permissions: [], body: keepable(body), executionId });
  await settled.catch(notSettled);
  return reply;
}

function replay({ status, body, executionId }: KeptAnswer): SurfaceReply {
  const run = executionId === null ? undefined : { "X-Execution-Id": executionId };
  if (body === null) return surfaceError("keyNotKept", {}, run);
  return { status, body, headers: { "Idempotent-Replayed": "true", ...run } };
}
