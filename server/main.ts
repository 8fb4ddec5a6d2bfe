import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { routes } from "virtual:routes";
import { getRequestListener } from "@hono/node-server";
import { pepperChecks } from "@/lib/credentials/pepper-check";
import { Presence } from "@/lib/db/presence";
import { decisions } from "@/lib/decisions/decisions";
import { env } from "@/lib/env";
import { captureOutput } from "@/lib/log";
import { platformDocument } from "@/lib/services/openapi/get";
import { ensureAdmin } from "@/lib/services/people/ensure-admin";
import { resealSecrets } from "@/lib/services/reseal-secrets";
import { repeat } from "@/lib/usage/repeat";
import { startUsage } from "@/lib/usage/start-usage";
import { createApiFront, frontListener, isCrooked, isGarbled } from "@/server/api-front";
import { prepareRequest } from "@/server/client-address";
import { answerClientErrors } from "@/server/client-errors";
import { Connections } from "@/server/drain";
import { answeredForeignOrigin, answeredMisdirected } from "@/server/foreign-requests";
import { answerHealth } from "@/server/health";
import { sendOn, withoutKey } from "@/server/key-in-page";
import { openPages, type Pages } from "@/server/pages";
import { stopOnSignal } from "@/server/shutdown";

type StartOptions = {
  /** One front alone; both without it. */
  only?: "api" | "web";
  /** Serve everything through Next's hot-reloading server. */
  dev: boolean;
  /** Called last at shutdown. */
  stopDatabase?: () => Promise<void>;
};

/** A version of the pepper becomes the one that mints while the process runs. */
const RESEAL_PAUSE_MS = 60_000;

/** Next fails over a path that it cannot decode. */
const NO_SUCH_PAGE = "/404";

type Listener = (request: IncomingMessage, response: ServerResponse) => unknown;

/** Serves until a signal ends the process; resolves when the port is open, with what to say of it. */
export async function start({ only, dev, stopDatabase }: StartOptions) {
  const { HOST, PORT, RUNTYPE_KEY_PEPPERS } = env();
  ignoreLostReaders();
  if (!dev) captureOutput();
  await ensureAdmin();
  const presence = new Presence(decisions().instance, pepperChecks(RUNTYPE_KEY_PEPPERS));
  await presence.join();
  // Who asks for it first should not wait for it to be made, nor anybody else meanwhile.
  platformDocument();
  const usage = startUsage();
  const resealing = repeat("reseal secrets", resealSecrets, RESEAL_PAUSE_MS);
  const server = createServer();
  const connections = new Connections(server);
  const pages = only === "api" ? undefined : await openPages(server, dev);
  const front = only === "web" || dev ? undefined : createApiFront(routes);
  answerClientErrors(server, front);
  const api = front && getRequestListener(frontListener(front, routes));
  server.on("request", dispatch(connections, api, pages));
  await listen(server, PORT, HOST);
  stopOnSignal({ connections, usage, resealing, presence, closePages: pages?.close, stopDatabase });
  return { peppers: presence.describe() };
}

/** Without a listener, a log that nobody reads any more is an error, which is logged, without end. */
function ignoreLostReaders(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
}

function dispatch(
  connections: Connections,
  api: Listener | undefined,
  pages: Pages | undefined,
): Listener {
  const nothing = getRequestListener(createApiFront([]).fetch);
  return (request, response) => {
    connections.note(request, response);
    const target = request.url ?? "/";
    request.url = originForm(target);
    const path = request.url.split("?", 1)[0] ?? "/";
    if (path === "/healthz" || path === "/readyz")
      return answerHealth(path, response, connections.draining);
    if (answeredMisdirected(request, response, { target, path })) return;
    prepareRequest(request);
    const isApi = path === "/v1" || path.startsWith("/v1/");
    if (isApi && isCrooked(path)) return nothing(request, response);
    if (isApi && api) return api(request, response);
    const clean = isApi ? undefined : withoutKey(request.url);
    if (clean !== undefined) return sendOn(response, clean);
    if (isGarbled(path)) request.url = NO_SUCH_PAGE;
    if (pages) {
      if (!isApi && answeredForeignOrigin(request, response)) return;
      return pages.handle(request, response);
    }
    response.writeHead(404).end();
  };
}

/** A request line may hold the whole address, as for a proxy. */
function originForm(target: string): string {
  return target.startsWith("/") ? target : target.replace(/^https?:\/\/[^/?#]*\/?/i, "/");
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
}
