import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { Server as NetServer, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";

/** How long an idle connection is kept, in milliseconds; each answer says so. */
const KEEP_ALIVE_MS = 5_000;
/** How long a request may take to arrive, in milliseconds. */
const REQUEST_MS = 60_000;
/** From the signal on: new callers are let in for a moment, and told to go elsewhere. */
const ADMIT_MS = 2_000;
/** Just longer than a connection is kept, so that none is cut that its caller may still use. */
const CUT_MS = KEEP_ALIVE_MS + 250;
const LOOK_MS = 50;

/** How long the rest of a body is read behind an answer that closes its connection, in milliseconds. */
const LINGER_MS = 1_000;

/** A request, its answer, and the one that has to be given before. */
type Exchange = {
  request: IncomingMessage;
  response: ServerResponse;
  before: ServerResponse | undefined;
};

/** The connections of a server, and which of them has a request under way. */
export class Connections {
  readonly #latest = new Map<Duplex, Exchange | undefined>();
  /** Those on which nothing is read behind the request that is under way. */
  readonly #closing = new WeakSet<Duplex>();
  #draining = false;

  constructor(private readonly server: Server) {
    server.keepAliveTimeout = KEEP_ALIVE_MS;
    server.requestTimeout = REQUEST_MS;
    server.on("connection", (socket: Socket) => {
      this.#latest.set(socket, undefined);
      socket.once("close", () => this.#latest.delete(socket));
    });
  }

  /** Whether the server is about to stop, so that nobody should begin to use it. */
  get draining(): boolean {
    return this.#draining;
  }

  /** The last request of a connection, if there was one. */
  latestOn(socket: Duplex): Exchange | undefined {
    return this.#latest.get(socket);
  }

  /** Notes a request before anything is answered; false for what is not to be read as one. */
  note(request: IncomingMessage, response: ServerResponse): boolean {
    const { socket, headers } = request;
    if (this.#closing.has(socket)) return false;
    const latest = this.#latest.get(socket)?.response;
    // What was answered is let go.
    const before = latest?.writableFinished ? undefined : latest;
    this.#latest.set(socket, { request, response, before });
    // Behind an upgrade that was asked for, Node's parser expects another protocol and reads no more.
    if (this.#draining || headers.upgrade !== undefined || isUnframed(request)) {
      this.#close(socket, response);
    }
    if (isFramed(request)) {
      response.prependOnceListener("finish", () => lingerOn(socket, request));
    }
    return true;
  }

  #close(socket: Duplex, response: ServerResponse): void {
    this.#closing.add(socket);
    response.setHeader("Connection", "close");
  }

  /**
   * Resolves when every connection has ended: after the answer that says `Connection: close`, or
   * when it was idle for as long as it was promised; what is left then is cut.
   */
  async drain(): Promise<void> {
    this.#draining = true;
    for (const [socket, exchange] of this.#latest) {
      if (exchange && !exchange.response.headersSent) this.#close(socket, exchange.response);
    }
    const since = performance.now();
    const elapsed = () => performance.now() - since;
    while (this.#latest.size > 0 && elapsed() < ADMIT_MS) await pause(LOOK_MS);
    // An HTTP server's own close would cut idle connections, on which a request may be on its way.
    NetServer.prototype.close.call(this.server);
    while (this.#latest.size > 0 && elapsed() < CUT_MS) await pause(LOOK_MS);
    this.server.closeAllConnections();
  }
}

function isFramed({ headers }: IncomingMessage): boolean {
  return "content-length" in headers || "transfer-encoding" in headers;
}

/**
 * Whether a method that comes with a body says nothing of where it ends: bytes that follow may be
 * meant as the body, and must not be taken for a request.
 */
function isUnframed(request: IncomingMessage): boolean {
  return !isFramed(request) && ["PATCH", "POST", "PUT"].includes(request.method ?? "");
}

/**
 * Where the answer ends its connection before all of the body has come, reads on for a moment: a
 * socket that is closed over unread bytes is reset, and the caller would lose the answer.
 */
function lingerOn(socket: Socket, request: IncomingMessage): void {
  if (request.complete) return;
  socket.destroySoon = () => {
    socket.end();
    request.removeAllListeners("data");
    request.resume();
    const timer = setTimeout(() => socket.destroy(), LINGER_MS);
    socket.once("close", () => clearTimeout(timer));
  };
}
