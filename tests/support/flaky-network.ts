import { createServer, type Server, Socket } from "node:net";

type Weather = "fine" | "down" | "silent" | "deaf";

/**
 * A wire to the database that can fail: `down` refuses and cuts, `silent` carries nothing,
 * `deaf` carries what is asked and cuts before the answer.
 */
export class FlakyNetwork {
  private weather: Weather = "fine";
  private readonly wires = new Set<Socket>();
  private server: Server | undefined;
  private port = 0;
  private target: URL;

  constructor(databaseUrl: string) {
    this.target = new URL(databaseUrl);
  }

  /** The address of the database through this wire. */
  async open(): Promise<string> {
    await this.listen();
    const url = new URL(this.target);
    url.port = String(this.port);
    return url.href;
  }

  /** Leads to another database from now on, and cuts what leads to the former. */
  leadTo(databaseUrl: string): void {
    this.target = new URL(databaseUrl);
    this.cut();
  }

  async become(weather: Weather): Promise<void> {
    this.weather = weather;
    if (weather === "down") {
      this.cut();
      this.server?.close();
      this.server = undefined;
    } else if (!this.server) await this.listen();
    if (weather === "fine") for (const wire of this.wires) wire.resume();
  }

  async close(): Promise<void> {
    await this.become("down");
  }

  private cut(): void {
    for (const wire of this.wires) wire.destroy();
    this.wires.clear();
  }

  private listen(): Promise<void> {
    const server = createServer((near) => this.connect(near));
    this.server = server;
    return new Promise((resolve) => {
      server.listen(this.port, "127.0.0.1", () => {
        const address = server.address();
        if (address !== null && typeof address === "object") this.port = address.port;
        resolve();
      });
    });
  }

  private connect(near: Socket): void {
    const far = new Socket().connect(Number(this.target.port), this.target.hostname);
    for (const [wire, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.wires.add(wire);
      wire.setNoDelay(true);
      wire.on("error", () => undefined);
      wire.on("close", () => {
        this.wires.delete(wire);
        other.destroy();
      });
      wire.on("data", (data) => this.carry(data, wire, other, wire === far));
    }
  }

  private carry(data: Buffer, from: Socket, to: Socket, isAnswer: boolean): void {
    if (this.weather === "silent") {
      from.pause();
      from.unshift(data);
    } else if (this.weather === "deaf" && isAnswer) from.destroy();
    else to.write(data);
  }
}
