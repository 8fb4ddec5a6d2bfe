import { type Server, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import type { Hono } from "hono";

/** A request that is whole, but for a method that Node's parser does not know. */
const FOREIGN_METHOD = /^([\w!#$%&'*+.^`|~-]+) (\/v1(?:\/[^\s?#]*)?)(?:\?\S*)? HTTP\/1\.[01]\r\n/;

/** A request cannot be made of it, or would become another one. */
const UNSPEAKABLE = /^(connect|delete|get|head|options|post|put|trace|track)$/i;
const LONGEST_LINE = 2_048;

const STATUSES: Record<string, number> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** Answers what Node cannot parse: the front refuses an unknown method, everything else is plain. */
export function answerClientErrors(server: Server, front: Hono | undefined): void {
  server.on("clientError", async (error, socket) => {
    const code = "code" in error ? String(error.code) : "";
    const foreign = code === "HPE_INVALID_METHOD" ? foreignMethod(error) : undefined;
    const response = foreign && front?.request(foreign.path, { method: foreign.method });
    const plain = new Response(null, { status: STATUSES[code] ?? 400 });
    answer(socket, await headOf((await response) ?? plain));
  });
}

function foreignMethod(error: Error): { method: string; path: string } | undefined {
  if (!("rawPacket" in error && Buffer.isBuffer(error.rawPacket))) return undefined;
  const line = error.rawPacket.subarray(0, LONGEST_LINE).toString("latin1");
  const [, method, path] = FOREIGN_METHOD.exec(line) ?? [];
  if (method === undefined || path === undefined || UNSPEAKABLE.test(method)) return undefined;
  return { method, path };
}

async function headOf(response: Response): Promise<string> {
  const { status, headers } = response;
  const body = await response.text();
  const lines = [...headers].map(([name, value]) => `${name}: ${value}`);
  const length = `Content-Length: ${Buffer.byteLength(body)}`;
  const first = `HTTP/1.1 ${status} ${STATUS_CODES[status]}`;
  return [first, ...lines, length, "Connection: close", "", body].join("\r\n");
}

function answer(socket: Duplex, text: string): void {
  if (socket.writable) socket.end(text, () => socket.destroy());
  else socket.destroy();
}
