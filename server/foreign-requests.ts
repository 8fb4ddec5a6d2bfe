import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { isHttps } from "@/lib/auth/cookie";
import { badRequest } from "@/lib/core/errors";
import { readHost } from "@/lib/core/host";
import { newId } from "@/lib/core/ids";
import { surfaceIn } from "@/lib/http/cross-origin";
import { toAppError } from "@/lib/http/render-error";
import { pageHeaders } from "@/lib/http/response-headers";
import { assertSameOrigin, isServedHost, isServedOrigin } from "@/lib/http/served-hosts";
import { jsonAnswer, type Refusal, refusal, send, sendReadable } from "@/server/refuse";
import { ASTERISK_TARGET } from "@/server/unusual-requests";

const JSON_PATH = /^\/(v1|api)(\/|$)/i;
/** Asked for at any one host: by those who watch the process, or about no path. */
const FOR_ANY_HOST = ["/healthz", "/readyz", ASTERISK_TARGET];
const FORWARDED_HOST = "x-forwarded-host";

const UNCLEAR_HOST = badRequest("Send one Host header, with the name of a host.");
const MISDIRECTED_CALL = { error: "Misdirected request" };
const MISDIRECTED = {
  error: "Misdirected Request",
  details: "This host is not served here. Set RUNTYPE_ALLOWED_HOSTS.",
};

const PAGE = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Not served here · Runtype</title></head>
<body style="font: 1rem/1.5 system-ui, sans-serif; max-width: 32rem; margin: 4rem auto; padding: 0 1rem">
<h1 style="font-size: 1.25rem">This host is not served here</h1>
<p>Open Runtype at its public address. Its operator can add this host to RUNTYPE_ALLOWED_HOSTS.</p>
</body>
</html>
`;

type Asked = { target: string; path: string };

/** Whether a request was answered here, because it asks for a host that is not served. */
export function answeredMisdirected(
  request: IncomingMessage,
  response: ServerResponse,
  asked: Asked,
): boolean {
  const refused = misdirection(request, asked);
  if (refused) void sendReadable(response, refused);
  return refused !== undefined;
}

/** What a request is answered that asks for a host that is not served. */
export function misdirection(
  { rawHeaders, httpVersion }: Pick<IncomingMessage, "rawHeaders" | "httpVersion">,
  { target, path }: Asked,
): Refusal | undefined {
  const named = hostHeaders(rawHeaders);
  const hosts = [...named, ...authorityOf(target)];
  if (named.length === 1 && hosts.every(isServedHost)) return undefined;
  const isOne = named.length === 1 || (named.length === 0 && httpVersion === "1.0");
  if (isOne && FOR_ANY_HOST.includes(path)) return undefined;
  if (!isOne || hosts.some((host) => host !== "" && !readHost(host))) {
    const { headers, ...rest } = refusal(UNCLEAR_HOST);
    return { ...rest, headers: { ...headers, Connection: "close" } };
  }
  if (surfaceIn(path)) return jsonAnswer(421, MISDIRECTED_CALL);
  if (JSON_PATH.test(path)) return jsonAnswer(421, MISDIRECTED);
  const headers = pageHeaders({ nonce: randomUUID(), https: isHttps(), dev: false });
  const type = { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store" };
  return { status: 421, headers: { ...headers, ...type }, text: PAGE };
}

/** Every Host header: of several, Node itself would show the first alone. */
function hostHeaders(rawHeaders: readonly string[]): string[] {
  const values: string[] = [];
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? "";
    if (name.length === 4 && name.toLowerCase() === "host") values.push(rawHeaders[at + 1] ?? "");
  }
  return values;
}

/** The host of a target that is a whole address, as for a proxy. */
function authorityOf(target: string): string[] {
  if (target.startsWith("/")) return [];
  const [, authority] = /^https?:\/\/([^/?#]*)/i.exec(target) ?? [];
  return authority === undefined ? [] : [authority];
}

/**
 * Whether a change was answered here, because pages of another origin ask for it. Next compares the
 * Origin of one that may pass with the host that a proxy forwards, or the Host itself: it is given
 * one that is served, and no other.
 */
export function answeredForeignOrigin(request: IncomingMessage, response: ServerResponse): boolean {
  const { method = "GET", headers } = request;
  delete headers[FORWARDED_HOST];
  const get = (name: string) => [headers[name]].flat()[0] ?? null;
  try {
    assertSameOrigin({ method, headers: { get } });
  } catch (error) {
    const requestId = newId("request");
    send(response, refusal(toAppError(error, requestId), requestId));
    return true;
  }
  const { origin } = headers;
  if (origin && isServedOrigin(origin)) headers[FORWARDED_HOST] = new URL(origin).host;
  return false;
}
