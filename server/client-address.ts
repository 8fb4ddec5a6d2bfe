import type { IncomingMessage } from "node:http";
import { forwardedFor, xForwardedFor } from "@/lib/core/forwarded";
import { isInRanges } from "@/lib/core/ip-range";
import { env } from "@/lib/env";
import { CLIENT_ADDRESS_HEADER } from "@/lib/http/call";
import { tokenIn } from "@/lib/http/credential";

const AUTHORIZATION = "authorization";

/**
 * Notes the caller's address on a request and joins repeated Authorization headers that hold a
 * token, of which Node would drop all but the first: both fronts then see the same request.
 */
export function prepareRequest(request: IncomingMessage): void {
  const address = clientAddress(request);
  const { rawHeaders } = request;
  if (isPlain(rawHeaders)) rawHeaders.push(CLIENT_ADDRESS_HEADER, address);
  else rewriteHeaders(request, address);
  request.headers[CLIENT_ADDRESS_HEADER] = address;
}

/** Whether no header has to go, or to be joined. */
function isPlain(rawHeaders: readonly string[]): boolean {
  let authorizations = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? "";
    if (name.length === CLIENT_ADDRESS_HEADER.length && isNamed(name, CLIENT_ADDRESS_HEADER))
      return false;
    if (name.length === AUTHORIZATION.length && isNamed(name, AUTHORIZATION)) authorizations += 1;
  }
  return authorizations < 2;
}

function isNamed(name: string, lower: string): boolean {
  return name === lower || name.toLowerCase() === lower;
}

function rewriteHeaders(request: IncomingMessage, address: string): void {
  const raw: string[] = [];
  const tokens: string[] = [];
  for (let index = 0; index < request.rawHeaders.length; index += 2) {
    const name = request.rawHeaders[index] ?? "";
    const value = request.rawHeaders[index + 1] ?? "";
    if (isNamed(name, CLIENT_ADDRESS_HEADER)) continue;
    if (isNamed(name, AUTHORIZATION)) {
      if (!tokenIn(value)) continue;
      tokens.push(value);
    }
    raw.push(name, value);
  }
  raw.push(CLIENT_ADDRESS_HEADER, address);
  request.rawHeaders = raw;
  if (tokens.length > 0) request.headers.authorization = tokens.join(", ");
  else delete request.headers.authorization;
}

/** The socket's address, or what a trusted proxy says: the last address it did not vouch for. */
function clientAddress(request: IncomingMessage): string {
  let address = request.socket.remoteAddress ?? "";
  const { RUNTYPE_TRUSTED_PROXIES: trusted, RUNTYPE_FORWARDED_HEADER: header } = env();
  if (trusted.length === 0) return address;
  const read = header === "forwarded" ? forwardedFor : xForwardedFor;
  // Each line for itself: what one leaves open cannot hide the next.
  const said = request.headersDistinct[header]?.filter((line) => line.trim() !== "") ?? [];
  const forwarded = said.flatMap(read);
  while (isInRanges(address, trusted)) {
    const next = forwarded.pop();
    if (next === undefined) return address;
    address = next;
  }
  return address;
}
