import { createServer } from "node:http";
import { afterAll, describe, expect, it } from "vitest";
import { readHost } from "@/lib/core/host";
import { readTarget } from "@/lib/flows/outbound/read-target";
import { runSteps, step } from "@/tests/support/flow-run";
import { listen } from "@/tests/support/listen";

/** Everything that is, or leads to, an address that is not of the public internet. */
const NOT_PUBLIC = [
  // Loopback in every spelling of four numbers.
  "http://127.0.0.1/",
  "http://127.0.0.1:80/",
  "http://127.0.0.1:8080/path?query#hash",
  "https://127.0.0.1/",
  "http://127.0.0.2/",
  "http://127.255.255.255/",
  "http://127.1/",
  "http://127.0.1/",
  "http://127.65535/",
  "http://2130706433/",
  "http://2130706433:80/",
  "http://017700000001/",
  "http://0x7f000001/",
  "http://0x7F000001/",
  "http://0X7f000001/",
  "http://0x7f.1/",
  "http://0x7f.0.0.1/",
  "http://0x7f.0x0.0x0.0x1/",
  "http://0x7f.0x000001/",
  "http://0177.0.0.1/",
  "http://0177.0.0.01/",
  "http://0177.1/",
  "http://00000177.0.0.1/",
  "http://127.0x0.0.1/",
  "http://127.0.0.0x1/",
  "http://127.000.000.001/",
  "http://0x0000007f.0.0.1/",
  "http://127.0.0.1./",
  "http://127.1./",
  "http://2130706433./",
  "http://0x7f.1./",
  // The same in other alphabets, and encoded.
  "http://１２７.0.0.1/",
  "http://１２７．０．０．１/",
  "http://127。0。0。1/",
  "http://127｡0｡0｡1/",
  "http://127．0．0．1/",
  "http://①②⑦.⓪.⓪.①/",
  "http://①②⑦。0。0。①/",
  "http://𝟏𝟐𝟕.𝟎.𝟎.𝟏/",
  "http://𝟙𝟚𝟟.0.0.𝟙/",
  "http://¹²⁷.0.0.¹/",
  "http://２１３０７０６４３３/",
  "http://０x7f.1/",
  "http://%31%32%37.0.0.1/",
  "http://127%2e0%2e0%2e1/",
  "http://%31%32%37%2E%30%2E%30%2E%31/",
  "http://127.0.0.%31/",
  "http://%EF%BC%91%EF%BC%92%EF%BC%97.0.0.1/",
  "http://127.0.0\u00AD.1/",
  "http://127.0.\u200B0.1/",
  "http://127\u2060.0.0.1/",
  // Letter case, blanks, slashes and what else parsers forgive.
  "HTTP://127.0.0.1/",
  "hTtP://127.0.0.1/",
  "  http://127.0.0.1/",
  "http://127.0.0.1/  ",
  "\thttp://127.0.0.1/",
  "ht\ntp://127.0.0.1/",
  "http://127.0.\n0.1/",
  "http://127.0\t.0.1/",
  "http://\r\n127.0.0.1/",
  "http:127.0.0.1/",
  "http:/127.0.0.1/",
  "http:///127.0.0.1/",
  "http:////127.0.0.1/",
  "http:\\\\127.0.0.1\\",
  "http:/\\127.0.0.1/",
  "http://127.0.0.1\\@example.com/",
  "http://127.0.0.1?@example.com/",
  "http://127.0.0.1#@example.com/",
  "http://127.0.0.1:080/",
  "http://127.0.0.1:00080/",
  "http://127.0.0.1:/",
  "http://127.0.0.1:65535/",
  "http://127.0.0.1:22/",
  "http://127.0.0.1:5432/",
  // Unspecified, private, shared, link-local and metadata.
  "http://0/",
  "http://0.0.0.0/",
  "http://00.0.0.0/",
  "http://0x0/",
  "http://0.0.0.1/",
  "http://0.255.255.255/",
  "http://10.0.0.1/",
  "http://10.1/",
  "http://10.255.255.255/",
  "http://167772161/",
  "http://0xa000001/",
  "http://012.0.0.1/",
  "http://172.16.0.1/",
  "http://172.31.255.255/",
  "http://0xac.0x10.0.1/",
  "http://192.168.0.1/",
  "http://192.168.1/",
  "http://192.168.65535/",
  "http://3232235521/",
  "http://0xc0a80001/",
  "http://0300.0250.0.1/",
  "http://100.64.0.1/",
  "http://100.100.100.200/latest/meta-data/",
  "http://100.127.255.255/",
  "http://169.254.169.254/latest/meta-data/",
  "http://169.254.170.2/v2/credentials",
  "http://169.254.0.1/",
  "http://2852039166/",
  "http://0xa9fea9fe/",
  "http://0xA9.0xFE.0xA9.0xFE/",
  "http://0251.0376.0251.0376/",
  "http://025177524776/",
  "http://169.16689662/",
  "http://169.254.43518/",
  "http://１６９.２５４.１６９.２５４/",
  "http://169.254.169.254./",
  "http://192.0.0.1/",
  "http://192.0.0.192/",
  "http://192.0.2.1/",
  "http://198.51.100.1/",
  "http://203.0.113.1/",
  "http://192.88.99.1/",
  "http://198.18.0.1/",
  "http://198.19.255.255/",
  "http://224.0.0.1/",
  "http://239.255.255.255/",
  "http://240.0.0.1/",
  "http://255.255.255.255/",
  "http://4294967295/",
  "http://0xffffffff/",
  // IPv6, plain and in disguise.
  "http://[::1]/",
  "http://[::1]:8080/",
  "http://[0:0:0:0:0:0:0:1]/",
  "http://[0000:0000:0000:0000:0000:0000:0000:0001]/",
  "http://[::0001]/",
  "http://[::]/",
  "http://[0::0]/",
  "http://[::127.0.0.1]/",
  "http://[::7f00:1]/",
  "http://[::ffff:127.0.0.1]/",
  "http://[::ffff:7f00:1]/",
  "http://[::FFFF:7F00:1]/",
  "http://[0:0:0:0:0:ffff:127.0.0.1]/",
  "http://[::ffff:10.0.0.1]/",
  "http://[::ffff:169.254.169.254]/",
  "http://[::ffff:a9fe:a9fe]/",
  "http://[::ffff:8.8.8.8]/",
  "http://[::ffff:0:127.0.0.1]/",
  "http://[64:ff9b::7f00:1]/",
  "http://[64:ff9b::127.0.0.1]/",
  "http://[64:ff9b::8.8.8.8]/",
  "http://[64:ff9b:1::1]/",
  "http://[2002:7f00:1::]/",
  "http://[2002:7f00:0001::1]/",
  "http://[2002:a00:1::1]/",
  "http://[2001::1]/",
  "http://[2001:0:7f00:1::]/",
  "http://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/",
  "http://[2001:2::1]/",
  "http://[2001:10::1]/",
  "http://[2001:20::1]/",
  "http://[2001:db8::1]/",
  "http://[3fff::1]/",
  "http://[fc00::1]/",
  "http://[fd00::1]/",
  "http://[fd00:ec2::254]/latest/meta-data/",
  "http://[fe80::1]/",
  "http://[febf::1]/",
  "http://[fec0::1]/",
  "http://[ff02::1]/",
  "http://[ff0e::1]/",
  "http://[100::1]/",
  "http://[4000::1]/",
  "http://[5f00::1]/",
  "http://[8000::1]/",
];

