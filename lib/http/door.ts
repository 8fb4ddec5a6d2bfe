import "server-only";
import { isHttps } from "@/lib/auth/cookie";
import type { Method } from "@/lib/contracts/contract";
import { AppError } from "@/lib/core/errors";
import { methodNotAllowed } from "@/lib/core/refusals";
import { rateLimitHeaders } from "@/lib/decisions/rate-limit";
import { allotRun, type Call, openCall, settleCall } from "@/lib/http/call";
import { showsToken } from "@/lib/http/credential";
import { type Reply, toAppError } from "@/lib/http/render-error";
import { keyInAddress } from "@/lib/http/request-url";
import { baseHeaders } from "@/lib/http/response-headers";

type Params = Record<string, string | string[] | undefined>;

export type Handler = (request: Request, context: { params: Promise<Params> }) => Promise<Response>;

export type Handlers = Record<Method | "HEAD" | "PATCH" | "OPTIONS", Handler>;

export type Answer = (request: Request, call: Call, params: Params) => Promise<Reply>;

type Headers = Record<string, string>;

/** In what two doors differ that share credential, charge, record and headers. */
export type Dialect = {
  /** Decides and charges the key of a request. */
  admit: (request: Request, call: Call) => Promise<unknown>;
  /** The answer to an error; `isTokenShown` says whether a refused caller had shown a token or key. */
  refuse: (error: AppError, isTokenShown?: boolean) => Reply;
  /** What lets pages of other origins read the answer. Never throws. */
  crossOrigin?: (request: Request, params: Params) => Promise<Headers> | Headers | undefined;
};

type Place = {
  path: string;
  dialect: Dialect;
  permission?: string | null;
  /** For what may run a flow: the parameter of the path that names what is run. */
  runs?: string | undefined;
};

/** One way from a request to its answer, whatever is behind it: decided, recorded, with its headers. */
export function door({ path, dialect, permission = null, runs }: Place, answer: Answer): Handler {
  const { refuse, crossOrigin } = dialect;
  return async (request, context) => {
    // Next has none where a path has none, whatever its types say.
    const params = (await context.params) ?? {};
    const run = runs === undefined ? null : allotRun(params[runs]);
    const call = openCall(request, path, permission, run);
    const cors = crossOrigin?.(request, params);
    const inAddress = keyInAddress(request);
    const reply = inAddress
      ? refuse(inAddress)
      : await answer(request, call, params).catch((error: unknown) =>
          refuse(toAppError(error, call.requestId), showsToken(request.headers)),
        );
    settleCall(call, reply.status, reply.outcome);
    return toResponse(request, call, reply, cors && (await cors));
  };
}

/** The handlers of a path: a method that it does not have is refused. */
export function pathHandlers(place: Place, own: Partial<Record<Method, Handler>>): Handlers {
  const { admit } = place.dialect;
  const allow = [...Object.keys(own), ...(own.GET ? ["HEAD"] : []), "OPTIONS"].sort();
  const refused = door(place, async (request, call) => {
    await identify(admit(request, call));
    throw methodNotAllowed(request.method, allow);
  });
  return {
    GET: own.GET ?? refused,
    HEAD: own.GET ?? refused,
    POST: own.POST ?? refused,
    PUT: own.PUT ?? refused,
    PATCH: refused,
    DELETE: own.DELETE ?? refused,
    OPTIONS: door(place, async () => ({ status: 204, headers: { Allow: allow.join(", ") } })),
  };
}

/** Where nobody has to say who they are, a good key is still decided and a bad one changes nothing. */
export async function identify<T>(who: Promise<T>): Promise<T | null> {
  try {
    return await who;
  } catch (error) {
    if (error instanceof AppError && ["unauthorized", "forbidden"].includes(error.code))
      return null;
    throw error;
  }
}

function toResponse(request: Request, { requestId, decided }: Call, reply: Reply, cors?: Headers) {
  const { status, body, raw } = reply;
  // Named members come first: V8 is ten times as slow with what is added to a copy.
  const headers = {
    "Cache-Control": "no-store",
    "X-Request-Id": requestId,
    ...(status !== 204 && { "Content-Type": "application/json" }),
    ...baseHeaders(isHttps()),
    ...reply.headers,
    ...(decided && rateLimitHeaders(decided.windows, decided.ticket.at / 1_000)),
    ...cors,
  };
  const isBare = request.method === "HEAD" || status === 304;
  return new Response(isBare ? null : (raw ?? JSON.stringify(body)), { status, headers });
}
