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
import type { RunBeginning } from "@/lib/executions/ended-run";
import { beginOnce, full, keepable, notSettled } from "@/lib/http/idempotency";
import { type SurfaceReply, surfaceError } from "@/lib/http/surface-reply";

type Answer = (begin: RunBeginning["begin"]) => Promise<SurfaceReply>;

/**
 * Answers a call of a surface that its caller named once: a run is answered again, without another
 * run. What ended before a run had effects is not kept, so that it can be fixed and tried again.
 * `answer` must not throw.
 */
export async function answerOnce(request: NamedRequest, answer: Answer): Promise<SurfaceReply> {
  const claim = await claimRequest(request, decisions().instance);
  switch (claim.state) {
    case "mine":
      return firstAnswer({ request, ticket: claim.ticket }, answer);
    case "answered":
      return replay(claim);
    case "other":
      return surfaceError("keyReused");
    case "interrupted":
      return surfaceError("interrupted", {}, { "X-Execution-Id": claim.executionId });
    case "running":
      return surfaceError("keyInUse", {}, { "Retry-After": "1" });
    case "full":
      throw full();
  }
}

async function firstAnswer(claimed: Claimed, answer: Answer): Promise<SurfaceReply> {
  const reply = await answer((executionId) => beginOnce(claimed, executionId));
  const { executionId, status, body } = reply;
  const free = () => freeRequest(claimed).catch(notSettled);
  if (executionId === undefined) await free();
  else {
    const answered = { status, permissions: [], body: keepable(body), executionId };
    // An answer that is not kept must not leave the name taken for as long as this process lives.
    await keepAnswer(claimed, answered).catch((error: unknown) => {
      notSettled(error);
      return free();
    });
  }
  return reply;
}

function replay({ status, body, executionId }: KeptAnswer): SurfaceReply {
  const run = executionId === null ? undefined : { "X-Execution-Id": executionId };
  if (body === null) return surfaceError("keyNotKept", {}, run);
  return { status, body, headers: { "Idempotent-Replayed": "true", ...run } };
}
