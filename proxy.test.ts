import { NextRequest } from "next/server";
import { afterEach, describe, expect, it } from "vitest";
import { type Env, env } from "@/lib/env";
import { config, proxy } from "@/proxy";

process.env.DATABASE_URL ??= "postgresql://localhost/none";

function set(change: Partial<Env>): void {
  globalThis.runtypeEnv = { ...env(), ...change };
}

function visit(
  path: string,
  { cookie, method = "GET" }: { cookie?: string; method?: string } = {},
) {
  const headers = new Headers(cookie ? { cookie } : {});
  return proxy(new NextRequest(`http://localhost:3000${path}`, { headers, method }));
}

const SIGNED_IN = { cookie: "next-auth.session-token=x" };

/** The headers that the page gets, as Next passes them on. */
function passedOn(response: Response, name: string): string | null {
  return response.headers.get(`x-middleware-request-${name}`);
}

afterEach(() => {
  globalThis.runtypeEnv = undefined;
});

describe("the proxy", () => {
  it("sends signed-out browsers to sign in, with the way back", () => {
    const response = visit("/settings/api?search=a b&page=2");
    expect(response.status).toBe(307);
    const target = new URL(response.headers.get("location") ?? "");
    expect(target.pathname).toBe("/sign-in");
    expect(target.searchParams.get("callbackUrl")).toBe("/settings/api?search=a%20b&page=2");
  });

  it.each([
    "/",
    "/sign-in",
    "/sign-up",
    "/invitations/a-b_c",
    "/docs",
    "/docs/api",
    "/docs/quick-start.md",
    "/docs/a/b",
    "/llms.txt",
    "/llms-full.txt",
    "/api/auth/csrf",
    "/icon.svg",
  ])("lets everybody see %s", (path) => {
    expect(visit(path).headers.get("location")).toBeNull();
  });

  it.each([
    "/sign-in/x",
    "/invitations",
    "/invitations/a/b",
    "/sign-up.html/x",
    "/docsx",
    "/api/other",
    "/settings",
  ])("does not take %s for an open page", (path) => {
    expect(visit(path).status).toBe(307);
  });

  it("lets any cookie through: the page itself decides", () => {
    expect(visit("/settings/api", SIGNED_IN).headers.get("location")).toBeNull();
    expect(visit("/settings/api", { method: "POST" }).headers.get("location")).toBeNull();
  });

  it("tells the page its nonce and address, whatever the browser claims they are", () => {
    const request = new NextRequest("http://localhost:3000/settings/api?a=1", {
      headers: { ...SIGNED_IN, "x-nonce": "mine", "x-runtype-path": "//evil.example" },
    });
    const response = proxy(request);
    const nonce = passedOn(response, "x-nonce");
    expect(nonce).toMatch(/^[0-9a-f]{32}$/);
    expect(passedOn(response, "x-runtype-path")).toBe("/settings/api?a=1");
    expect(response.headers.get("content-security-policy")).toContain(`'nonce-${nonce}'`);
  });

  it("gives every response a nonce of its own", () => {
    const policies = [1, 2].map(() => visit("/sign-in").headers.get("content-security-policy"));
    expect(policies[0]).not.toBe(policies[1]);
  });

  it("allows no script without the nonce, no frame around it, no base and no object", () => {
    set({ NODE_ENV: "production" });
    const policy = visit("/sign-in").headers.get("content-security-policy") ?? "";
    const directives = new Map(
      policy.split("; ").map((directive) => {
        const [name = "", ...values] = directive.split(" ");
        return [name, values];
      }),
    );
    expect(directives.get("script-src")).toEqual([
      "'self'",
      expect.stringMatching(/^'nonce-/),
      "'strict-dynamic'",
    ]);
    for (const name of ["object-src", "base-uri", "frame-ancestors"]) {
      expect(directives.get(name)).toEqual(["'none'"]);
    }
    expect(directives.get("form-action")).toEqual(["'self'"]);
    expect(policy).not.toContain("unsafe-eval");
  });

  it.each([
    ["/sign-in", "same-origin"],
    ["/settings/api", "same-origin"],
    ["/claim", "no-referrer"],
    ["/portal", "no-referrer"],
  ])("sets the guarding headers on %s, redirect or not", (path, referrer) => {
    const { headers } = visit(path);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("referrer-policy")).toBe(referrer);
    expect(headers.get("cross-origin-opener-policy")).toBe("same-origin");
    expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
    expect(headers.get("x-frame-options")).toBe("DENY");
    expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
    expect(headers.get("cache-control")).toBe("no-store");
  });

  it("asks browsers to stay on https where people come by https, and only there", () => {
    expect(visit("/sign-in").headers.get("strict-transport-security")).toBeNull();
    set({ NEXTAUTH_URL: "https://keys.example.com" });
    expect(visit("/sign-in").headers.get("strict-transport-security")).toMatch(/^max-age=63072000/);
    expect(visit("/sign-in").headers.get("content-security-policy")).toContain(
      "upgrade-insecure-requests",
    );
  });

  it("knows the session cookie by its __Host- name where people come by https", () => {
    set({ NEXTAUTH_URL: "https://keys.example.com" });
    expect(visit("/settings/api", SIGNED_IN).status).toBe(307);
    const cookie = "__Host-next-auth.session-token=x";
    expect(visit("/settings/api", { cookie }).headers.get("location")).toBeNull();
  });

  it.each([
    ["/v1", false],
    ["/v1/me", false],
    ["/v1/api-keys/key_1", false],
    ["/_next/static/chunks/a.js", false],
    ["/healthz", false],
    ["/readyz", false],
    ["/", true],
    ["/v1x", true],
    ["/settings/api", true],
    ["/api/auth/csrf", true],
  ])("sees %s: %s", (path, seen) => {
    expect(new RegExp(`^${config.matcher}$`).test(path)).toBe(seen);
  });
});
