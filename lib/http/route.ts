import "server-only";
import type { HttpBinding, Method } from "@/lib/contracts/contract";
import { answersRevision, takesIfMatch } from "@/lib/contracts/editable";
import { AppError, invalidField, unavailable } from "@/lib/core/errors";
import { FairQueue } from "@/lib/core/fair-queue";
import type { Outcome } from "@/lib/core/outcome";
import { isTagged, type Precondition } from "@/lib/core/precondition";
import { methodNotAllowed, noRoute } from "@/lib/core/refusals";
import { TextDocument } from "@/lib/core/text-document";
import type { KeptAnswer } from "@/lib/db/idempotency";
import { rateLimitHeaders } from "@/lib/decisions/windows";
import { authenticate } from "@/lib/http/authenticate";
import { allotRun, type Call, openCall, runStartOf, settleCall } from "@/lib/http/call";
import { showsToken } from "@/lib/http/credential";
import {
  addingHeaders,
  CROSS_ORIGIN,
  documentHeaders,
  isPreflight,
  surfaceHeaders,
  surfaceIn,
} from "@/lib/http/cross-origin";
import { documentReply } from "@/lib/http/document-reply";
import { Echo } from "@/lib/http/echo";
import { entityHeaders, statusOf } from "@/lib/http/entity";
import type { Handler, Handlers } from "@/lib/http/handler";
import { performOnce, Replay } from "@/lib/http/idempotency";
import { keyInAddress } from "@/lib/http/key-in-address";
import { readInput } from "@/lib/http/read-input";
import { readPrecondition } from "@/lib/http/read-precondition";
import { renderError, toAppError } from "@/lib/http/render-error";
import type { Principal, UserPrincipal } from "@/lib/policy/principal";
import type { Verb } from "@/lib/services/verb";

const JSON_TYPE = "application/json";

type Verbs = Partial<Record<Method, Verb>>;

type Reply = {
  status: number;
  /** Written as JSON. */
  body?: unknown;
  /** Served as they are, instead of a body. */
  bytes?: Uint8Array<ArrayBuffer>;
  headers?: Record<string, string>;
  /** What it counts as, where the status does not say. */
  outcome?: Outcome | undefined;
};

type Answer = (request: Request, call: Call, params: Record<string, unknown>) => Promise<Reply>;

/** The door of the public API: the handlers of one path, each verb behind its method. */
export function route(verbs: Verbs): Handlers {
  const allow = allowed(verbs);
  const of = (verb: Verb | undefined) => (verb ? verbHandler(verb) : refusal(verbs, allow));
  const refused = of(undefined);
  const options: Handler = async (request, context) =>
    keyInAddress(request)
      ? refused(request, context)
      : new Response(null, { status: 204, headers: { Allow: allow.join(", ") } });
  const handlers = {
    GET: of(verbs.GET),
    HEAD: of(verbs.GET),
    POST: of(verbs.POST),
    PUT: of(verbs.PUT),
    PATCH: refused,
    DELETE: of(verbs.DELETE),
    OPTIONS: options,
  };
  const isOpen = verbs.GET?.contract.http?.anyOrigin === true;
  return isOpen ? addingHeaders(handlers, documentHeaders) : handlers;
}

/** Answers every method of a path that does not exist with 404, readable where a surface allows it. */
export function unknownRoute(): Handlers {
  const handler = door("*", null, async (request, call) => {
    await identify(request, call);
    throw noRoute();
  });
  const options: Handler = async (request, context) =>
    isPreflight(request) && surfaceIn(request.url)
      ? new Response(null, { status: 204 })
      : handler(request, context);
  const handlers = {
    GET: handler,
    HEAD: handler,
    POST: handler,
    PUT: handler,
    PATCH: handler,
    DELETE: handler,
    OPTIONS: options,
  };
  return addingHeaders(handlers, async (request) => {
    const surface = surfaceIn(request.url);
    return surface ? { ...CROSS_ORIGIN, ...(await surfaceHeaders(request, surface)) } : {};
  });
}

function allowed(verbs: Verbs): string[] {
  const methods: string[] = Object.keys(verbs);
  return [...methods, ...(verbs.GET ? ["HEAD"] : []), "OPTIONS"].sort();
}

function refusal(verbs: Verbs, allow: string[]): Handler {
  const path = Object.values(verbs)[0]?.contract.http?.path ?? "*";
  return door(path, null, async (request, call) => {
    await identify(request, call);
    throw methodNotAllowed(request.method, allow);
  });
}

