import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerOptions,
  type ServerResponse,
} from "node:http";
import { getRequestListener, RequestError } from "@hono/node-server";
import { isHttps } from "@/lib/auth/cookie";
import { badRequest } from "@/lib/core/errors";
import { addressHoldsKey } from "@/lib/core/key-text";
import { methodNotAllowed, noRoute } from "@/lib/core/refusals";
import { baseHeaders } from "@/lib/http/response-headers";
import {
  type ApiRoute,
  createApiFront,
  frontListener,
  hasInvalidEscape,
  isMalformedPath,
  isMisspelledApi,
} from "@/server/api-front";
import { prepareRequest } from "@/server/client-address";
import { answerClientErrors } from "@/server/client-errors";
import { Connections } from "@/server/drain";
import { answeredForeignOrigin, answeredMisdirected } from "@/server/foreign-requests";
import { answerHealth } from "@/server/health";
import type { Pages } from "@/server/pages";
import { failure, refuse } from "@/server/refuse";
import {
  ASTERISK_TARGET,
  answeredUnusual,
  answerOptions,
  MAX_PARSED_BYTES,
} from "@/server/unusual-requests";
import { sendText, wellKnownFile } from "@/server/well-known";

type Listener = (request: IncomingMessage, response: ServerResponse) => unknown;

/** Next fails over a path that it cannot decode. */
const NO_SUCH_PAGE = "/404";
const NO_ROUTE = noRoute();
/** Next fails over it too: no `Request` can be made of it. */
const NO_TRACE = methodNotAllowed("TRACE", ["GET", "HEAD", "OPTIONS", "POST"]);

export type FrontServer = {
  server: Server;
  connections: Connections;
  /** Answers from now on, pages too where there are any. */
  serve: (pages?: Pages) => void;
};

/** The server of the process, which does not listen yet; without routes it leaves `/v1` to the pages. */
export function createFrontServer(
  routes: readonly ApiRoute[] | undefined,
  options: ServerOptions = {},
): FrontServer {
  // One without a Host would be answered by Node, without a body.
  const read = { requireHostHeader: false, maxHeaderSize: MAX_PARSED_BYTES };
  const server = createServer({ ...read, ...options });
  const connections = new Connections(server);
  const front = routes && createApiFront(routes);
  const api = routes && front && listenerOf(frontListener(front, routes));
  answerClientErrors(server, connections, front);
  return {
    server,
    connections,
    serve: (pages) => server.on("request", dispatch(connections, api, pages)),
  };
}

function dispatch(
  connections: Connections,
  api: Listener | undefined,
  pages: Pages | undefined,
): Listener {
  const nothing = listenerOf(createApiFront([]).fetch);
  const headers = Object.entries(baseHeaders(isHttps()));
  return (request, response) => {
    if (!connections.note(request, response)) return;
    const target = request.url ?? "/";
    request.url = originForm(target);
    const path = request.url.split("?", 1)[0] ?? "/";
    const isApi = path === "/v1" || path.startsWith("/v1/");
    // The doors send them with their own: set one by one, each answer costs a third more.
    if (!isApi || !api) for (const [name, value] of headers) response.setHeader(name, value);
    if (answeredUnusual(request, response)) return;
    if (answeredMisdirected(request, response, { target, path })) return;
    if (path === ASTERISK_TARGET) return answerOptions(response);
    if (path === "/healthz" || path === "/readyz")
      return answerHealth(path, response, connections.draining);
    prepareRequest(request);
    const wellKnown = wellKnownFile(path);
    if (wellKnown !== undefined) return sendText(request, response, wellKnown);
    if (isApi ? isMalformedPath(path) : isMisspelledApi(path)) return nothing(request, response);
    if (isApi && api) return api(request, response);
    const clean = isApi ? undefined : withoutKey(request.url);
    if (clean !== undefined) return sendOn(response, clean);
    if (request.method === "TRACE") return refuse(response, NO_TRACE);
    if (hasInvalidEscape(path)) request.url = NO_SUCH_PAGE;
    if (!pages) return refuse(response, NO_ROUTE);
    if (isApi || !answeredForeignOrigin(request, response)) return pages.handle(request, response);
  };
}

/** What is left of a body when its request is refused, Node reads itself: as long as it may take. */
function listenerOf(answer: (request: Request) => Response | Promise<Response>): Listener {
  const errorHandler = (error: unknown) =>
    failure(error instanceof RequestError ? badRequest("The address is not valid.") : error);
  return getRequestListener(answer, { autoCleanupIncoming: false, errorHandler });
}

/** A request line may hold the whole address, as for a proxy. */
function originForm(target: string): string {
  return target.startsWith("/") ? target : target.replace(/^https?:\/\/[^/?#]*\/?/i, "/");
}

/**
 * The address of a page without the parts that hold an API key, before any page or log has seen
 * them; undefined when there are none.
 */
export function withoutKey(address: string): string | undefined {
  if (!addressHoldsKey(address)) return undefined;
  const [path = "", ...queries] = address.split("?");
  const parts = path.split("/");
  const at = parts.findIndex(addressHoldsKey);
  // Two slashes or a backslash at the beginning would lead to another host.
  const kept = `/${parts.slice(0, at === -1 ? undefined : at).join("/")}`.replace(/^[/\\]+/, "/");
  const query = at === -1 ? queries.join("?").split("&") : [];
  const rest = query.filter((pair) => !addressHoldsKey(pair)).join("&");
  return rest === "" ? kept : `${kept}?${rest}`;
}

function sendOn(response: ServerResponse, location: string): void {
  const headers = { "Cache-Control": "no-store", "Referrer-Policy": "no-referrer" };
  response.writeHead(307, { Location: location, ...headers }).end();
}
