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
import type { CalledCapability } from "@/lib/decisions/verdict";
import type { RunBeginning } from "@/lib/executions/execution-row";
import { admitSurfaceKey, chargeCall } from "@/lib/http/authenticate";
import { type Call, runStartOf } from "@/lib/http/call";
import { CROSS_ORIGIN, surfaceHeaders } from "@/lib/http/cross-origin";
import { type Dialect, door, type Handlers, pathHandlers } from "@/lib/http/door";
import {
  beginOnce,
  full,
  keepable,
  notSettled,
  readIdempotencyKey,
  requestHash,
} from "@/lib/http/idempotency";
import { readBody } from "@/lib/http/read-input";
import {
  renderSurfaceError,
  type SurfaceReply,
  surfaceError,
  toAppError,
} from "@/lib/http/render-error";
import { pathOf } from "@/lib/http/request-url";
import { type CallResult, callCapability } from "@/lib/services/call/call-capability";
import { placeCall } from "@/lib/services/call/place-call";
import type { SurfaceVerb } from "@/lib/services/call/surface-verbs";

type Params = Record<string, unknown>;

const SURFACE: Dialect = {
  admit: admitSurfaceKey,
  refuse: renderSurfaceError,
  crossOrigin: (request, params) =>
    request.headers.has("origin") ? surfaceHeaders(request, surfaceOf(params)) : CROSS_ORIGIN,
};

/** The door of calls to a surface: its keys, its flat errors, its origins. */
export function surfaceRoute({ POST }: { POST: SurfaceVerb }): Handlers {
  const place = { path: POST.contract.path, dialect: SURFACE };
  return pathHandlers(place, {
    POST: door({ ...place, runs: "capabilitySlug" }, (request, call, params) =>
      answerCall(POST, request, call, params),
    ),
  });
}

function surfaceOf({ id, surfaceId }: Params) {
  return { productId: String(id), surfaceId: String(surfaceId) };
}

async function answerCall(
  verb: SurfaceVerb,
  request: Request,
  call: Call,
  params: Params,
): Promise<SurfaceReply> {
  const slug = verb.slugInPath(params);
  const admitted = await admitSurfaceKey(request, call, slug);
  const decidedAt = performance.now();
  const placed = await placeCall(verb, {
    surface: surfaceOf(params),
    slug,
    admitted,
    decidedAt,
    call,
    readBody: () => readBody(request),
  });
  if ("refused" in placed) return surfaceError(placed.refused, placed.more);
  const idempotencyKey = readIdempotencyKey(request.headers);
  const { principal, fields } = placed;
  if (slug === undefined) await chargeCall(call, principal, placed.capability.weight);
  const { requestId } = call;
  const run = async (begin?: RunBeginning["begin"]) => {
    const beginning = { start: runStartOf(call), begin };
    const input = verb.read(fields);
    const result = await callCapability(placed, { requestId, beginning, input });
    if (result.cost !== undefined) call.cost = result.cost + costOfCall(placed.capability, call);
    return replyOf(result);
  };
  if (idempotencyKey === undefined) return run();
  const { organizationId, keyId: principalId } = principal;
  const hash = requestHash(pathOf(request.url), fields);
  return answerOnce({ organizationId, principalId, names: [idempotencyKey], hash }, (begin) =>
    run(begin).catch((error: unknown) => renderSurfaceError(toAppError(error, requestId))),
  );
}

/** What counts for the capability at the instant of the decision. */
function costOfCall({ costs }: CalledCapability, { decided }: Call): number {
  const at = decided?.ticket.at ?? 0;
  return costs.find(([from]) => from <= at)?.[1] ?? 0;
}

function replyOf(result: CallResult): SurfaceReply {
  const { executionId } = result;
  const headers: Record<string, string> =
    executionId === undefined ? {} : { "X-Execution-Id": executionId };
  if ("answer" in result) {
    return { status: 200, raw: JSON.stringify(result.answer), headers, executionId };
  }
  if ("refused" in result) {
    return { executionId, ...surfaceError(result.refused, result.more, headers) };
  }
  const reply = renderSurfaceError(result.unfinished);
  return { ...reply, headers: { ...reply.headers, ...headers } };
}

type Run = (begin: RunBeginning["begin"]) => Promise<SurfaceReply>;

/**
 * Answers a call of a surface that its caller named once: a run is answered again, without another
 * run. What ended before a run had effects is not kept, so that it can be fixed and tried again.
 * `answer` must not throw.
 */
async function answerOnce(request: NamedRequest, answer: Run): Promise<SurfaceReply> {
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
      return surfaceError("keyInUse");
    case "full":
      throw full();
  }
}

async function firstAnswer(claimed: Claimed, answer: Run): Promise<SurfaceReply> {
  const reply = await answer((executionId) => beginOnce(claimed, executionId));
  const { executionId, status, raw } = reply;
  const free = () => freeRequest(claimed).catch(notSettled);
  if (executionId === undefined) await free();
  else {
    const answered = { status, permissions: [], body: keepable(raw), executionId };
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
  return { status, raw: body, headers: { "Idempotent-Replayed": "true", ...run } };
}
