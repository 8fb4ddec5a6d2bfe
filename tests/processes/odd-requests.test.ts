import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type CreatedKey, createKey } from "@/tests/factories/key";
import { createOrganization } from "@/tests/factories/people";
import { ask } from "@/tests/support/ask";
import { createInstallation, type Installation } from "@/tests/support/installation";
import { RawConnection } from "@/tests/support/raw-connection";
import { recordedUsage } from "@/tests/support/recorded-usage";
import { endServers, type ServerProcess, startServer } from "@/tests/support/server-process";
import { eventually } from "@/tests/support/traffic";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const END = "Connection: close\r\n\r\n";
const JSON_BODY = "Content-Type: application/json\r\n";

let installation: Installation;
let organizationId = "";
let key: CreatedKey;
let server: ServerProcess;
let proxied: ServerProcess;

beforeAll(async () => {
  installation = await createInstallation();
  organizationId = await createOrganization();
  key = await createKey({ organizationId });
  const trusting = { RUNTYPE_TRUSTED_PROXIES: "127.0.0.1, ::1", RUNTYPE_CALLER_ADDRESS: "full" };
  [server, proxied] = await Promise.all([
    startServer(installation),
    startServer(installation, trusting),
  ]);
});

afterAll(async () => {
  await endServers();
  installation.remove();
});

/** Everything the server answers to these bytes until it closes the connection. */
async function send(...parts: string[]): Promise<{ statuses: number[]; text: string }> {
  const connection = await RawConnection.open(server.port);
  connection.send(...parts);
  return { statuses: await connection.statuses(), text: await connection.text() };
}

/** The start of a request with the good key; header lines may follow. */
function good(line: string): string {
  return `${line} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${key.plaintext}\r\n`;
}

function authorized(...lines: string[]): string {
  return ["GET /v1/me HTTP/1.1", "Host: x", ...lines, END].join("\r\n");
}

describe("an Authorization header", () => {
  it.each([
    ["of half a percent escape", ["Authorization: Bearer %E0%A4%A"]],
    ["given twice with different values", ["Authorization: Bearer a", "Authorization: Bearer b"]],
    ["with tabs", ["Authorization: Bearer\tabc"]],
    ["with tabs around", ["Authorization:\t\tBearer\t\tabc\t"]],
    ["of 10 KB", [`Authorization: Bearer ${"a".repeat(10_240)}`]],
    ["of bytes that are no text", ["Authorization: Bearer \xff\xfe\x80"]],
    ["without a scheme", ["Authorization: abc"]],
    ["of another scheme", ["Authorization: Basic YTpi"]],
    ["that is empty", ["Authorization:"]],
    ["of a scheme alone", ["Authorization: Bearer"]],
    ["of two tokens", ["Authorization: Bearer a b"]],
  ])("%s is 401 with the one body", async (_, lines) => {
    const { statuses, text } = await send(authorized(...lines));
    expect(statuses).toEqual([401]);
    expect(text.split("\r\n\r\n")[1]).toBe(
      '{"error":"Unauthorized","details":"Invalid or missing API key"}',
    );
  });

  it("that is good is not good twice, nor beside another key", async () => {
    const line = `Authorization: Bearer ${key.plaintext}`;
    expect((await send(authorized(line, line))).statuses).toEqual([401]);
    expect((await send(authorized(line, "Authorization: Bearer b"))).statuses).toEqual([401]);
    expect((await send(authorized("Authorization: Bearer b", line))).statuses).toEqual([401]);
    expect((await send(authorized(line, "X-API-Key: other"))).statuses).toEqual([400]);
  });

  it("larger than a server should read is 431", async () => {
    const { statuses } = await send(authorized(`Authorization: Bearer ${"a".repeat(40_000)}`));
    expect(statuses).toEqual([431]);
  });
});

