import "server-only";
import { AppError } from "@/lib/core/errors";
import { methodNotAllowed } from "@/lib/core/refusals";
import { rateLimitHeaders } from "@/lib/decisions/windows";
import { admitSurfaceKey } from "@/lib/http/admit-surface-key";
import { allotRun, type Call, openCall, settleCall } from "@/lib/http/call";
import { showsToken } from "@/lib/http/credential";
import { CROSS_ORIGIN, surfaceHeaders } from "@/lib/http/cross-origin";
import type { Handler, Handlers } from "@/lib/http/handler";
import { keyInAddress } from "@/lib/http/key-in-address";
import { toAppError } from "@/lib/http/render-error";
import { answerCall } from "@/lib/http/surface-call";
import { renderSurfaceError, type SurfaceReply } from "@/lib/http/surface-reply";
import type { SurfaceVerb } from "@/lib/services/call/surface-verbs";

type Params = Record<string, unknown>;

type Answer = (request: Request, call: Call, params: Params) => Promise<SurfaceReply>;

const ALLOW = ["OPTIONS", "POST"];

/** The door of calls to a surface: its keys, its flat errors, its origins. */
export function surfaceRoute({ POST }: { POST: SurfaceVerb }): Handlers {
  const { path } = POST.contract;
  const refusal = door(path, refuseMethod, false);
  return {
    GET: refusal,
    HEAD: refusal,
    POST: door(path, (request, call, params) => answerCall(POST, request, call, params), true),
    PUT: refusal,
    PATCH: refusal,
    DELETE: refusal,
    OPTIONS: async (request, context) => {
      if (keyInAddress(request)) return refusal(request, context);
      const cors = await originHeaders(request, await context.params);
      const headers = { Allow: ALLOW.join(", "), ...CROSS_ORIGIN, ...cors };
      return new Response(null, { status: 204, headers });
    },
  };
}

/** A good key is still decided and charged; a bad one changes nothing. */
async function refuseMethod(request: Request, call: Call): Promise<SurfaceReply> {
  await admitSurfaceKey(request.headers, call).catch((error: unknown) => {
    if (error instanceof AppError && ["unauthorized", "forbidden"].includes(error.code)) return;
    throw error;
  });
  throw methodNotAllowed(request.method, ALLOW);
}

function door(path: string, answer: Answer, runs: boolean): Handler {
  return async (request, context) => {
    const params = await context.params;
    const call = openCall(request, path, null, runs ? allotRun(params.capabilitySlug) : null);
    const cors = request.headers.has("origin") ? originHeaders(request, params) : undefined;
    const inAddress = keyInAddress(request);
    if (inAddress) return toResponse(request, call, renderSurfaceError(inAddress), await cors);
    const reply = await answer(request, call, params).catch(
      (error: unknown): SurfaceReply =>
        renderSurfaceError(toAppError(error, call.requestId), showsToken(request.headers)),
    );
    settleCall(call, reply.status, reply.outcome);
    return toResponse(request, call, reply, await cors);
  };
}

function originHeaders(request: Request, params: Params): Promise<Record<string, string>> {
  const { id, surfaceId } = params;
  return surfaceHeaders(request, { productId: String(id), surfaceId: String(surfaceId) });
}

function toResponse(
  request: Request,
  call: Call,
  reply: SurfaceReply,
  cors: Record<string, string> | undefined,
): Response {
  const { decided } = call;
  const headers = {
    "Content-Type": "application/json",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Request-Id": call.requestId,
    ...CROSS_ORIGIN,
    ...reply.headers,
    ...(decided && rateLimitHeaders(decided.windows, decided.ticket.at / 1_000)),
    ...cors,
  };
  const body = request.method === "HEAD" ? null : reply.body;
  return new Response(body, { status: reply.status, headers });
}
