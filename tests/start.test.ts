import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

type Ended = { code: number | null; said: string };

function start(settings: Record<string, string>, flags: string[] = []): Promise<Ended> {
  const env = { ...process.env, PORT: "4199", HOST: "127.0.0.1", ...settings };
  const child = spawn(process.execPath, [...flags, "scripts/start.mjs"], { env });
  let said = "";
  child.stdout.on("data", () => undefined);
  child.stderr.on("data", (chunk) => {
    said += chunk;
  });
  return new Promise((resolve) =>
    child.on("close", (code) => resolve({ code, said: said.trim() })),
  );
}

describe("a start that cannot work says in one sentence what to do, and fails", () => {
  it("when Node is too old", async () => {
    const folder = mkdtempSync(join(tmpdir(), "runtype-old-node-"));
    const pretend = join(folder, "pretend.cjs");
    writeFileSync(
      pretend,
      'Object.defineProperty(process, "versions", { value: { node: "18.20.1" } });',
    );
    const { code, said } = await start({}, ["--require", pretend]);
    rmSync(folder, { recursive: true });
    expect(code).toBe(1);
    expect(said).toMatch(/^Node 18\.20\.1 is too old: install Node 20\.19 or newer/);
  });

  it("when something else listens on the port", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => other.once("listening", resolve));
    const address = other.address();
    const port = typeof address === "object" ? String(address?.port) : "";
    const { code, said } = await start({ PORT: port });
    other.close();
    expect(code).toBe(1);
    expect(said).toMatch(
      new RegExp(`^Port ${port} on 127\\.0\\.0\\.1 is in use: stop what listens there`),
    );
  });

  it("when the port is no port", async () => {
    const { code, said } = await start({ PORT: "http" });
    expect(code).toBe(1);
    expect(said).toMatch(/^PORT is http, which is no port/);
  });

  it.each([
    ["short", "NEXTAUTH_SECRET", "brief", /^NEXTAUTH_SECRET is too short/],
    [
      "a default",
      "NEXTAUTH_SECRET",
      "please-change-me-please-change-me-1",
      /^NEXTAUTH_SECRET is a default/,
    ],
    ["short", "RUNTYPE_KEY_PEPPERS", "1:brief", /^RUNTYPE_KEY_PEPPERS is too short/],
  ])("when a secret is %s: %s", async (_, name, value, sentence) => {
    const { code, said } = await start({ [name]: value });
    expect(code).toBe(1);
    expect(said).toMatch(sentence);
    expect(said).not.toContain(value);
  });

  it.each([
    ["RUNTYPE_KEY_PREFIX", "xx", 'RUNTYPE_KEY_PREFIX is wrong: expected one of "rt"|"tv".'],
    ["RUNTYPE_LIMIT_PER_HOUR", "0", "RUNTYPE_LIMIT_PER_HOUR is below 1."],
    ["RUNTYPE_LOG_LEVEL", "loud", "RUNTYPE_LOG_LEVEL is wrong: expected one of "],
  ])("when %s is %s", async (name, value, sentence) => {
    const { code, said } = await start({ [name]: value });
    expect(code).toBe(1);
    expect(said).toContain(sentence);
  });

  it("when the database of DATABASE_URL cannot be reached, without telling its password", async () => {
    const { code, said } = await start({
      DATABASE_URL: "postgresql://me:hidden@127.0.0.1:1/nowhere",
    });
    expect(code).toBe(1);
    expect(said).toMatch(
      /^The database at 127\.0\.0\.1:1\/nowhere cannot be reached \(ECONNREFUSED\)/,
    );
    expect(said).not.toContain("hidden");
  });
});
