import type { Server } from "node:net";

/** Opens a server on a free port of this machine; the port. */
export async function listen(server: Server, host = "127.0.0.1"): Promise<number> {
  await new Promise<void>((done) => server.listen(0, host, done));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("Not listening on a port");
  return address.port;
}
