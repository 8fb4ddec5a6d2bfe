import { NextRequest } from "next/server";
import { afterEach, describe, expect, it } from "vitest";
import { sessionToken } from "@/lib/auth/session-token";
import { prisma } from "@/lib/db/prisma";
import { env } from "@/lib/env";
import { createPerson } from "@/tests/factories/people";
import { authOptions } from "./auth-options";
import { GET, POST } from "./route";

const ORIGIN = new URL(env().NEXTAUTH_URL).origin;
const FORM = { "content-type": "application/x-www-form-urlencoded", "content-length": "3" };

function context(path: string) {
  return { params: Promise.resolve({ nextauth: path.split("?", 1).join().split("/") }) };
}

function get(path: string, headers: Record<string, string> = {}) {
  return GET(new NextRequest(`${ORIGIN}/api/auth/${path}`, { headers }), context(path));
}

function post(path: string, headers: Record<string, string>) {
  const init = { method: "POST", headers, body: "a=b" };
  return POST(new NextRequest(`${ORIGIN}/api/auth/${path}`, init), context(path));
}

afterEach(() => {
  globalThis.runtypeEnv = undefined;
});

describe("the cookies of a session", () => {
  it("are out of reach of scripts and other sites", () => {
    for (const cookie of Object.values(authOptions({}).cookies ?? {})) {
      expect(cookie.options).toMatchObject({ httpOnly: true, sameSite: "lax", path: "/" });
      expect(cookie.options).not.toHaveProperty("domain");
    }
  });

  it("are bound to the host and to https where people come by https", () => {
    globalThis.runtypeEnv = { ...env(), NEXTAUTH_URL: "https://keys.example.com" };
    const cookies = Object.values(authOptions({}).cookies ?? {});
    expect(cookies.length).toBe(3);
    for (const { name, options } of cookies) {
      expect(name).toMatch(/^__Host-next-auth\./);
      expect(options).toMatchObject({ secure: true, path: "/" });
    }
  });

  it("carry nothing but the id of the session", async () => {
    const jwt = authOptions({}).callbacks?.jwt;
    if (!jwt) throw new Error("no callback");
    const token = { sid: "session_1", name: "Ada", email: "ada@example.com" };
    const user = { id: "session_2", name: "Ada" };
    expect(await jwt({ token, user, account: null })).toEqual({ sid: "session_2" });
  });
});

describe("GET /api/auth/session", () => {
  it("tells of a living session and of no other one", async () => {
    const person = await createPerson();
    const living = await get("session", { cookie: person.cookie });
    expect(await living.json()).toMatchObject({ user: { email: person.email } });
    expect(living.headers.get("cache-control")).toBe("no-store");
    await prisma().session.update({
      where: { id: person.principal.sessionId },
      data: { endedAt: new Date() },
    });
    expect(await (await get("session", { cookie: person.cookie })).json()).toEqual({});
    const made = await sessionToken("session_made_up");
    const cookie = `next-auth.session-token=${made}`;
    expect(await (await get("session", { cookie })).json()).toEqual({});
  });
});

describe("POST /api/auth/signout", () => {
  it("ends the session, and stands in the record with where from", async () => {
    const person = await createPerson();
    const { organizationId, sessionId } = person.principal;
    const from = { "x-runtype-client-address": "203.0.113.9", "user-agent": "Browser/3.0" };
    await post("signout", { ...FORM, ...from, origin: ORIGIN, cookie: person.cookie });
    expect(await prisma().auditEntry.findMany({ where: { organizationId } })).toMatchObject([
      {
        action: "session.revoke",
        targetId: sessionId,
        address: "203.0.113.0/24",
        userAgent: "Browser/3.0",
      },
    ]);
  });
});

describe("GET /api/auth/error", () => {
  it.each(["", "?error=%00", "?error=%E2%82%AC", "?error=%0d%0aX:%20y", "/x?error=%F0%9F%98%80"])(
    "leads to sign in, whatever the error is called: %s",
    async (rest) => {
      const { status, headers } = await get(`error${rest}`);
      expect([status, headers.get("location")]).toEqual([302, "/sign-in"]);
    },
  );
});

describe("403", () => {
  it.each([
    ["another site", { origin: "https://evil.example" }],
    ["a sandboxed frame", { origin: "null" }],
    ["no site that it names", {}],
    ["a cross-site navigation", { "sec-fetch-site": "cross-site" }],
  ])("for signing in or out from %s", async (_what, sent) => {
    for (const path of ["callback/credentials", "signout"]) {
      expect((await post(path, { ...FORM, ...sent })).status).toBe(403);
    }
  });

  it("leaves the session as it was", async () => {
    const person = await createPerson();
    await post("signout", { ...FORM, origin: "null", cookie: person.cookie });
    const row = await prisma().session.findUniqueOrThrow({
      where: { id: person.principal.sessionId },
    });
    expect(row.endedAt).toBeNull();
  });
});

describe("404, 413 and 415", () => {
  it.each(["_log", "session", "signin/credentials", "callback/other", "x"])(
    "for a change at %s, which nobody needs",
    async (path) => {
      expect((await post(path, { ...FORM, origin: ORIGIN })).status).toBe(404);
    },
  );

  it("for a form that is too large, or is not a form", async () => {
    const own = { ...FORM, origin: ORIGIN };
    expect((await post("signout", { ...own, "content-length": "10001" })).status).toBe(413);
    expect((await post("signout", { ...own, "content-type": "application/json" })).status).toBe(
      415,
    );
  });

  it("for pages that nobody needs", async () => {
    expect((await get("verify-request")).status).toBe(404);
  });
});
