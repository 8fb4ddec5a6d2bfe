import { readFileSync } from "node:fs";
import { connect } from "node:net";

/**
 * A load generator that costs little: raw sockets, keep-alive, one request under way per socket.
 * Usage: node load.mjs '{ port, path, connections, seconds, warmup, keys?: file, body?: string, once? }'.
 * With a file of keys (one a line) each request takes the next; with a body it is a POST. With `once` it
 * ends when every key was used. Prints one JSON line.
 */
const options = JSON.parse(process.argv[2]);
const keys = options.keys ? readFileSync(options.keys, "utf8").trim().split("\n") : undefined;
const { path, port, body } = options;
const first = `${body === undefined ? "GET" : "POST"} ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n`;
const last =
  body === undefined
    ? "User-Agent: bench\r\n\r\n"
    : `User-Agent: bench\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
const statuses = {};
const latencies = [];
let next = 0;
let counting = false;

function request() {
  const key = keys?.[next++ % keys.length];
  return key === undefined ? first + last : `${first}Authorization: Bearer ${key}\r\n${last}`;
}

/** One buffer for all: what is in it is read before the next comes. */
const buffer = Buffer.alloc(65_536);

function open() {
  const socket = connect({
    port: options.port,
    host: "127.0.0.1",
    noDelay: true,
    onread: { buffer, callback: receive },
  });
  let started = 0;
  let pending = "";
  const send = () => {
    if (options.once && next >= keys.length) return;
    started = performance.now();
    socket.write(request(), "latin1");
  };
  socket.on("connect", send);
  socket.on("error", (error) => {
    throw error;
  });
  function receive(length) {
    pending += buffer.latin1Slice(0, length);
    const end = endOfResponse(pending);
    if (end === undefined || pending.length < end) return true;
    if (counting) count(pending.slice(9, 12), performance.now() - started);
    pending = "";
    send();
    return true;
  }
}

/** The length of a whole response with Content-Length or chunks; undefined while unknown. */
function endOfResponse(text) {
  const head = text.indexOf("\r\n\r\n");
  if (head === -1) return undefined;
  const length = /\r\ncontent-length: (\d+)/i.exec(text.slice(0, head));
  if (length) return head + 4 + Number(length[1]);
  return text.endsWith("0\r\n\r\n") ? text.length : undefined;
}

function count(status, latency) {
  statuses[status] = (statuses[status] ?? 0) + 1;
  latencies.push(latency);
}

for (let index = 0; index < options.connections; index += 1) open();
if (options.once)
  setInterval(
    () => next >= keys.length && process.stdout.write("{}\n", () => process.exit(0)),
    100,
  );
else setTimeout(measure, options.warmup * 1000);

function measure() {
  counting = true;
  const began = performance.now();
  setTimeout(() => {
    const seconds = (performance.now() - began) / 1000;
    const sorted = Float64Array.from(latencies).sort();
    const at = (share) => sorted[Math.floor(sorted.length * share)] ?? 0;
    const result = { rps: sorted.length / seconds, p50: at(0.5), p99: at(0.99), statuses };
    process.stdout.write(`${JSON.stringify(result)}\n`, () => process.exit(0));
  }, options.seconds * 1000);
}
