import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, it } from "vitest";
import { parseEnv } from "@/lib/env";
import { CLIENT_ADDRESS_HEADER } from "@/lib/http/call";
import { prepareRequest } from "./client-address";

afterEach(() => {
  globalThis.runtypeEnv = undefined;
});

/** The address that a request with these headers is known by, with a trusted proxy on this machine. */
async function addressOf(header: string, headers: Record<string, string | string[]>) {
  const DATABASE_URL = "postgresql://localhost/runtype";
  const RUNTYPE_TRUSTED_PROXIES = "127.0.0.1, 10.0.0.0/8";
  globalThis.runtypeEnv = parseEnv({
    ...process.env,
    DATABASE_URL,
    RUNTYPE_TRUSTED_PROXIES,
    RUNTYPE_FORWARDED_HEADER: header,
  });
  const server = createServer((incoming, response) => {
    prepareRequest(incoming);
    response.end(incoming.headers[CLIENT_ADDRESS_HEADER]);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address: AddressInfo | string | null = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const text = await new Promise((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", port, headers, agent: false }, (answer) => {
      let received = "";
      answer.on("data", (chunk) => {
        received += chunk;
      });
      answer.on("end", () => resolve(received));
    });
    sent.on("error", reject).end();
  });
  server.close();
  return text;
}

const X = "X-Forwarded-For";
const F = "Forwarded";

it.each([
  ["", { [X]: "203.0.113.7" }, "203.0.113.7"],
  ["x-forwarded-for", { [X]: "198.51.100.1, 203.0.113.7:80, 10.0.0.1:443" }, "203.0.113.7"],
  ["x-forwarded-for", { [X]: ["198.51.100.1", "[2001:db8::1]:443"] }, "2001:db8::1"],
  ["x-forwarded-for", { [X]: "203.0.113.7", [F]: "for=198.51.100.1" }, "203.0.113.7"],
  ["x-forwarded-for", { [F]: "for=198.51.100.1" }, "127.0.0.1"],
  ["x-forwarded-for", { [X]: "203.0.113.7, junk" }, "unknown"],
  ["forwarded", { [F]: 'for="203.0.113.7:80", for=10.0.0.1' }, "203.0.113.7"],
  ["forwarded", { [F]: ['for="', "for=203.0.113.7"] }, "203.0.113.7"],
  ["forwarded", { [F]: ["for=198.51.100.1", 'for="'] }, "unknown"],
  ["forwarded", { [F]: "for=203.0.113.7", [X]: "198.51.100.1" }, "203.0.113.7"],
  ["forwarded", { [X]: "198.51.100.1" }, "127.0.0.1"],
  ["forwarded", {}, "127.0.0.1"],
])("with RUNTYPE_FORWARDED_HEADER '%s', %j is %s", async (header, headers, address) => {
  expect(await addressOf(header, headers)).toBe(address);
});
