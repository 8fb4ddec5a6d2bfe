import "server-only";
import { presentPrincipal } from "@/lib/auth/hold-principal";
import type { CalledCapability, CallTarget } from "@/lib/decisions/decision-store";
import type { RunBeginning } from "@/lib/executions/ended-run";
import { admitSurfaceKey } from "@/lib/http/admit-surface-key";
import { answerOnce } from "@/lib/http/answer-once";
import { type Call, runStartOf } from "@/lib/http/call";
import { readIdempotencyKey, requestHash } from "@/lib/http/idempotency";
import { pathOf } from "@/lib/http/path-of";
import { readBody } from "@/lib/http/read-input";
import { toAppError } from "@/lib/http/render-error";
import { renderSurfaceError, type SurfaceReply, surfaceError } from "@/lib/http/surface-reply";
import { isOnSurface, mayInvoke } from "@/lib/policy/decide";
import type { SurfaceKeyPrincipal } from "@/lib/policy/principal";
import { type Called, type Calling, callCapability } from "@/lib/services/call/call-capability";
import { assertUsable } from "@/lib/services/call/call-input";
import type { SurfaceVerb } from "@/lib/services/call/surface-verbs";
import { targetByName, targetBySlug } from "@/lib/services/call/target-by-name";
import { unfinishedRun } from "@/lib/services/call/unfinished-run";

type Fields = Record<string, unknown>;
type Body = { text: string; fields: Fields };
type Place = { answersAll: boolean; capability: CalledCapability };

const PAUSE_SECONDS = "60";

/**
 * A call from its key to its answer: key, surface, pause, capability, scope, body, input, run. Who
 * may not call learns nothing of the input, and a caller who is slow to send it is asked again.
 */
export async function answerCall(
  verb: SurfaceVerb,
  request: Request,
  call: Call,
  params: Fields,
): Promise<SurfaceReply> {
  const slug = verb.slugInPath(params);
  const admitted = await admitSurfaceKey(request.headers, call, slug);
  const decidedAt = performance.now();
  const asked = { productId: String(params.id), surfaceId: String(params.surfaceId) };
  if (!isOnSurface(admitted.principal, asked)) return surfaceError("wrongResource");
  const decided =
    slug === undefined ? undefined : placeOf(admitted.principal, call, admitted.target);
  if (decided && "status" in decided) return decided;
  const body = await readUsableBody(request);
  const principal = await presentPrincipal({ ...admitted, decidedAt, address: call.address });
  if (!isOnSurface(principal, asked)) return surfaceError("wrongResource");
  const presentTarget = () =>
    slug === undefined
      ? targetByName(principal, verb.read(body.fields).name ?? "")
      : targetBySlug(principal, slug);
  const place =
    decided && principal === admitted.principal
      ? decided
      : placeOf(principal, call, await presentTarget());
  if ("status" in place) return place;
  const idempotencyKey = readIdempotencyKey(request.headers);
  const run = (begin?: RunBeginning["begin"]) =>
    answerRun(
      verb,
      call,
      { principal, ...place, beginning: { start: runStartOf(call), begin } },
      body,
    );
  if (idempotencyKey === undefined) return run();
  const { organizationId, keyId: principalId } = principal;
  const hash = requestHash(pathOf(request.url), body.fields);
  return answerOnce({ organizationId, principalId, names: [idempotencyKey], hash }, (begin) =>
    run(begin).catch((error: unknown) => renderSurfaceError(toAppError(error, call.requestId))),
  );
}

async function readUsableBody(request: Request): Promise<Body> {
  const body = await readBody(request);
  assertUsable(body.text, body.fields);
  return body;
}

/** What the call runs, or why it may not. */
function placeOf(
  principal: SurfaceKeyPrincipal,
  call: Call,
  target: CallTarget | null,
): Place | SurfaceReply {
  if (!target) return surfaceError("wrongResource");
  const { paused, capability, answersAll } = target;
  call.capabilityId = capability?.capabilityId ?? null;
  if (paused) return surfaceError("paused", {}, { "Retry-After": PAUSE_SECONDS });
  if (!capability) return surfaceError("unknownCapability");
  const { capabilityId } = capability;
  const { productId, surfaceId } = principal;
  if (!mayInvoke(principal, { productId, surfaceId, capabilityId })) {
    return surfaceError("wrongCapability", { capabilityId });
  }
  return { answersAll, capability };
}

async function answerRun(
  verb: SurfaceVerb,
  call: Call,
  called: Omit<Called, "requestId" | "input">,
  { fields }: Body,
): Promise<SurfaceReply> {
  const input = verb.read(fields);
  const { requestId } = call;
  return replyOf(await callCapability({ ...called, requestId, input }), requestId);
}

function replyOf(calling: Calling, requestId: string): SurfaceReply {
  if (calling.state === "unpublished") return surfaceError("unpublished");
  if (calling.state === "gone") return surfaceError("unknownCapability");
  const { executionId, run, answer } = calling;
  const headers = { "X-Execution-Id": executionId };
  if (run.outcome === "succeeded") {
    return { status: 200, body: JSON.stringify(answer), headers, executionId };
  }
  const unfinished = unfinishedRun(run);
  if (unfinished) {
    const reply = renderSurfaceError(unfinished);
    return { ...reply, headers: { ...reply.headers, ...headers } };
  }
  const late = run.outcome === "timed_out" || run.failure?.reason === "timeout";
  const step = run.failure?.stepName;
  const more = { ...(step !== undefined && { step }), requestId };
  return { ...surfaceError(late ? "timedOut" : "stepFailed", more, headers), executionId };
}
