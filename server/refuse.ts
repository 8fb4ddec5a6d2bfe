import type { ServerResponse } from "node:http";
import { isHttps } from "@/lib/auth/cookie";
import type { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { surfaceHeaders, surfaceIn } from "@/lib/http/cross-origin";
import { renderError, toAppError } from "@/lib/http/render-error";
import { pathOf } from "@/lib/http/request-url";
import { baseHeaders } from "@/lib/http/response-headers";

/** Lets a page read why a request of a surface that allows it was refused before it came to a door. */
export async function crossOriginHeaders(
  target: string,
  origin: string | undefined,
): Promise<Record<string, string>> {
  const url = target.startsWith("/") ? `http://localhost${target}` : target;
  if (origin === undefined || !URL.canParse(url)) return {};
  const surface = surfaceIn(pathOf(url));
  if (!surface) return {};
  const request = new Request("http://localhost", { headers: { origin } });
  return surfaceHeaders(request, surface);
}

/** What was asked for, and by pages of which origin. */
export type Asked = { target: string; origin: string | undefined };

const HEAD = /^\S+ (\S+) HTTP\/\d\.\d\r\n(?:.+\r\n)*?origin:[ \t]*([!-~]+)[ \t]*\r\n/i;

/** The same of a head that became no request, as far as it says so. */
export function askedIn(head: string): Asked {
  const [, target = "", origin] = HEAD.exec(head) ?? [];
  return { target, origin };
}

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
export async function sendReadable(response: ServerResponse, { headers, ...rest }: Refusal) {
  const { url = "/", headers: asked } = response.req;
  const cors = await crossOriginHeaders(url, asked.origin);
  send(response, { ...rest, headers: { ...headers, ...cors } });
}
