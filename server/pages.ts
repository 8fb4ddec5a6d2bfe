import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import next from "next";
import { env } from "@/lib/env";
import { answeredOutage } from "@/server/outage-page";

export type Pages = {
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  close: () => Promise<void>;
};

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
  return {
    handle: async (request, response) => {
      if (!(await answeredOutage(request, response, dev))) await render(request, response);
    },
    close: () => app.close(),
  };
}

function forwardHotReload(server: Server, next: Server): void {
  server.on("upgrade", (request, socket, head) => {
    if (request.url?.startsWith("/_next/")) next.emit("upgrade", request, socket, head);
    else socket.destroy();
  });
}