/** What is no plain address of http or https at all. */
const NO_TARGET = [
  "",
  " ",
  "/",
  "//127.0.0.1/",
  "127.0.0.1",
  "127.0.0.1:80",
  "localhost",
  "example.com",
  "http://",
  "http:///",
  "https://:443/",
  "http://?x",
  "http://#x",
  "http://@/",
  "http://user@example.com/",
  "http://user:password@example.com/",
  "http://:password@example.com/",
  "http://example.com@127.0.0.1/",
  "http://example.com%40127.0.0.1/",
  "http://example.com:80@127.0.0.1/",
  "http://127.0.0.1@example.com/",
  "http://user@@example.com/",
  "http://example.com:99999/",
  "http://example.com:-1/",
  "http://example.com:80:80/",
  "http://example.com:http/",
  "http://exa mple.com/",
  "http://exa%20mple.com/",
  "http://exa%00mple.com/",
  "http://exa<mple>.com/",
  "http://256.0.0.1/",
  "http://1.2.3.4.5/",
  "http://4294967296/",
  "http://0x100000000/",
  "http://08.0.0.1/",
  "http://127.0.0.1.1/",
  "http://[::1/",
  "http://::1/",
  "http://[::1%25lo]/",
  "http://[fe80::1%25eth0]/",
  "http://[127.0.0.1]/",
  "http://[::ffff:127.0.0.256]/",
  "http://[v1.fe80::a]/",
  "file:///etc/passwd",
  "file://127.0.0.1/etc/passwd",
  "FILE:///etc/passwd",
  "gopher://127.0.0.1:6379/_FLUSHALL",
  "dict://127.0.0.1:11211/stats",
  "ftp://127.0.0.1/",
  "ftps://example.com/",
  "sftp://example.com/",
  "ldap://127.0.0.1/",
  "tftp://127.0.0.1/",
  "smb://127.0.0.1/share",
  "ws://example.com/",
  "wss://example.com/",
  "data:text/plain,hello",
  "javascript:alert(1)",
  "blob:http://127.0.0.1/x",
  "about:blank",
  "jar:http://127.0.0.1!/",
  "view-source:http://127.0.0.1/",
  "unix:/var/run/docker.sock",
  "http+unix://%2Fvar%2Frun%2Fdocker.sock/",
  "httpx://example.com/",
  "mailto:a@example.com",
  `http://example.com/${"a".repeat(16_000)}`,
];

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
