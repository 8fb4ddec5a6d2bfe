import { type IncomingMessage, maxHeaderSize, type ServerResponse } from "node:http";
import { AppError, badRequest } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { headersTooLarge } from "@/lib/core/refusals";
import { refuse } from "@/server/refuse";

const MAX_HEADERS = 1_000;
/** Of a head that the parser reads: far more than is taken, so that its refusal knows the request. */
export const MAX_PARSED_BYTES = 4 * maxHeaderSize;
export const HEADERS_TOO_LARGE = headersTooLarge(maxHeaderSize);
/** The target of `OPTIONS *`. */
export const ASTERISK_TARGET = "*";
const NO_TARGET = "Request a path, or a URL with http or https.";
const METHODS = "DELETE, GET, HEAD, OPTIONS, POST, PUT";

/** Whether a request was answered here, because it is not one that a path could answer. */
export function answeredUnusual(request: IncomingMessage, response: ServerResponse): boolean {
  const { rawHeaders, headers, method, url = "/" } = request;
  const coding = headers["transfer-encoding"];
  if (rawHeaders.length > 2 * MAX_HEADERS) {
    const details = `The request has more than ${MAX_HEADERS} headers.`;
    refuse(response, new AppError("headers_too_large", details));
  } else if (headBytes(url, rawHeaders) > maxHeaderSize) {
    refuse(response, HEADERS_TOO_LARGE);
  } else if (coding !== undefined && coding.toLowerCase() !== "chunked") {
    response.setHeader("Connection", "close");
    refuse(response, badRequest("Only Transfer-Encoding: chunked is supported."));
  } else if (!url.startsWith("/") && !(method === "OPTIONS" && url === ASTERISK_TARGET)) {
    refuse(response, badRequest(NO_TARGET));
  } else return false;
  return true;
}

/** What the server as a whole understands. */
export function answerOptions(response: ServerResponse): void {
  response.writeHead(204, { Allow: METHODS, "X-Request-Id": newId("request") }).end();
}

/** As the parser counts them: without what separates them. */
function headBytes(url: string, rawHeaders: readonly string[]): number {
  let bytes = url.length;
  for (const each of rawHeaders) bytes += each.length;
  return bytes;
}
