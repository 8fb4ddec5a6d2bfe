import { createServer } from "node:http";
import { connect } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { afterAll } from "vitest";
import { createApiFront } from "@/server/api-front";
import { prepareRequest } from "@/server/client-address";
import { apiRoutes } from "./api";

export type RawAnswer = { status: number; head: string; body: string };

/** The fast front behind a real socket, as the production server opens it. */
export async function openRawServer(): Promise<(request: string) => Promise<RawAnswer>> {
  const listener = getRequestListener(createApiFront(await apiRoutes()).fetch);
  const server = createServer((request, response) => {
    prepareRequest(request);
    listener(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  afterAll(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("No port");
  return (request) => sendRaw(address.port, request);
}

/** Sends bytes as they are, one per character, and reads until the server hangs up. */
function sendRaw(port: number, request: string): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(request, "latin1"));
    let text = "";
    socket.setEncoding("utf8");
    socket.on("data", (chunk) => {
      text += chunk;
    });
    socket.on("error", reject);
    socket.on("close", () => {
      const [head = "", body = ""] = text.split("\r\n\r\n", 2);
      resolve({ status: Number(head.split(" ")[1]), head, body });
    });
  });
}
