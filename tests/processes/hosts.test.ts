import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createKey } from "@/tests/factories/key";
import { createPerson, type Person } from "@/tests/factories/people";
import { ask } from "@/tests/support/ask";
import { createInstallation, type Installation } from "@/tests/support/installation";
import { RawConnection } from "@/tests/support/raw-connection";
import { expectSafeHeaders } from "@/tests/support/safe-headers";
import {
  endServers,
  launch,
  type ServerProcess,
  startServer,
} from "@/tests/support/server-process";
import { freePort } from "../../scripts/free-port.mjs";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const PLATFORM =
  '{"error":"Misdirected Request","details":"This host is not served here. Set RUNTYPE_ALLOWED_HOSTS."}';
const SURFACE = '{"error":"Misdirected request"}';
const CALL = "/v1/products/prod_1/surfaces/surf_1/api";

let installation: Installation;
let server: ServerProcess;
let person: Person;

beforeAll(async () => {
  installation = await createInstallation();
  person = await createPerson();
  server = await startServer(installation, {
    NEXTAUTH_URL: "",
    RUNTYPE_ALLOWED_HOSTS: "keys.lan, 10.0.0.5:8443",
  });
});

afterAll(async () => {
  await endServers();
  installation.remove();
});

async function send(line: string, ...headers: string[]) {
  const connection = await RawConnection.open(server.port);
  connection.send([line, ...headers, "Connection: close", "", ""].join("\r\n"));
  const [status] = await connection.statuses();
  return { status, body: (await connection.text()).split("\r\n\r\n")[1] };
}

const port = (text: string) => text.replaceAll("PORT", String(server.port));

describe("a request for a host that is not served", () => {
  it.each([
    ["/v1/me", PLATFORM],
    ["/v1", PLATFORM],
    ["/v1/openapi.json", PLATFORM],
    ["/v1/nope", PLATFORM],
    ["/v1/products/prod_1/surfaces/surf_1/openapi.json", PLATFORM],
    ["/api/auth/csrf", PLATFORM],
    [`${CALL}/greeting`, SURFACE],
    [`${CALL}/dispatch`, SURFACE],
  ])("is 421 at %s, whatever it shows", async (path, body) => {
    const { plaintext } = await createKey({ organizationId: person.principal.organizationId });
    for (const method of ["GET", "POST", "OPTIONS"]) {
      for (const shown of ["", `Authorization: Bearer ${plaintext}`, `Cookie: ${person.cookie}`]) {
        const headers = ["Host: evil.example", "Content-Length: 0", ...(shown ? [shown] : [])];
        const forwarded = ["X-Forwarded-Host: keys.lan", `Forwarded: host=keys.lan`];
        const reply = await send(`${method} ${path} HTTP/1.1`, ...headers, ...forwarded);
        expect([method, shown, reply]).toEqual([method, shown, { status: 421, body }]);
      }
    }
  });

  it("is a short page where people come, and leads nowhere", async () => {
    for (const path of ["/", "/sign-in", "/settings/api", "/docs", "/flows/x"]) {
      const headers = { Host: "evil.example", Cookie: person.cookie };
      const reply = await ask(server, { path, headers });
      expect([path, reply.status]).toEqual([path, 421]);
      expect(reply.headers["content-type"]).toBe("text/html; charset=utf-8");
      expect(reply.headers.location).toBeUndefined();
      expect(reply.text).not.toContain("evil.example");
    }
  });

  it("is still told of the process's health", async () => {
    for (const path of ["/healthz", "/readyz"]) {
      const statuses = await Promise.all([
        send(`GET ${path} HTTP/1.1`, "Host: evil.example"),
        send(`GET ${path} HTTP/1.1`, "Host: 10.1.2.3:9"),
        send(`GET ${path} HTTP/1.0`),
      ]);
      expect(statuses.map(({ status }) => status)).toEqual([200, 200, 200]);
    }
  });
});

describe("a Host", () => {
  const NOBODY = 401;

  it.each([
    ["by name", ["Host: localhost:PORT"], NOBODY],
    ["by number", ["Host: 127.0.0.1:PORT"], NOBODY],
    ["by its IPv6 number", ["Host: [::1]:PORT"], NOBODY],
    ["in capitals, with a dot", ["Host: LOCALHOST.:PORT"], NOBODY],
    ["of the list", ["Host: keys.lan"], NOBODY],
    ["of the list with its port", ["Host: Keys.Lan:80"], NOBODY],
    ["of the list with a port of its own", ["Host: 10.0.0.5:8443"], NOBODY],
    ["beside a forwarded one", ["Host: keys.lan", "X-Forwarded-Host: evil.example"], NOBODY],
    ["with another port", ["Host: localhost:1"], 421],
    ["without the port", ["Host: localhost"], 421],
    ["of the list with another port", ["Host: 10.0.0.5"], 421],
    ["below one of the list", ["Host: a.keys.lan"], 421],
    ["that is empty", ["Host:"], 421],
    ["that is none", ["Host: a b/c"], 400],
    ["given twice", ["Host: keys.lan", "Host: keys.lan"], 400],
    ["given twice, once foreign", ["Host: keys.lan", "host: evil.example"], 400],
  ])("%s is answered: %s %i", async (_what, headers, status) => {
    const reply = await send("GET /v1/me HTTP/1.1", ...headers.map(port));
    expect(reply.status).toBe(status);
  });

  it.each([
    ["HTTP/1.0 without a host", "GET /v1/me HTTP/1.0", [], 421],
    ["HTTP/1.0 with a host", "GET /v1/me HTTP/1.0", ["Host: keys.lan"], NOBODY],
    ["a whole address", "GET http://keys.lan/v1/me HTTP/1.1", ["Host: keys.lan"], NOBODY],
    ["the address of another", "GET http://evil.example/v1/me HTTP/1.1", ["Host: keys.lan"], 421],
    [
      "an address for another Host",
      "GET http://keys.lan/v1/me HTTP/1.1",
      ["Host: evil.example"],
      421,
    ],
    ["an address with a person", "GET http://a@keys.lan/v1/me HTTP/1.1", ["Host: keys.lan"], 400],
  ])("of %s", async (_what, line, headers, status) => {
    expect((await send(line, ...headers)).status).toBe(status);
  });
});

