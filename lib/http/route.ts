import "server-only";
import type { HttpBinding, Method } from "@/lib/contracts/contract";
import { answersRevision, refusesIfMatch, takesIfMatch } from "@/lib/contracts/editable";
import { invalidField, unavailable } from "@/lib/core/errors";
import { FairQueue } from "@/lib/core/fair-queue";
import { JsonText } from "@/lib/core/json-text";
import { isTagged, type Precondition } from "@/lib/core/precondition";
import { noRoute } from "@/lib/core/refusals";
import { TextDocument } from "@/lib/core/text-document";
import type { KeptAnswer } from "@/lib/db/idempotency";
import { authenticate } from "@/lib/http/authenticate";
import { runStartOf } from "@/lib/http/call";
import { documentHeaders, isPreflight, surfaceHeaders, surfaceIn } from "@/lib/http/cross-origin";
import {
  type Answer,
  type Dialect,
  door,
  type Handler,
  type Handlers,
  identify,
  pathHandlers,
} from "@/lib/http/door";
import { Echo } from "@/lib/http/echo";
import {
  assertUnconditional,
  documentReply,
  entityHeaders,
  readPrecondition,
  statusOf,
} from "@/lib/http/etags";
import { performOnce, Replay } from "@/lib/http/idempotency";
import { readInput } from "@/lib/http/read-input";
import { type Reply, renderError } from "@/lib/http/render-error";
import { pathOf } from "@/lib/http/request-url";
import type { Principal, UserPrincipal } from "@/lib/policy/principal";
import type { Verb } from "@/lib/services/verb";

const PLATFORM: Dialect = { admit: authenticate, refuse: renderError };

/** The door of the public API: the handlers of one path, each verb behind its method. */
export function route(verbs: Partial<Record<Method, Verb>>): Handlers {
  const isOpen = verbs.GET?.contract.http?.anyOrigin === true;
  const dialect = isOpen ? { ...PLATFORM, crossOrigin: documentHeaders } : PLATFORM;
  const path = Object.values(verbs)[0]?.contract.http?.path ?? "*";
  const handlers = Object.entries(verbs).map(([method, verb]) => {
    return [method, verbHandler(verb, path, dialect)];
  });
  return pathHandlers({ path, dialect }, Object.fromEntries(handlers));
}

/** Answers every method of a path that does not exist with 404, readable where a surface allows it. */
export function unknownRoute(): Handlers {
  const crossOrigin = (request: Request) => {
    const surface = surfaceIn(pathOf(request.url));
    return surface && surfaceHeaders(request, surface);
  };
  const place = { path: "*", dialect: { ...PLATFORM, crossOrigin } };
  const handler = door(place, async (request, call) => {
    await identify(authenticate(request, call));
    throw noRoute();
  });
  const preflight = door(place, async () => ({ status: 204 }));
  const options: Handler = (request, context) => {
    const isAnswered = isPreflight(request) && surfaceIn(pathOf(request.url));
    return isAnswered ? preflight(request, context) : handler(request, context);
  };
  return {
    GET: handler,
    HEAD: handler,
    POST: handler,
    PUT: handler,
    PATCH: handler,
    DELETE: handler,
    OPTIONS: options,
  };
}

function verbHandler(verb: Verb, path: string, dialect: Dialect): Handler {
  const { contract, kind } = verb;
  const { need, http } = contract;
  const permission = typeof need === "object" ? need.permission : null;
  const isConditional = takesIfMatch(contract) || answersRevision(contract);
  const refuses = refusesIfMatch(contract);
  const answer: Answer = async (request, call, params) => {
    const admitted = authenticate(request, call);
    const principal = await (need === "anyone" ? identify(admitted) : admitted);
    const decidedAt = performance.now();
    // A read is the same however often it comes.
    const name = request.method === "POST" ? request.headers.get("idempotency-key") : null;
    if (refuses) assertUnconditional(request.headers);
    const precondition = isConditional ? readPrecondition(request.headers) : {};
    const echo = http?.replaces && new Echo(contract.input, http.replaces);
    const read = async () => {
      const input = await readInput(request, params, echo?.take.bind(echo));
      assertOneRevision(precondition, input);
      return input;
    };
    const { requestId, callerAddress: address, userAgent } = call;
    const confirm = echo?.confirm.bind(echo);
    const run = runStartOf(call);
    const present = (known: Principal) => {
      call.principal = known;
    };
    const asked = { requestId, address, userAgent, run };
    const caller = { principal, decidedAt, precondition, confirm, present, ...asked };
    const perform = () => performOnce(verb, caller, name, read);
    const body = await (principal?.kind === "user" ? inTurn(principal, perform) : perform());
    if (body instanceof TextDocument) {
      const { headers, ...reply } = documentReply(request, body);
      const type = http?.produces && { "Content-Type": http.produces };
      return { ...reply, headers: { ...type, ...headers } };
    }
    if (body instanceof JsonText) return { status: 200, raw: body.text };
    if (http?.csv && prefersCsv(request.headers)) return csvReply(http.csv, body);
    if (!http) return { status: 200, body };
    const status = statusOf(http, precondition, body);
    const varies = http.csv && { Vary: "Accept" };
    return { status, body, headers: { ...varies, ...entityHeaders(http, params, body) } };
  };
  const answerOrReplay: Answer = (request, call, params) =>
    answer(request, call, params).catch((error: unknown) => {
      if (error instanceof Replay) return replayReply(error.answer, http, params);
      throw error;
    });
  const runs = kind === "act" ? "id" : undefined;
  return door({ path, dialect, permission, runs }, answerOrReplay);
}

const CSV = "text/csv";

/** Whether the first type that a caller accepts is CSV. */
function prefersCsv(headers: Headers): boolean {
  const [first = ""] = headers.get("accept")?.split(",") ?? [];
  return first.split(";")[0]?.trim().toLowerCase() === CSV;
}

function csvReply(write: (body: unknown) => string, body: unknown): Reply {
  const headers = { "Content-Type": `${CSV}; charset=utf-8`, Vary: "Accept" };
  return { status: 200, raw: write(body), headers };
}

function replayReply(
  { status, body }: KeptAnswer,
  http: HttpBinding | undefined,
  params: Record<string, unknown>,
): Reply {
  const entity = http && body !== null ? entityHeaders(http, params, JSON.parse(body)) : {};
  return { status, raw: body ?? "", headers: { "Idempotent-Replayed": "true", ...entity } };
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
