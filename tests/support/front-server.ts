import type { ServerOptions } from "node:http";
import type { AddressInfo } from "node:net";
import { routes } from "virtual:routes";
import { createFrontServer, type FrontServer } from "@/server/front-server";

export type OpenServer = FrontServer & { port: number; close: () => void };

/** The server of the product in this process, its public API alone, at a free port of this machine. */
export async function openFrontServer(options: ServerOptions = {}): Promise<OpenServer> {
  const front = createFrontServer(routes, options);
  front.serve();
  await new Promise<void>((resolve) => front.server.listen(0, "127.0.0.1", resolve));
  const address: AddressInfo | string | null = front.server.address();
  if (address === null || typeof address === "string") throw new Error("No port");
  return {
    ...front,
    port: address.port,
    close: () => {
      front.server.close();
      front.server.closeAllConnections();
    },
  };
}