describe("a change with the cookie of a session", () => {
  it.each([
    ["http://localhost:PORT", 201],
    ["http://127.0.0.1:PORT", 201],
    ["http://keys.lan", 201],
    ["http://10.0.0.5:8443", 201],
    ["https://keys.lan", 403],
    ["http://evil.example", 403],
    ["http://localhost:1", 403],
    ["null", 403],
    [undefined, 403],
  ])("from %s is %i, by whichever host it comes", async (origin, status) => {
    for (const host of ["keys.lan", `localhost:${server.port}`]) {
      const headers: Record<string, string> = { Host: host, Cookie: person.cookie };
      if (origin !== undefined) headers.Origin = port(origin);
      const body = { name: `From ${origin} by ${host}` };
      const reply = await ask(server, { method: "POST", path: "/v1/flows", headers, body });
      expect([host, reply.status]).toEqual([host, status]);
    }
  });

  it("needs no origin where no cookie is asked", async () => {
    const headers = { Authorization: `Bearer ${person.token}`, Origin: "http://evil.example" };
    const body = { name: "By token" };
    const reply = await ask(server, { method: "POST", path: "/v1/flows", headers, body });
    expect(reply.status).toBe(201);
  });
});

describe("every answer", () => {
  it("has the headers that keep browsers safe, be it a page, the API, a file or a refusal", () =>
    expectSafeHeaders(server, undefined));

  it("is JSON where the API is misspelled", async () => {
    for (const path of ["/V1", "/V1/me", "/%761/me", "//v1/me", "/v%31/nope"]) {
      const reply = await ask(server, { path, headers: { Host: "keys.lan" } });
      expect([path, reply.status, reply.text]).toEqual([
        path,
        404,
        '{"error":"Not Found","details":"No such route"}',
      ]);
    }
  });

  it("tells robots to leave the dashboard alone, and names no contact that nobody has set", async () => {
    const headers = { Host: "keys.lan" };
    const robots = await ask(server, { path: "/robots.txt", headers });
    expect([robots.status, robots.headers["content-type"]]).toEqual([
      200,
      "text/plain; charset=utf-8",
    ]);
    expect(robots.text).toContain("Disallow: /\n");
    const posted = await ask(server, { method: "POST", path: "/robots.txt", headers });
    expect([posted.status, posted.headers.allow]).toEqual([405, "GET, HEAD"]);
    const contact = await ask(server, { path: "/.well-known/security.txt", headers });
    expect(contact.status).not.toBe(200);
  });
});

describe("a start", () => {
  it("that others could reach is refused while nobody says by which host, and says what to set", async () => {
    const { DATABASE_URL, NEXTAUTH_SECRET, RUNTYPE_KEY_PEPPERS } = process.env;
    const secrets = { DATABASE_URL, NEXTAUTH_SECRET, RUNTYPE_KEY_PEPPERS };
    const settings = { ...secrets, HOST: "0.0.0.0", PORT: String(await freePort()) };
    const { said, ended } = launch(installation, settings);
    expect((await ended).code).toBe(1);
    expect(said.err).toContain(
      "HOST is 0.0.0.0, which other machines can reach: set NEXTAUTH_URL to the address that people open, or RUNTYPE_ALLOWED_HOSTS to the hosts to serve.",
    );
    expect(said.err).not.toMatch(/^\s+at /m);
  });

  it("that others can reach serves what is listed, and loopback no more", async () => {
    const open = await startServer(installation, {
      HOST: "0.0.0.0",
      NEXTAUTH_URL: "https://keys.example",
      RUNTYPE_ALLOWED_HOSTS: "keys.lan",
      RUNTYPE_SECURITY_CONTACT: "security@keys.example",
    });
    const statusOf = async (Host: string) => (await ask(open, { headers: { Host } })).status;
    expect(await statusOf("keys.lan")).toBe(401);
    expect(await statusOf(`127.0.0.1:${open.port}`)).toBe(421);
    expect((await ask(open, { path: "/readyz" })).status).toBe(200);
    await expectSafeHeaders(open, "max-age=63072000");
    const path = "/.well-known/security.txt";
    const { text } = await ask(open, { path, headers: { Host: "keys.lan" } });
    const [, expires] = /^Expires: (\S+)$/m.exec(text) ?? [];
    expect(text).toContain("Contact: mailto:security@keys.example\n");
    expect(text).toContain(`Canonical: https://keys.example${path}\n`);
    const days = (Date.parse(expires ?? "") - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(90);
    expect(days).toBeLessThan(365);
  });
});
