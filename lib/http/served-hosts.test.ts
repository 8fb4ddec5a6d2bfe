import { afterEach, describe, expect, it } from "vitest";
import { parseEnv } from "@/lib/env";
import { isServedHost, isServedOrigin } from "@/lib/http/served-hosts";

const before = globalThis.runtypeEnv;

afterEach(() => {
  globalThis.runtypeEnv = before;
});

function serve(settings: Record<string, string>): void {
  const { NEXTAUTH_SECRET, RUNTYPE_KEY_PEPPERS } = process.env;
  globalThis.runtypeEnv = parseEnv({
    DATABASE_URL: "postgresql://runtype@localhost/runtype",
    NEXTAUTH_SECRET,
    RUNTYPE_KEY_PEPPERS,
    ...settings,
  });
}

const LOCAL = { PORT: "3000" };
const PROXIED = { ...LOCAL, NEXTAUTH_URL: "https://Keys.example.com" };
const OPEN = {
  PORT: "3000",
  HOST: "0.0.0.0",
  NEXTAUTH_URL: "http://keys.lan:3000",
  RUNTYPE_ALLOWED_HOSTS: "10.0.0.5, 10.0.0.5:3000, [FE80::1]:3000, Other.LAN.:3000, plain.lan",
};

describe("a host", () => {
  it.each([
    ["its name", LOCAL, ["localhost:3000", "127.0.0.1:3000", "[::1]:3000"]],
    ["other spellings", LOCAL, ["LOCALHOST:3000", "localhost.:3000", "[0:0:0:0:0:0:0:1]:3000"]],
    ["the public name", PROXIED, ["keys.example.com", "keys.example.com:443", "KEYS.example.com."]],
    ["loopback, for a proxy on this machine", PROXIED, ["127.0.0.1:3000", "localhost:3000"]],
    ["the listed ones", OPEN, ["keys.lan:3000", "10.0.0.5", "10.0.0.5:80", "10.0.0.5:3000"]],
    [
      "the listed ones, however spelt",
      OPEN,
      ["[fe80:0::1]:3000", "other.lan:3000", "plain.lan:80"],
    ],
    [
      "loopback at port 80",
      { PORT: "80", NEXTAUTH_URL: "https://a.example" },
      ["localhost", "127.0.0.1:80"],
    ],
  ])("is served under %s", (_what, settings, hosts) => {
    serve(settings);
    expect(hosts.filter((host) => !isServedHost(host))).toEqual([]);
  });

  it.each([
    ["another port", LOCAL, ["localhost", "localhost:80", "localhost:3001", "127.0.0.1"]],
    ["another name", LOCAL, ["evil.example:3000", "localhost.evil.example:3000", "127.0.0.2:3000"]],
    ["no host", LOCAL, ["", ":3000", "localhost:", "localhost:99999", "a b", "x@localhost:3000"]],
    ["the scheme's other port", PROXIED, ["keys.example.com:80", "keys.example.com:3000"]],
    ["a name below", PROXIED, ["a.keys.example.com", "example.com", "keys.example.com.."]],
    ["loopback where others can reach it", OPEN, ["localhost:3000", "127.0.0.1:3000"]],
    ["a listed one's other port", OPEN, ["other.lan", "plain.lan:3000", "[fe80::1]"]],
  ])("is not served under %s", (_what, settings, hosts) => {
    serve(settings);
    expect(hosts.filter(isServedHost)).toEqual([]);
  });
});

describe("an origin", () => {
  it.each([
    [
      "of this machine",
      LOCAL,
      ["http://localhost:3000", "http://127.0.0.1:3000", "http://[::1]:3000"],
    ],
    [
      "of the public address",
      PROXIED,
      ["https://keys.example.com", "https://keys.example.com:443"],
    ],
    ["of listed hosts", OPEN, ["http://keys.lan:3000", "http://10.0.0.5", "http://other.lan:3000"]],
  ])("is ours %s", (_what, settings, origins) => {
    serve(settings);
    expect(origins.filter((origin) => !isServedOrigin(origin))).toEqual([]);
  });

  it.each([
    ["without the TLS of the public address", PROXIED, ["http://keys.example.com"]],
    [
      "of loopback beside a public address",
      PROXIED,
      ["http://localhost:3000", "https://localhost:3000", "https://127.0.0.1:3000"],
    ],
    [
      "of loopback where others can reach it",
      OPEN,
      ["http://localhost:3000", "http://127.0.0.1:3000"],
    ],
    ["of another port", LOCAL, ["http://localhost", "http://localhost:4000"]],
    ["of another scheme", LOCAL, ["https://localhost:3000", "ftp://localhost:3000"]],
    [
      "that is none",
      LOCAL,
      [
        "null",
        "",
        "localhost:3000",
        "http://localhost:3000/",
        "http://a@localhost:3000",
        "http://localhost:3000, http://localhost:3000",
      ],
    ],
  ])("is foreign %s", (_what, settings, origins) => {
    serve(settings);
    expect(origins.filter(isServedOrigin)).toEqual([]);
  });
});
