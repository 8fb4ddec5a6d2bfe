import type { ServerResponse } from "node:http";
import { isHttps } from "@/lib/auth/cookie";
import type { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { renderError, toAppError } from "@/lib/http/render-error";
import { baseHeaders } from "@/lib/http/response-headers";
import { crossOriginHeaders } from "@/server/cross-origin";

export type Refusal = { status: number; headers: Record<string, string>; text: string };

/** What a request is answered that reaches no door: in the form of the doors, with an id of its own. */
export function refusal(error: AppError, requestId = newId("request")): Refusal {
  const { status, body, headers } = renderError(error);
  return jsonAnswer(status, body, { "X-Request-Id": requestId, ...headers });
}

/** The same for a door that threw. */
export function failure(error: unknown): Response {
  const requestId = newId("request");
  const { status, headers, text } = refusal(toAppError(error, requestId), requestId);
  return new Response(text, { status, headers });
}

export function jsonAnswer(
  status: number,
  body: object,
  headers: Record<string, string> = {},
): Refusal {
  const text = JSON.stringify(body);
  return {
    status,
    headers: {
      "Content-Type": "application/json",
      "Content-Length": String(Buffer.byteLength(text)),
      "Cache-Control": "no-store",
      ...baseHeaders(isHttps()),
      "X-Request-Id": newId("request"),
      ...headers,
    },
    text,
  };
}

export function send(response: ServerResponse, { status, headers, text }: Refusal): void {
  response.writeHead(status, headers).end(text);
}

/** Answers what reaches no door. */
export function refuse(response: ServerResponse, error: AppError): Promise<void> {
  return sendReadable(response, refusal(error));
}

/** Sends what a page of another site may read, where the surface that is asked allows it. */
export async function sendReadable(
  response: ServerResponse,
  { headers, ...rest }: Refusal,
): Promise<void> {
  const { url = "/", headers: asked } = response.req;
  const cors = await crossOriginHeaders(url, asked.origin);
  send(response, { ...rest, headers: { ...headers, ...cors } });
}
