import type { IncomingMessage } from "node:http";
import { isInRanges } from "@/lib/core/ip-range";
import { env } from "@/lib/env";
import { CLIENT_ADDRESS_HEADER } from "@/lib/http/call";

/**
 * Notes the caller's address on a request and joins repeated Authorization headers, of which Node
 * would drop all but the first: both fronts then see the same request.
 */
export function prepareRequest(request: IncomingMessage): void {
  const raw: string[] = [];
  const authorizations: string[] = [];
  for (let index = 0; index < request.rawHeaders.length; index += 2) {
    const name = request.rawHeaders[index] ?? "";
    const value = request.rawHeaders[index + 1] ?? "";
    const lower = name.toLowerCase();
    if (lower === CLIENT_ADDRESS_HEADER) continue;
    if (lower === "authorization") authorizations.push(value);
    raw.push(name, value);
  }
  const address = clientAddress(request);
  raw.push(CLIENT_ADDRESS_HEADER, address);
  request.rawHeaders = raw;
  request.headers[CLIENT_ADDRESS_HEADER] = address;
  if (authorizations.length > 1) request.headers.authorization = authorizations.join(", ");
}

/** The socket's address, or what a trusted proxy says: the last address it did not vouch for. */
function clientAddress(request: IncomingMessage): string {
  let address = request.socket.remoteAddress ?? "";
  const trusted = env().RUNTYPE_TRUSTED_PROXIES;
  if (trusted.length === 0) return address;
  const forwarded = [request.headers["x-forwarded-for"] ?? []].flat().join(",").split(",");
  while (isInRanges(address, trusted)) {
    const next = forwarded.pop()?.trim();
    if (!next) return address;
    address = next;
  }
  return address;
}
