import { afterEach, describe, expect, it } from "vitest";
import { parseEnv } from "@/lib/env";
import { assertSameOrigin } from "@/lib/http/served-hosts";

const before = globalThis.runtypeEnv;

afterEach(() => {
  globalThis.runtypeEnv = before;
});

/** Whether a change is let in at a host, where people come by a public address. */
function isLetIn(publicAddress: string, headers: Record<string, string>): boolean {
  globalThis.runtypeEnv = parseEnv({
    DATABASE_URL: "postgresql://runtype@localhost/runtype",
    NEXTAUTH_URL: publicAddress,
    NEXTAUTH_SECRET: "zHq8Wd2mXv5Tj7Rk9Lb3Nc6Pf4Gs1Ya0",
    RUNTYPE_KEY_PEPPERS: "1:Kx7Qm2Zt9Vw4Rb8Ns3Hd6Jf1Lp5Gc0Ya",
    RUNTYPE_ALLOWED_HOSTS: "other.example",
  });
  try {
    assertSameOrigin({ method: "POST", headers: new Headers(headers) });
    return true;
  } catch {
    return false;
  }
}

const HTTPS = "https://keys.example.com";
const HTTP = "http://localhost:3000";

describe("a change that rides on a cookie", () => {
  it.each([
    ["the public address", HTTPS, { Origin: HTTPS, Host: "10.0.0.1:3000" }],
    ["a listed host", HTTPS, { Origin: "https://other.example", Host: "keys.example.com" }],
    ["this host by number", HTTP, { Origin: "http://127.0.0.1:3000", Host: "localhost:3000" }],
    ["a browser that sends no Origin", HTTPS, { "Sec-Fetch-Site": "same-origin" }],
  ])("is let in from %s", (_what, publicAddress, headers) => {
    expect(isLetIn(publicAddress, headers)).toBe(true);
  });

  it.each([
    ["another site", HTTPS, { Origin: "https://evil.example", Host: "keys.example.com" }],
    ["whatever the Host says", HTTPS, { Origin: "https://a.example", Host: "a.example" }],
    [
      "what a proxy is said to forward",
      HTTPS,
      { Origin: "https://a.example", "X-Forwarded-Host": "a.example" },
    ],
    ["a listed host without TLS", HTTPS, { Origin: "http://other.example", Host: "other.example" }],
    ["loopback beside a public address", HTTPS, { Origin: HTTP, Host: "localhost:3000" }],
    [
      "this host without its TLS",
      HTTPS,
      { Origin: "http://keys.example.com", Host: "keys.example.com" },
    ],
    ["another port", HTTP, { Origin: "http://localhost:4000", Host: "localhost:3000" }],
    ["nowhere", HTTP, { Origin: "null", Host: "localhost:3000", "Sec-Fetch-Site": "same-origin" }],
    ["another site that sends no Origin", HTTPS, { "Sec-Fetch-Site": "same-site" }],
    ["nobody knows where", HTTPS, {}],
  ])("is refused from %s", (_what, publicAddress, headers) => {
    expect(isLetIn(publicAddress, headers)).toBe(false);
  });
});
