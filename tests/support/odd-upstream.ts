import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { runSteps, step } from "@/tests/support/flow-run";
import { listen } from "@/tests/support/listen";

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

export const MEGABYTE = 1_000_000;
/** What the packed answers hold. */
export const upstreamText = JSON.stringify({ ok: true, text: "é".repeat(100) });

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString();
}

function packed(encoding: string, body: Buffer): Handler {
  return (_request, response) => response.setHeader("Content-Encoding", encoding).end(body);
}

const HANDLERS: Record<string, Handler> = {
  "/echo": async (request, response) => {
    const { method, url, headers } = request;
    response.end(JSON.stringify({ method, url, headers, body: await bodyOf(request) }));
  },
  "/gzip": packed("gzip", gzipSync(upstreamText)),
  "/GZIP": packed("GZip", gzipSync(upstreamText)),
  "/brotli": packed("br", brotliCompressSync(upstreamText)),
  "/deflate": packed("deflate", deflateSync(upstreamText)),
  "/raw-deflate": packed("deflate", deflateRawSync(upstreamText)),
  "/identity": packed("identity", Buffer.from(upstreamText)),
  "/bomb": packed("gzip", gzipSync(Buffer.alloc(100 * MEGABYTE))),
  "/brotli-bomb": packed("br", brotliCompressSync(Buffer.alloc(100 * MEGABYTE))),
  "/broken": packed("gzip", Buffer.from("no gzip at all")),
  "/cut": packed("gzip", gzipSync(upstreamText).subarray(0, 40)),
  "/twice": packed("gzip, gzip", gzipSync(gzipSync(upstreamText))),
  "/zstd": packed("zstd", Buffer.from("x")),
  "/large": (_request, response) => response.end(Buffer.alloc(MEGABYTE + 1, 32)),
  "/full": (_request, response) => response.end(JSON.stringify("x".repeat(MEGABYTE - 2))),
  "/endless": (_request, response) => {
    const write = () => {
      while (!response.destroyed && response.write("x".repeat(10_000)));
    };
    response.on("drain", write);
    write();
  },
  "/hang": () => undefined,
  "/hang-in-body": (_request, response) => response.write("{"),
  "/drop": (request) => request.socket.destroy(),
  "/drop-in-body": (_request, response) => {
    response.setHeader("Content-Length", "100").write("{");
    setTimeout(() => response.destroy(), 20);
  },
  "/redirect": (_request, response) => {
    response.writeHead(302, { Location: "http://127.0.0.1/secret" }).end();
  },
  "/not-modified": (_request, response) => response.writeHead(304).end(),
  "/missing": (_request, response) => response.writeHead(404).end('{"private":"detail"}'),
  "/failing": (_request, response) => response.writeHead(500).end("x".repeat(5 * MEGABYTE)),
  "/no-json": (_request, response) => response.end("<html></html>"),
  "/deep": (_request, response) => response.end("[".repeat(200_000) + "]".repeat(200_000)),
  "/prototype": (_request, response) => response.end('{"__proto__":{"polluted":true},"a":1}'),
  "/empty": (_request, response) => response.writeHead(204).end(),
  "/byte-order-mark": (_request, response) => response.end("\uFEFF[1]"),
  "/latin": (_request, response) =>
    response.setHeader("Content-Type", "text/plain; charset=ISO-8859-1").end(Buffer.from([0xe9])),
  "/odd-charset": (_request, response) =>
    response.setHeader("Content-Type", "text/plain; charset=none-such").end("plain"),
  "/headers": (_request, response) => response.setHeader("X-Long", "x".repeat(20_000)).end("{}"),
  "/cookie": (_request, response) =>
    response.setHeader("Set-Cookie", "session=secret").end('{"set":true}'),
  "/early": (_request, response) => {
    response.writeEarlyHints({ link: "</style.css>; rel=preload" });
    response.end("[]");
  },
};

const server = createServer((request, response) => {
  heard += 1;
  HANDLERS[request.url?.split("?")[0] ?? ""]?.(request, response);
});

let heard = 0;

/** Requests that came so far. */
export function requestsHeard(): number {
  return heard;
}

/** A server on this machine that answers each path in a way of its own. */
export const upstream = server;
export const upstreamPort = await listen(server);
export const origin = `http://127.0.0.1:${upstreamPort}`;
server.unref();

/** Lets the flows of a file call it. */
export function allowUpstream(): void {
  process.env.RUNTYPE_OUTBOUND_HOSTS = "127.0.0.1";
}

export type Http = {
  method?: string;
  url: string;
  headers?: object;
  body?: unknown;
  responseType?: string;
};

/** A run of a flow with one call. */
export function call(http: Http, input: Record<string, unknown> = {}, budgetMs = 5_000) {
  return runSteps([step("a", "api-call", { http })], input, { budgetMs });
}

/** The output of a call to a path; what went wrong when it failed. */
export async function get(path: string, more: Partial<Http> = {}): Promise<unknown> {
  const { output, failure } = await call({ url: `${origin}${path}`, ...more });
  return failure?.message ?? output;
}
