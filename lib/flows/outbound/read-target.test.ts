import { createServer } from "node:http";
import { afterAll, describe, expect, it } from "vitest";
import { readHost } from "@/lib/core/host";
import { readTarget } from "@/lib/flows/outbound/read-target";
import { runSteps, step } from "@/tests/support/flow-run";
import { listen } from "@/tests/support/listen";
import { NO_TARGET, NOT_PUBLIC } from "@/tests/support/refused-addresses";

const PUBLIC: [string, object][] = [
  ["https://example.com", { host: "example.com", port: 443, path: "/", secure: true }],
  ["http://example.com/a?b=c#d", { host: "example.com", port: 80, path: "/a?b=c", secure: false }],
  ["https://example.com:8443/", { port: 8443 }],
  ["https://EXAMPLE.com./x", { host: "example.com", label: "example.com" }],
  ["https://bücher.example/", { host: "xn--bcher-kva.example" }],
  ["https://127.0.0.1.example.com/", { host: "127.0.0.1.example.com" }],
  ["http://8.8.8.8/", { host: "8.8.8.8" }],
  ["http://134744072/", { host: "8.8.8.8" }],
  ["http://1.1.1.1:8080/", { host: "1.1.1.1", port: 8080 }],
  ["http://100.63.255.255/", { host: "100.63.255.255" }],
  ["http://172.32.0.1/", { host: "172.32.0.1" }],
  ["http://192.167.255.255/", { host: "192.167.255.255" }],
  ["http://223.255.255.254/", { host: "223.255.255.254" }],
  ["https://[2606:4700:4700::1111]/", { host: "2606:4700:4700::1111" }],
  ["https://[2a00:1450:4001:80b::200e]:8443/", { host: "2a00:1450:4001:80b::200e", port: 8443 }],
];

const host = (text: string) => {
  const found = readHost(text);
  if (!found) throw new Error(text);
  return found;
};

describe("an address that is not public", () => {
  it("has at least 150 spellings here", () => {
    expect(new Set([...NOT_PUBLIC, ...NO_TARGET]).size).toBeGreaterThanOrEqual(220);
  });

  it.each(NOT_PUBLIC)("is refused: %j", (url) => {
    expect(() => readTarget(url, [])).toThrow(/is not on the public internet\.$/);
  });
});

describe("what is no address of http or https", () => {
  it.each(NO_TARGET)("is refused: %.60j", (url) => {
    expect(() => readTarget(url, [])).toThrow(/^url: It /);
  });
});

describe("a public address", () => {
  it.each(PUBLIC)("is read as the socket will use it: %j", (url, facts) => {
    expect(readTarget(url, [])).toMatchObject({ ...facts, allowed: false });
  });
});

describe("a host of the operator's own network", () => {
  it("is allowed in every spelling once it is named, with its port if one is named", () => {
    const allowed = [host("127.0.0.1:8080"), host("::1"), host("Intranet.example.")];
    for (const url of ["http://127.0.0.1:8080/", "http://0x7f.1:8080/", "http://[::1]:99/"]) {
      expect(readTarget(url, allowed).allowed).toBe(true);
    }
    expect(readTarget("https://intranet.example/", allowed).allowed).toBe(true);
    expect(readTarget("https://intranet.example.com/", allowed).allowed).toBe(false);
    expect(readTarget("https://a.intranet.example/", allowed).allowed).toBe(false);
    for (const url of ["http://127.0.0.1/", "http://127.0.0.2:8080/", "http://[::2]/"]) {
      expect(() => readTarget(url, allowed)).toThrow(/public internet/);
    }
  });
});

describe("a server on this machine", () => {
  let calls = 0;
  const server = createServer((_request, response) => {
    calls += 1;
    response.end("{}");
  });
  afterAll(() => server.close());

  it("never hears of a flow, whatever the spelling", async () => {
    const port = await listen(server);
    const spellings = [
      ...NOT_PUBLIC.filter((url) => /^http:\/\/[^:/]+\/$/.test(url)).map((url) =>
        url.replace(/\/$/, `:${port}/`),
      ),
      `http://localhost:${port}/`,
      `http://LOCALHOST.:${port}/`,
      `http://[::1]:${port}/`,
    ];
    expect(spellings.length).toBeGreaterThan(80);
    for (const url of spellings) {
      const run = await runSteps([step("a", "fetch-url", { http: { url: "{{url}}" } })], { url });
      expect(run.failure?.message).toMatch(/^url: /);
    }
    expect(calls).toBe(0);
  });
});
