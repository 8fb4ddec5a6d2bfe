import { connect, type Socket } from "node:net";

const STATUS_LINE = /HTTP\/1\.1 (\d{3}) [^\r\n]*\r\n/g;

/** A connection on which a test writes the bytes itself. */
export class RawConnection {
  private received = "";
  private readonly closed: Promise<void>;
  private readonly socket: Socket;

  private constructor(socket: Socket) {
    this.socket = socket;
    this.closed = new Promise((resolve) => socket.once("close", () => resolve()));
    socket.on("error", () => undefined);
    socket.on("data", (data) => {
      this.received += data.toString("latin1");
    });
  }

  static open(port: number): Promise<RawConnection> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, "127.0.0.1");
      const connection = new RawConnection(socket);
      socket.once("error", reject);
      socket.once("connect", () => resolve(connection));
    });
  }

  send(...parts: (string | Buffer)[]): void {
    for (const part of parts) {
      if (this.socket.writable) this.socket.write(part, "latin1");
    }
  }

  close(): void {
    this.socket.end(() => this.socket.destroy());
  }

  /** Everything received when the server has closed the connection. */
  async text(): Promise<string> {
    await this.closed;
    return this.received;
  }

  /** The statuses of the answers received when the server has closed the connection. */
  async statuses(): Promise<number[]> {
    const text = await this.text();
    return [...text.matchAll(STATUS_LINE)].map(([, status]) => Number(status));
  }
}
