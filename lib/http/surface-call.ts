import "server-only";
import { admitSurfaceKey } from "@/lib/http/admit-surface-key";
import type { Call } from "@/lib/http/call";
import { answerOnce, readIdempotencyKey, requestHash } from "@/lib/http/idempotency";
import { readBody } from "@/lib/http/read-input";
import { toAppError } from "@/lib/http/render-error";
import { renderSurfaceError, type SurfaceReply, surfaceError } from "@/lib/http/surface-reply";
import { mayInvoke, standsOn } from "@/lib/policy/decide";
import type { SurfaceKeyPrincipal } from "@/lib/policy/principal";
import { type Calling, callCapability } from "@/lib/services/call/call-capability";
import { assertUsable } from "@/lib/services/call/call-input";
import { type CapabilityName, resolveTarget } from "@/lib/services/call/resolve-target";
import type { SurfaceVerb } from "@/lib/services/call/surface-verbs";
import type { CalledCapability, CalledSurface } from "@/lib/services/call/target";

type Fields = Record<string, unknown>;
type Body = { text: string; fields: Fields };
type Place = { surface: CalledSurface; capability: CalledCapability };

const PAUSE_SECONDS = "60";

/**
 * A call from its key to its answer: key, surface, pause, capability, scope, body, input, run. Who
 * may not call learns nothing of the input.
 */
export async function answerCall(
  verb: SurfaceVerb,
  request: Request,
  call: Call,
  params: Fields,
): Promise<SurfaceReply> {
  const principal = await admitSurfaceKey(request.headers, call);
  const asked = { productId: String(params.id), surfaceId: String(params.surfaceId) };
  if (!standsOn(principal, asked)) return surfaceError("wrongResource");
  const name = verb.nameInPath(params);
  const early = name ? undefined : await readUsableBody(request);
  const place = await placeOf(
    principal,
    name ?? { name: verb.read(early?.fields ?? {}).name ?? "" },
  );
  if ("status" in place) return place;
  const idempotencyKey = readIdempotencyKey(request.headers);
  const body = early ?? (await readUsableBody(request));
  const run = () => answerRun(verb, call, principal, place, body);
  if (idempotencyKey === undefined) return run();
  const { keyId } = principal;
  const hash = requestHash(new URL(request.url).pathname, body.text);
  return answerOnce({ keyId, name: idempotencyKey, hash }, () =>
    run().catch((error: unknown) => renderSurfaceError(toAppError(error, call.requestId))),
  );
}

async function readUsableBody(request: Request): Promise<Body> {
  const body = await readBody(request);
  assertUsable(body.text, body.fields);
  return body;
}

/** Where the call goes, or why it may not. */
async function placeOf(
  principal: SurfaceKeyPrincipal,
  name: CapabilityName,
): Promise<Place | SurfaceReply> {
  const target = await resolveTarget(principal, name);
  if (!target) return surfaceError("wrongResource");
  const { surface, capability } = target;
  if (surface.paused) return surfaceError("paused", {}, { "Retry-After": PAUSE_SECONDS });
  if (!capability) return surfaceError("unknownCapability");
  const { capabilityId } = capability;
  const { productId, id: surfaceId } = surface;
  if (!mayInvoke(principal, { productId, surfaceId, capabilityId })) {
    return surfaceError("wrongCapability", { capabilityId });
  }
  return { surface, capability };
}

async function answerRun(
  verb: SurfaceVerb,
  { requestId }: Call,
  principal: SurfaceKeyPrincipal,
  place: Place,
  { fields }: Body,
): Promise<SurfaceReply> {
  const input = verb.read(fields);
  return replyOf(await callCapability({ principal, requestId, ...place, input }), requestId);
}

function replyOf(calling: Calling, requestId: string): SurfaceReply {
  if (calling.state === "unpublished") return surfaceError("unpublished");
  if (calling.state === "gone") return surfaceError("unknownCapability");
  const { executionId, run, answer } = calling;
  const headers = { "X-Execution-Id": executionId };
  if (run.outcome === "succeeded") return { status: 200, body: JSON.stringify(answer), headers };
  const late = run.outcome === "timed_out" || run.failure?.reason === "timeout";
  const step = run.failure?.stepName;
  const more = { ...(step !== undefined && { step }), requestId };
  return surfaceError(late ? "timedOut" : "stepFailed", more, headers);
}