function verbHandler(verb: Verb): Handler {
  const { contract, runs } = verb;
  const { need, http } = contract;
  const permission = typeof need === "object" ? need.permission : null;
  const isConditional = takesIfMatch(contract) || answersRevision(contract);
  const answer: Answer = async (request, call, params) => {
    const principal =
      need === "anyone" ? await identify(request, call) : await authenticate(request, call);
    const decidedAt = performance.now();
    // A read is the same however often it comes.
    const name = request.method === "POST" ? request.headers.get("idempotency-key") : null;
    const precondition = isConditional ? readPrecondition(request.headers) : {};
    const echo = http?.replaces && new Echo(contract.input, http.replaces);
    const read = async () => {
      const input = await readInput(request, params, echo?.take.bind(echo));
      assertOneRevision(precondition, input);
      return input;
    };
    const { requestId, address, userAgent } = call;
    const confirm = echo?.confirm.bind(echo);
    const asked = { principal, decidedAt, requestId, address, userAgent, run: runStartOf(call) };
    const caller = { ...asked, precondition, confirm };
    const perform = () => performOnce(verb, caller, name, read);
    const body = await (principal?.kind === "user" ? inTurn(principal, perform) : perform());
    if (body instanceof TextDocument) {
      const { headers, ...reply } = documentReply(request, body);
      return { ...reply, headers: { "Content-Type": http?.produces ?? JSON_TYPE, ...headers } };
    }
    if (!http) return { status: 200, body };
    const status = statusOf(http, precondition, body);
    return { status, body, headers: entityHeaders(http, params, body) };
  };
  const answerOrReplay: Answer = (request, call, params) =>
    answer(request, call, params).catch((error: unknown) => {
      if (error instanceof Replay) return replayReply(error.answer, http, params);
      throw error;
    });
  return door(http?.path ?? "*", permission, answerOrReplay, runs);
}

function errorReply(error: AppError, showsToken: boolean): Reply {
  const lacks = error.code === "forbidden" && error.facts.permission !== undefined;
  return { ...renderError(error, showsToken), outcome: lacks ? "missing_scope" : undefined };
}

function replayReply(
  { status, body }: KeptAnswer,
  http: HttpBinding | undefined,
  params: Record<string, unknown>,
): Reply {
  const entity = http && body !== null ? entityHeaders(http, params, JSON.parse(body)) : {};
  const bytes = new TextEncoder().encode(body ?? "");
  return { status, bytes, headers: { "Idempotent-Replayed": "true", ...entity } };
}

/** What is to change has one revision, in whatever two places a request names it. */
function assertOneRevision({ match }: Precondition, { revision }: Record<string, unknown>): void {
  if (match === undefined || typeof revision !== "number" || isTagged(match, revision)) return;
  throw invalidField("revision", "If-Match names another revision.");
}

/**
 * People have no limits of requests: they take turns, and leave connections for calls with keys.
 * A second is more than a change takes: what lasts longer is a slow body or a run.
 */
const people = new FairQueue(
  { running: { total: 32, group: 4, ms: 1_000 }, waiting: { total: 500, group: 200, member: 100 } },
  () => unavailable("Too many requests of this organization are waiting. Try again."),
);

function inTurn<T>({ organizationId, userId }: UserPrincipal, perform: () => Promise<T>) {
  return people.run({ group: organizationId, member: userId }, perform);
}

/** Where nobody has to say who they are, a good key is still decided and a bad one changes nothing. */
async function identify(request: Request, call: Call): Promise<Principal | null> {
  try {
    return await authenticate(request, call);
  } catch (error) {
    if (error instanceof AppError && ["unauthorized", "forbidden"].includes(error.code))
      return null;
    throw error;
  }
}

function door(path: string, permission: string | null, answer: Answer, runs = false): Handler {
  return async (request, context) => {
    // Next has none where a path has none, whatever its types say.
    const params = (await context.params) ?? {};
    const call = openCall(request, path, permission, runs ? allotRun(params.id) : null);
    const refusal = keyInAddress(request);
    const reply: Reply = refusal
      ? renderError(refusal)
      : await answer(request, call, params).catch(
          (error: unknown): Reply =>
            errorReply(toAppError(error, call.requestId), showsToken(request.headers)),
        );
    settleCall(call, reply.status, reply.outcome);
    return toResponse(request, call, reply);
  };
}

function toResponse(request: Request, call: Call, reply: Reply): Response {
  const { decided } = call;
  const headers = {
    "Content-Type": JSON_TYPE,
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Request-Id": call.requestId,
    ...reply.headers,
    ...(decided && rateLimitHeaders(decided.windows, decided.ticket.at / 1_000)),
  };
  const { status, body, bytes } = reply;
  const isBare = request.method === "HEAD" || status === 304;
  return new Response(isBare ? null : (bytes ?? JSON.stringify(body)), { status, headers });
}
