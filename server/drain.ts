import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { Server as NetServer, type Socket } from "node:net";

/** How long an idle connection is kept, in milliseconds; each answer says so. */
const KEEP_ALIVE_MS = 5_000;
/** How long a request may take to arrive, in milliseconds. */
const REQUEST_MS = 60_000;
/** From the signal on: new callers are let in for a moment, and told to go elsewhere. */
const ADMIT_MS = 2_000;
/** Just longer than a connection is kept, so that none is cut that its caller may still use. */
const CUT_MS = KEEP_ALIVE_MS + 250;
const LOOK_MS = 50;

/** The connections of a server, and which of them has a request under way. */
export class Connections {
  readonly #latest = new Map<Socket, ServerResponse | undefined>();
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

  /** Notes a request before anything is answered. */
  note(request: IncomingMessage, response: ServerResponse): void {
    if (response.socket) this.#latest.set(response.socket, response);
    // Behind an upgrade that was asked for, Node's parser expects another protocol and reads no more.
    const isLast = this.#draining || request.headers.upgrade !== undefined;
    if (isLast) response.setHeader("Connection", "close");
  }

  /**
   * Resolves when every connection has ended: after the answer that says `Connection: close`, or
   * when it was idle for as long as it was promised; what is left then is cut.
   */
  async drain(): Promise<void> {
    this.#draining = true;
    for (const response of this.#latest.values()) {
      if (response && !response.headersSent) response.setHeader("Connection", "close");
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

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
