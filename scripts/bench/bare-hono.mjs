import { createServer } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";

/** A Hono handler that answers a constant: what the house costs without the product. */
export async function start(port) {
  const app = new Hono();
  const headers = { "Content-Type": "application/json" };
  app.get("/v1/me", () => new Response('{"ok":true}', { headers }));
  const server = createServer(getRequestListener(app.fetch));
  await new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
}
