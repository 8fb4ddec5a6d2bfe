import type { IncomingMessage, Server, ServerResponse } from "node:http";
import next from "next";
import { env } from "@/lib/env";
import { answeredOutage } from "@/server/outage-page";

export type Pages = {
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  close: () => Promise<void>;
};

/** Next, ready to answer everything that is not the public API. */
export async function openPages(httpServer: Server, dev: boolean): Promise<Pages> {
  const { HOST, PORT } = env();
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
