import type { IncomingMessage, Server, ServerResponse } from "node:http";
import next from "next";
import { env } from "@/lib/env";

export type Pages = {
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  close: () => Promise<void>;
};

/** Next, ready to answer everything that is not the public API. */
export async function openPages(httpServer: Server, dev: boolean): Promise<Pages> {
  const { HOST, PORT } = env();
  const app = next({ dev, dir: process.cwd(), hostname: HOST, port: PORT, httpServer });
  await app.prepare();
  const handle = app.getRequestHandler();
  return { handle, close: () => app.close() };
}
