import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { join } from "node:path";
import next from "next";
import { AppError, unavailable } from "@/lib/core/errors";
import { FairQueue } from "@/lib/core/fair-queue";
import { networkOf } from "@/lib/core/ip-range";
import { env } from "@/lib/env";
import { CLIENT_ADDRESS_HEADER } from "@/lib/http/call";
import { answeredOutage } from "@/server/outage-page";
import { compressedFiles } from "@/server/static-files";
import {
  answeredForm,
  answerForm,
  dropUnreadableTree,
  dropWayBack,
} from "@/server/unreadable-requests";

export type Pages = {
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  close: () => Promise<void>;
};

/** Beside the bundle of this process, in the folder of its build. */
const STATIC_FILES = join(import.meta.dirname, "..", "next", "static");

const DOCUMENT = /^\/v1\/.*openapi\.(json|yaml)(\?|$)/;

/**
 * Next, ready to answer everything that is not the public API. Next listens for upgrades on a server
 * that nothing reaches: without a listener on ours, Node ignores an `Upgrade` header, as RFC 9110
 * 7.8 allows, and the request is answered as HTTP/1.1.
 */
export async function openPages(server: Server, dev: boolean): Promise<Pages> {
  const { HOST, PORT } = env();
  const httpServer = createServer();
  if (dev) forwardHotReload(server, httpServer);
  const app = next({ dev, dir: process.cwd(), hostname: HOST, port: PORT, httpServer });
  await app.prepare();
  const render = app.getRequestHandler();
  const answeredFile = dev ? async () => false : compressedFiles(STATIC_FILES);
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    // Next drops the Content-Encoding of a route's answer: here the public API answers uncompressed.
    if (request.url?.startsWith("/v1/")) request.headers["accept-encoding"] = "identity";
    // It keeps a header that is set already, and documents say themselves who may read them.
    if (DOCUMENT.test(request.url ?? "")) response.removeHeader("Cross-Origin-Resource-Policy");
    if (answeredForm(request, response) || (await answeredOutage(request, response, dev))) return;
    dropUnreadableTree(request);
    dropWayBack(request);
    const isForm = request.headers["next-action"] !== undefined;
    const rendered = () => render(request, response);
    await (isForm ? answerForm(response, rendered) : rendered());
  };
  const handle: Pages["handle"] = async (request, response) => {
    const answered = () => answer(request, response);
    if (!request.url?.startsWith("/_next/static/")) return inTurn(request, response, answered);
    if (!(await answeredFile(request, response))) await answered();
  };
  return { handle, close: () => app.close() };
}

/**
 * A page costs milliseconds of the one thread that calls are answered on too. What takes a second
 * waits for a slow caller or a run, and must not keep others from their pages.
 */
const queue = new FairQueue(
  {
    running: { total: 64, group: 8, ms: 1_000 },
    waiting: { total: 1_000, group: 200, member: 200 },
  },
  () => unavailable("Too many requests are waiting. Try again."),
);

/** Lets callers take turns; what is left by its caller while it waits is not rendered. */
async function inTurn(
  request: IncomingMessage,
  response: ServerResponse,
  render: () => Promise<void>,
): Promise<void> {
  const left = new AbortController();
  response.once("close", () => left.abort());
  const address = String(request.headers[CLIENT_ADDRESS_HEADER]);
  await queue
    .run({ group: networkOf(address, 32), member: "" }, render, left.signal)
    .catch((error: unknown) => {
      if (left.signal.aborted) return;
      if (!(error instanceof AppError)) throw error;
      response.writeHead(503, { "Content-Type": "text/plain", "Retry-After": "1" });
      response.end(error.details);
    });
}

function forwardHotReload(server: Server, next: Server): void {
  server.on("upgrade", (request, socket, head) => {
    if (request.url?.startsWith("/_next/")) next.emit("upgrade", request, socket, head);
    else socket.destroy();
  });
}
