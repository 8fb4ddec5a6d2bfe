import { connect, type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

const STATUS_LINE = /HTTP\/1\.1 (\d{3}) [^\r\n]*\r\n/g;

export type RawAnswer = { status: number; headers: Record<string, string>; body: string };

/** A connection on which a test writes the bytes itself. */
export class RawConnection {
  private bytes = "";
  private readonly closed: Promise<void>;
  private readonly socket: Socket;

  private constructor(socket: Socket) {
    this.socket = socket;
    this.closed = new Promise((resolve) => socket.once("close", () => resolve()));
    socket.on("error", () => undefined);
    socket.on("data", (data) => {
      this.bytes += data.toString("latin1");
    });
  }

  static open(port: number): Promise<RawConnection> {
    return new Promise((resolve, reject) => {
      const socket = connect({ port, host: "127.0.0.1", noDelay: true });
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

  /** Resolves when the next bytes have come, or none can. */
  async more(): Promise<void> {
    const came = new Promise((resolve) => this.socket.once("data", resolve));
    await Promise.race([came, this.closed]);
  }

  /** Resolves when so many answers have begun, none can come any more, or it is too late. */
  async answered(count: number, withinMs: number): Promise<void> {
    const until = performance.now() + withinMs;
    while (this.begun() < count && !this.socket.destroyed && performance.now() < until) {
      await Promise.race([
        this.more(),
        pause(until - performance.now(), undefined, { ref: false }),
      ]);
    }
  }

  private begun(): number {
    const statuses = [...this.bytes.matchAll(STATUS_LINE)].map(([, status]) => Number(status));
    return statuses.filter((status) => status >= 200).length;
  }

  close(): void {
    this.socket.end(() => this.socket.destroy());
  }

  /** Everything received when the server has closed the connection. */
  async text(): Promise<string> {
    await this.closed;
    return this.bytes;
  }

  /** The statuses of the answers received when the server has closed the connection. */
  async statuses(): Promise<number[]> {
    const text = await this.text();
    return [...text.matchAll(STATUS_LINE)].map(([, status]) => Number(status));
  }

  /** The answers received when the server has closed the connection; none of them to a HEAD. */
  async answers(): Promise<RawAnswer[]> {
    return answersIn(await this.text());
  }
}

/** The first answer to a request without a body that these lines begin. */
export async function askRaw(port: number, ...lines: string[]): Promise<RawAnswer | undefined> {
  const connection = await RawConnection.open(port);
  connection.send([...lines, "Connection: close", "", ""].join("\r\n"));
  const [answer] = await connection.answers();
  return answer;
}

/** The answers in what a connection received, as they are framed. */
export function answersIn(text: string): RawAnswer[] {
  const answers: RawAnswer[] = [];
  let rest = text;
  while (rest !== "") {
    const end = rest.indexOf("\r\n\r\n");
    const [line = "", ...lines] = rest.slice(0, end).split("\r\n");
    const [, status] = /^HTTP\/1\.1 (\d{3}) /.exec(line) ?? [];
    if (end === -1 || status === undefined) throw new Error(`No answer: ${rest.slice(0, 200)}`);
    const headers = Object.fromEntries(
      lines.map((each) => {
        const colon = each.indexOf(":");
        return [each.slice(0, colon).toLowerCase(), each.slice(colon + 1).trim()];
      }),
    );
    const { body, length } = bodyIn(rest.slice(end + 4), headers);
    if (Number(status) >= 200) answers.push({ status: Number(status), headers, body });
    rest = rest.slice(end + 4 + length);
  }
  return answers;
}

/** The body that follows a head, and how much of the text it takes. */
function bodyIn(text: string, headers: Record<string, string>): { body: string; length: number } {
  if (headers["transfer-encoding"] !== "chunked") {
    const length = Number(headers["content-length"] ?? 0);
    return { body: text.slice(0, length), length };
  }
  let body = "";
  let at = 0;
  for (;;) {
    const line = text.indexOf("\r\n", at);
    const size = Number.parseInt(text.slice(at, line), 16);
    body += text.slice(line + 2, line + 2 + size);
    at = line + 2 + size + 2;
    if (size === 0 || line === -1) return { body, length: at };
  }
}
