import { createServer } from "node:http";
import { listen } from "./listen";

const server = createServer((request, response) => {
  heard.push(request.headers["x-token"]);
  response.end("{}");
});

/** What each request of a flow brought along, in order. */
export const heard: unknown[] = [];

/** Where flows may send secrets to. */
export const UPSTREAM = `127.0.0.1:${await listen(server)}`;
process.env.RUNTYPE_OUTBOUND_HOSTS = UPSTREAM;
server.unref();
