import { Agent, request } from "node:http";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { type CreatedKey, createKey } from "@/tests/factories/key";
import { createOrganization } from "@/tests/factories/people";
import { createInstallation, type Installation } from "@/tests/support/installation";
import { RawConnection } from "@/tests/support/raw-connection";
import { endServers, type ServerProcess, startServer } from "@/tests/support/server-process";
import { pause } from "@/tests/support/traffic";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let installation: Installation;
let organizationId = "";
let key: CreatedKey;

beforeAll(async () => {
  installation = await createInstallation();
  organizationId = await createOrganization();
  key = await createKey({ organizationId });
});

afterEach(endServers);

afterAll(() => installation.remove());

/** One connection that is kept, and what became of the requests on it. */
function warmCaller({ port }: ServerProcess) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const headers = { Authorization: `Bearer ${key.plaintext}` };
  let sockets = 0;
  const ask = () =>
    new Promise<string>((resolve) => {
      const asked = request({ port, path: "/v1/me", agent, headers }, (response) => {
        response.resume();
        response.once("end", () => {
          resolve(`${response.statusCode} ${response.headers.connection}`);
        });
      });
      asked.once("socket", () => {
        if (!asked.reusedSocket) sockets += 1;
      });
      asked.once("error", (error) => resolve("code" in error ? String(error.code) : "failed"));
      asked.end();
    });
  return { ask, sockets: () => sockets, close: () => agent.destroy() };
}

describe("a server that is told to stop", () => {
  it("says that it is not ready, and answers 50 warm connections once more and all who ask meanwhile", async () => {
    const server = await startServer(installation);
    const callers = Array.from({ length: 50 }, () => warmCaller(server));
    const first = await Promise.all(callers.map(({ ask }) => ask()));
    expect(new Set(first)).toEqual(new Set(["200 keep-alive"]));
    const exit = server.end();
    const last = Promise.all(
      callers.map(async ({ ask }, at) => {
        await pause(at * 80);
        return ask();
      }),
    );
    await pause(200);
    const ready = await fetch(`http://127.0.0.1:${server.port}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([503, { status: "stopping" }]);
    expect(await warmCaller(server).ask()).toBe("200 close");
    expect(new Set(await last)).toEqual(new Set(["200 close"]));
    expect(callers.map(({ sockets }) => sockets())).toEqual(callers.map(() => 1));
    expect(await exit).toMatchObject({ code: 0 });
    for (const { close } of callers) close();
  });

  it("ends with connections that never send a whole request, later than where nobody is connected", async () => {
    const [server, alone] = await Promise.all([
      startServer(installation),
      startServer(installation),
    ]);
    const silent = await RawConnection.open(server.port);
    const partial = await RawConnection.open(server.port);
    partial.send("GET /v1/me HTTP/1.1\r\nHost: x\r\n");
    const upgraded = await RawConnection.open(server.port);
    upgraded.send("GET /v1/me HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n");
    const ended: unknown[] = [];
    const ends = { busy: server.end(), alone: alone.end() };
    await Promise.all(
      Object.entries(ends).map(async ([name, end]) => ended.push([name, (await end).code])),
    );
    expect(ended).toEqual([
      ["alone", 0],
      ["busy", 0],
    ]);
    for (const connection of [silent, partial, upgraded]) connection.close();
  });
});

describe("an upgrade that is asked for", () => {
  const json = '{"type":"a","name":"b"}';

  it("is ignored and the request answered as HTTP/1.1, with a body or without", async () => {
    const server = await startServer(installation);
    const writer = await createKey({ organizationId, permissions: ["RECORDS:WRITE"] });
    const send = async (line: string, ...more: string[]) => {
      const connection = await RawConnection.open(server.port);
      const asking = ["Connection: Upgrade, HTTP2-Settings", "HTTP2-Settings: AAMAAABk"];
      const lines = [`${line} HTTP/1.1`, `Host: localhost:${server.port}`, ...asking, ...more];
      connection.send(lines.join("\r\n"));
      return (await connection.text()).slice(0, 300);
    };
    for (const protocol of ["h2c", "websocket", "TLS/1.0", "unknown"]) {
      const upgrade = `Upgrade: ${protocol}`;
      const reader = `Authorization: Bearer ${key.plaintext}`;
      const read = await send("GET /v1/me", upgrade, reader, "", "");
      expect(read).toMatch(/^HTTP\/1\.1 200 .*^connection: close\r$/ims);
      const body = json.replace("b", protocol);
      const headers = ["Content-Type: application/json", `Content-Length: ${body.length}`];
      const authorization = `Authorization: Bearer ${writer.plaintext}`;
      const written = await send("POST /v1/records", upgrade, authorization, ...headers, "", body);
      expect(written).toMatch(/^HTTP\/1\.1 201 .*^connection: close\r$/ims);
    }
  });
});
