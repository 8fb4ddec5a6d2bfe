import { type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import type { Hono } from "hono";
import { isHttps } from "@/lib/auth/cookie";
import { AppError, badRequest } from "@/lib/core/errors";
import { methodNotAllowed, tooSlow, unknownExpectation } from "@/lib/core/refusals";
import { baseHeaders } from "@/lib/http/response-headers";
import type { Connections } from "@/server/drain";
import { misdirection } from "@/server/foreign-requests";
import {
  type Asked,
  askedIn,
  crossOriginHeaders,
  type Refusal,
  refusal,
  refuse,
} from "@/server/refuse";
import { HEADERS_TOO_LARGE } from "@/server/unusual-requests";

/** A request that is whole, but for a method that Node's parser does not know. */
const FOREIGN_METHOD = /^([\w!#$%&'*+.^`|~-]+) (\/v1(?:[/?]\S*)?) HTTP\/(1\.[01])\r\n/;

/** A request cannot be made of it, or would become another one. */
const UNREPLAYABLE_METHODS = /^(connect|delete|get|head|options|post|put|trace|track)$/i;
const MAX_LINE_LENGTH = 2_048;
const BAD_METHOD = "HPE_INVALID_METHOD";

const NOT_HTTP = badRequest("The request is not valid HTTP/1.1.");
const REFUSALS: Record<string, AppError> = {
  HPE_HEADER_OVERFLOW: HEADERS_TOO_LARGE,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: new AppError(
    "payload_too_large",
    "The extensions of the body's chunks are too long.",
  ),
  ERR_HTTP_REQUEST_TIMEOUT: tooSlow(),
};
const NO_TUNNEL = methodNotAllowed("CONNECT", []);
const UNKNOWN_EXPECTATION = unknownExpectation();

/** Answers what Node cannot parse, or would answer itself without a body. */
export function answerClientErrors(
  server: Server,
  connections: Connections,
  front: Hono | undefined,
): void {
  // Beyond a number, Node would drop headers unseen: they are all read, and then counted.
  server.maxHeadersCount = 0;
  const failed = new WeakSet<Duplex>();
  server.on("clientError", async (error, socket) => {
    if (failed.has(socket)) return;
    failed.add(socket);
    const latest = connections.latestOn(socket);
    const broken = latest?.request.complete === false ? latest.response : undefined;
    const asked = askedBy(error, latest?.request);
    await ended(socket, broken ? latest?.before : latest?.response);
    const refused = await answerTo(error, asked, front);
    // Asked last: the door may answer the request while its refusal is made.
    if (socket.writable && !broken?.headersSent) return answer(socket, refused);
    await ended(socket, broken);
    socket.destroy();
  });
  server.on("checkExpectation", (request, response) => {
    if (connections.note(request, response)) refuse(response, UNKNOWN_EXPECTATION);
  });
  server.on("connect", async (_request, socket) => {
    await ended(socket, connections.latestOn(socket)?.response);
    if (socket.writable) answer(socket, refusal(NO_TUNNEL));
  });
}

/** Resolves once a response is sent, or cannot be. */
function ended(socket: Duplex, response: ServerResponse | undefined): Promise<void> {
  if (!response || response.writableFinished || response.destroyed || !socket.writable) {
    return Promise.resolve();
  }
  return new Promise((resolve) => {
    response.once("close", resolve);
    socket.once("close", resolve);
  });
}

/** The front refuses a method that is unknown to HTTP; for everything else there is one sentence. */
async function answerTo(
  error: Error,
  { target, origin }: Asked,
  front: Hono | undefined,
): Promise<Refusal> {
  const code = codeOf(error);
  const foreign = code === BAD_METHOD ? foreignRequest(headIn(error)) : undefined;
  const misdirected = foreign && misdirection(foreign, foreign);
  const asking = origin === undefined ? {} : { headers: { Origin: origin } };
  const response =
    foreign && !misdirected
      ? await front?.request(foreign.target, { method: foreign.method, ...asking })
      : undefined;
  if (!response) {
    const { headers, ...rest } = misdirected ?? refusal(REFUSALS[code] ?? NOT_HTTP);
    return { ...rest, headers: { ...headers, ...(await crossOriginHeaders(target, origin)) } };
  }
  const text = await response.text();
  const length = { "Content-Length": String(Buffer.byteLength(text)) };
  const headers = { ...Object.fromEntries(response.headers), ...length };
  return { status: response.status, headers, text };
}

/** By the request whose body is broken or late, or by a head, as far as its last packet holds it. */
function askedBy(error: Error, latest: IncomingMessage | undefined): Asked {
  if (latest?.complete !== false) return askedIn(headIn(error));
  return { target: latest.url ?? "/", origin: latest.headers.origin };
}

/** What there is of a request of another method, as far as the last packet of its head holds it. */
function foreignRequest(head: string) {
  const [line, method, target, httpVersion] =
    FOREIGN_METHOD.exec(head.slice(0, MAX_LINE_LENGTH)) ?? [];
  if (!line || !method || !target || !httpVersion) return undefined;
  if (UNREPLAYABLE_METHODS.test(method)) return undefined;
  const [lines = ""] = head.slice(line.length - 2).split("\r\n\r\n", 1);
  const rawHeaders = lines.split("\r\n").flatMap((each) => {
    const [name = "", ...value] = each.split(":");
    return [name, value.join(":").trim()];
  });
  return { method, target, path: target.split("?", 1)[0] ?? target, httpVersion, rawHeaders };
}

/** The bytes of a broken head, from where it begins in its last packet. */
function headIn(error: Error): string {
  if (!("rawPacket" in error && Buffer.isBuffer(error.rawPacket))) return "";
  const parsed = "bytesParsed" in error ? Number(error.bytesParsed) : 0;
  const text = error.rawPacket.toString("latin1");
  // Requests before it may have come in the same packet. What breaks behind a head's end, broke it.
  if (codeOf(error) === BAD_METHOD) return text.slice(text.lastIndexOf("\n", parsed) + 1);
  const before = text.lastIndexOf("\r\n\r\n", parsed - 5);
  return before === -1 ? text : text.slice(before + 4);
}

function codeOf(error: Error): string {
  return "code" in error ? String(error.code) : "";
}

function answer(socket: Duplex, { status, headers, text }: Refusal): void {
  const first = `HTTP/1.1 ${status} ${STATUS_CODES[status]}`;
  const all = new Headers(baseHeaders(isHttps()));
  for (const [name, value] of Object.entries(headers)) all.set(name, value);
  all.set("Connection", "close");
  const head = [first, ...[...all].map(([name, value]) => `${name}: ${value}`)].join("\r\n");
  socket.end(`${head}\r\n\r\n${text}`, () => socket.destroy());
}