describe("a request line", () => {
  it.each([
    ["with the whole address", "GET http://X:80/v1/me", 200],
    ["with dot segments", "GET /v1/flows/../me", 200],
    ["with an empty segment", "GET /v1//me", 404],
    ["that begins with two slashes", "GET //v1/me", 404],
    ["in capitals", "GET /V1/me", 404],
    ["with a trailing slash", "GET /v1/me/", 404],
    ["with an encoded slash", "GET /v1%2Fme", 404],
    ["with encoded letters", "GET /%76%31/me", 404],
    ["with encoded dot segments", "GET /v1/flows/%2e%2e%2fme", 404],
    ["with half a percent escape", "GET /v1/flows/%E0%A4%A", 404],
    ["with an encoded NUL", "GET /v1/flows/%00", 400],
    ["with a NUL in the query", "GET /v1/flows?search=%00", 400],
    ["with half a percent escape in the query", "GET /v1/flows?search=%E0%A4%A", 200],
    ["with a backslash", "GET /v1\\me", 400],
    ["with a backslash further on", "GET /v1/flows\\x", 400],
    ["with a prototype's name for an id", "GET /v1/flows/__proto__", 404],
    ["with a prototype's name in the query", "GET /v1/flows?__proto__=1", 400],
    ["with an id of 10,000 characters", `GET /v1/flows/${"a".repeat(10_000)}`, 404],
    ["with a space", "GET /v1/m e", 400],
    ["with bytes that are no ASCII", "GET /v1/\xe9\xff", 400],
    ["about no path", "OPTIONS *", 204],
    ["of a method unknown to the path", "PROPFIND /v1/me", 405],
    ["of a method that echoes", "TRACE /v1/me", 405],
    ["of a method unknown to HTTP", "BREW /v1/me", 405],
    ["of a method in small letters", "get /v1/me", 400],
  ])("%s: %s is %d", async (_, line, status) => {
    expect((await send(good(line), END)).statuses).toEqual([status]);
  });

  it("of any unknown method is answered with what is allowed", async () => {
    for (const method of ["PATCH", "PROPFIND", "TRACE", "QUERY", "BREW"]) {
      const { text } = await send(good(`${method} /v1/me?a=b`), END);
      expect(text).toMatch(/^HTTP\/1\.1 405 .*\r\nallow: GET, HEAD, OPTIONS\r\n/is);
      expect(text.split("\r\n\r\n")[1]).toBe(
        `{"error":"Method Not Allowed","details":"${method} is not allowed here"}`,
      );
    }
  });

  it.each([
    ["that is none", "hello\r\n\r\n"],
    ["without a version", "GET /v1/me\r\n\r\n"],
    ["of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"],
    ["of TLS", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"],
    ["without a host", `GET /v1/me HTTP/1.1\r\n${END}`],
    ["with a host that is none", `GET /v1/me HTTP/1.1\r\nHost: a b/c\r\n${END}`],
    [
      "with a folded header",
      `GET /v1/me HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer\r\n a\r\n${END}`,
    ],
  ])("%s is 400", async (_, text) => {
    expect((await send(text)).statuses).toEqual([400]);
  });
});

describe("a body", () => {
  const chunk = `186a0\r\n${"a".repeat(100_000)}\r\n`;

  it("over 1 MB is 413, declared or in chunks", async () => {
    const post = good("POST /v1/records") + JSON_BODY;
    const declared = await send(post, "Content-Length: 1000001\r\n\r\n", "a".repeat(1_000_001));
    expect(declared.statuses).toEqual([413]);
    const chunked = await send(post, "Transfer-Encoding: chunked\r\n\r\n", chunk.repeat(11));
    expect(chunked.statuses).toEqual([413]);
  });

  it.each([
    ["of two lengths", "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"],
    ["of two different lengths", "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}"],
    ["of a negative length", "Content-Length: -1\r\n\r\n"],
    ["of broken chunks", "Transfer-Encoding: chunked\r\n\r\nzz\r\n"],
    ["of bytes that are no text", `Content-Length: 4\r\n${END}"\xff\xfe"`],
  ])("%s is 400", async (_, rest) => {
    const { statuses } = await send(good("POST /v1/records") + JSON_BODY, rest);
    expect(statuses).toEqual([400]);
  });

  it("that nobody asked for is not taken for the next request", async () => {
    const { statuses } = await send(
      `${good("GET /v1/me")}Content-Length: 27\r\n\r\nGET /v1/x HTTP/1.1\r\nHost: x`,
      `GET /healthz HTTP/1.1\r\nHost: x\r\n${END}`,
    );
    expect(statuses).toEqual([200, 200]);
  });

  it.each([
    ["declared", "Content-Length: 100\r\n\r\n"],
    ["in chunks", "Transfer-Encoding: chunked\r\n\r\n"],
  ])("%s that is cut off changes nothing, and the request is usage", async (_, head) => {
    const own = await createKey({ organizationId });
    const connection = await RawConnection.open(server.port);
    const line = `POST /v1/flows HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${own.plaintext}\r\n`;
    connection.send(line, JSON_BODY, head);
    connection.close();
    const events = await eventually(async () => {
      const { requestIds, charged } = await recordedUsage(own.id);
      return requestIds.length === 1 ? charged : undefined;
    });
    expect(events).toBe(1);
    const flows = await ask(server, { path: "/v1/flows", headers: own.headers });
    expect(JSON.parse(flows.text).data).toEqual([]);
  });
});

describe("a caller's address", () => {
  const elsewhere = { "X-Forwarded-For": "203.0.113.7" };

  it("is that of the connection, whatever the caller writes, while no proxy is trusted", async () => {
    const bound = await createKey({ organizationId, allowedIps: ["203.0.113.0/24"] });
    const claims: Record<string, string>[] = [
      elsewhere,
      { Forwarded: "for=203.0.113.7" },
      { "X-Real-IP": "203.0.113.7" },
      { "x-runtype-client-address": "203.0.113.7" },
      { "X-Runtype-Client-Address": "203.0.113.7", ...elsewhere },
    ];
    for (const claim of claims) {
      const reply = await ask(server, { headers: { ...bound.headers, ...claim } });
      expect([claim, reply.status]).toEqual([claim, 403]);
    }
    const local = await createKey({ organizationId, allowedIps: ["127.0.0.1"] });
    expect((await ask(server, { headers: { ...local.headers, ...elsewhere } })).status).toBe(200);
  });

  it("behind a trusted proxy is the last that the proxy did not vouch for", async () => {
    const bound = await createKey({ organizationId, allowedIps: ["203.0.113.0/24"] });
    const forwarded = async (value: string, more: Record<string, string> = {}) => {
      const headers = { ...bound.headers, ...more, "X-Forwarded-For": value };
      return (await ask(proxied, { headers })).status;
    };
    expect(await forwarded("203.0.113.7")).toBe(200);
    expect(await forwarded("198.51.100.1, 203.0.113.7, 127.0.0.1")).toBe(200);
    expect(await forwarded("::ffff:203.0.113.7")).toBe(200);
    expect(await forwarded("203.0.113.7:80")).toBe(200);
    expect(await forwarded("203.0.113.7, 198.51.100.1")).toBe(403);
    expect(await forwarded("198.51.100.1", { "x-runtype-client-address": "203.0.113.7" })).toBe(
      403,
    );
    for (const junk of ["", ",", "203.0.113.7,", "unknown", "203.0.113.7:", "\xff", "[::1"]) {
      expect([junk, await forwarded(junk)]).toEqual([junk, 403]);
    }
    expect((await ask(proxied, bound)).status).toBe(403);
  });
});
