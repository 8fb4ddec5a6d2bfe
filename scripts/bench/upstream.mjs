import { createServer } from "node:http";

/** What flows call: as little as an API can do. */
export async function start(port) {
  const headers = { "Content-Type": "application/json", "Content-Length": 11 };
  const server = createServer((_request, response) => {
    response.writeHead(200, headers).end('{"ok":true}');
  });
  await new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
}
