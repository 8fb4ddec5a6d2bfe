import type { IncomingMessage, ServerResponse } from "node:http";
import { AppError, badRequest } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { refuse } from "@/server/refuse";

const MAX_HEADERS = 1_000;
const NO_TARGET = "Ask for a path, or for an address with http or https.";
const METHODS = "DELETE, GET, HEAD, OPTIONS, POST, PUT";

/** Whether a request was answered here, because it is not one that a path could answer. */
export function answeredUnusual(request: IncomingMessage, response: ServerResponse): boolean {
  const { rawHeaders, headers, method, url = "/" } = request;
  const coding = headers["transfer-encoding"];
  if (rawHeaders.length > 2 * MAX_HEADERS) {
    const details = `The request has more than ${MAX_HEADERS} headers.`;
    refuse(response, new AppError("headers_too_large", details));
  } else if (coding !== undefined && coding.toLowerCase() !== "chunked") {
    response.setHeader("Connection", "close");
    refuse(response, badRequest("No Transfer-Encoding but chunked is understood."));
  } else if (method === "OPTIONS" && url === "*") {
    response.writeHead(204, { Allow: METHODS, "X-Request-Id": newId("request") }).end();
  } else if (!url.startsWith("/")) refuse(response, badRequest(NO_TARGET));
  else return false;
  return true;
}
