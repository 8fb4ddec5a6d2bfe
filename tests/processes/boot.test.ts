import { randomBytes } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { createPerson } from "@/tests/factories/people";
import { ask } from "@/tests/support/ask";
import { createInstallation, type Installation } from "@/tests/support/installation";
import { type Addresses, createDatabase, dropDatabase } from "@/tests/support/roles";
import {
  endServers,
  launch,
  type ServerProcess,
  startServer,
} from "@/tests/support/server-process";
import { eventually, pause } from "@/tests/support/traffic";
import { freePort } from "../../scripts/free-port.mjs";
import { isAlive } from "../../scripts/processes.mjs";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const SECRET = randomBytes(32).toString("base64url");
const ADMIN = {
  RUNTYPE_ADMIN_EMAIL: "first@example.com",
  RUNTYPE_ADMIN_PASSWORD: "violet-otter-91",
};

let installation: Installation;
let databases = 0;
let addresses: Addresses;
/** Of the one role that owns it, where a test does not say otherwise. */
let databaseUrl = "";

beforeAll(async () => {
  installation = await createInstallation();
});

/** A database of its own for each test, without any table. */
beforeEach(async () => {
  databases += 1;
  const { pathname } = new URL(process.env.DATABASE_URL ?? "");
  addresses = await createDatabase(`${pathname.slice(1)}_${databases}`, "template0");
  databaseUrl = addresses.owner;
});

afterEach(async () => {
  await endServers();
  await dropDatabase(new URL(databaseUrl).pathname.slice(1));
});

afterAll(() => installation.remove());

async function run(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query({ text: sql, rowMode: "array" });
  await client.end();
  return rows;
}

/** Starts with settings that cannot work; what it says on standard error, and its exit code. */
async function failToStart(settings: Record<string, string>) {
  const { NEXTAUTH_SECRET, RUNTYPE_KEY_PEPPERS } = process.env;
  const usual = { DATABASE_URL: databaseUrl, NEXTAUTH_SECRET, RUNTYPE_KEY_PEPPERS };
  const { said, ended } = launch(installation, {
    ...usual,
    PORT: String(await freePort()),
    ...settings,
  });
  const { code } = await ended;
  return { code, said: said.err.trim() };
}

/** `/readyz` is 503 while a migration is missing and names it, and 200 once it is there. */
async function expectToMissMigrations(server: ServerProcess): Promise<void> {
  const look = async () => {
    const { status, text } = await ask(server, { path: "/readyz" });
    return [status, JSON.parse(text)];
  };
  const seen = (wanted: unknown) => expect.poll(look).toEqual(wanted);
  await seen([200, { status: "ready" }]);
  const names = (await run(databaseUrl, "SELECT migration_name FROM _prisma_migrations")).flat();
  const missing = [503, { status: "not ready", missingMigrations: names }];
  await run(databaseUrl, "ALTER TABLE _prisma_migrations RENAME TO elsewhere");
  await seen(missing);
  await run(databaseUrl, "CREATE TABLE _prisma_migrations (LIKE elsewhere)");
  await pause(1_100);
  await seen(missing);
  await run(databaseUrl, "INSERT INTO _prisma_migrations SELECT * FROM elsewhere");
  await seen([200, { status: "ready" }]);
}

describe("a start that cannot work says what to do, without a stack, and fails", () => {
  it.each([
    [
      "a secret is missing",
      { NEXTAUTH_SECRET: "", RUNTYPE_KEY_PEPPERS: `1:${SECRET}` },
      "NEXTAUTH_SECRET is missing. Set it to 32 or more random characters.",
    ],
    [
      "a pepper is missing",
      { NEXTAUTH_SECRET: SECRET, RUNTYPE_KEY_PEPPERS: "" },
      "RUNTYPE_KEY_PEPPERS is missing. Set it to 1:<32 or more random characters>.",
    ],
    [
      "both are missing",
      { NEXTAUTH_SECRET: "", RUNTYPE_KEY_PEPPERS: "" },
      "NEXTAUTH_SECRET is missing. Set it to 32 or more random characters.\nRUNTYPE_KEY_PEPPERS is missing. Set it to 1:<32 or more random characters>.",
    ],
    [
      "a proxy's address is none",
      { RUNTYPE_TRUSTED_PROXIES: "10.0.0.0/33" },
      "RUNTYPE_TRUSTED_PROXIES holds 10.0.0.0/33. Not an IPv4 or IPv6 address or CIDR range.",
    ],
    [
      "the first owner has no password",
      { RUNTYPE_ADMIN_EMAIL: "first@example.com" },
      "RUNTYPE_ADMIN_PASSWORD is missing: the first owner needs both settings.",
    ],
    [
      "the first owner's password is common",
      { ...ADMIN, RUNTYPE_ADMIN_PASSWORD: "password123" },
      expect.stringMatching(/^RUNTYPE_ADMIN_PASSWORD: /),
    ],
  ])("when %s", async (_, settings, sentence) => {
    const { code, said } = await failToStart(settings);
    expect(code).toBe(1);
    expect(said.replace(/\nCorrect \.env .*$/, "")).toEqual(sentence);
    expect(said).not.toMatch(/^\s+at /m);
  });
});

describe("a start", () => {
  it("of two processes at once prepares an empty database and creates the first owner once, whose password is not told", async () => {
    const settings = { DATABASE_URL: databaseUrl, ...ADMIN };
    const servers = await Promise.all([
      startServer(installation, settings),
      startServer(installation, settings),
    ]);
    for (const server of servers) {
      expect((await ask(server, { path: "/readyz" })).status).toBe(200);
      expect(server.output()).not.toContain(ADMIN.RUNTYPE_ADMIN_PASSWORD);
    }
    const people = () =>
      run(
        databaseUrl,
        `SELECT u.email, m.role::text, (SELECT count(*)::int FROM users),
           (SELECT count(*)::int FROM organizations)
         FROM memberships m JOIN users u ON u.id = m.user_id`,
      );
    expect(await people()).toEqual([["first@example.com", "owner", 1, 1]]);
    const other = { ...ADMIN, RUNTYPE_ADMIN_EMAIL: "other@example.com" };
    const later = await startServer(installation, { DATABASE_URL: databaseUrl, ...other });
    expect(await people()).toEqual([["first@example.com", "owner", 1, 1]]);
    await expectToMissMigrations(later);
  });

  it("with a role of its own for migrations serves as the other, and warns where there is one", async () => {
    const { application, owner } = addresses;
    const two = { DATABASE_URL: application, RUNTYPE_MIGRATION_DATABASE_URL: owner, ...ADMIN };
    const server = await startServer(installation, two);
    expect((await ask(server, { path: "/readyz" })).status).toBe(200);
    expect(server.output()).not.toContain("Warning");
    const again = await startServer(installation, { DATABASE_URL: application });
    expect(again.output()).not.toContain("Warning");
    const one = await startServer(installation, { DATABASE_URL: owner });
    expect(one.output()).toContain("Warning: the role of DATABASE_URL owns the tables");
  });
});

describe("a server", () => {
  it("tells nobody who runs it what packages will do one day", async () => {
    const server = await startServer(installation);
    const { token } = await createPerson();
    const headers = { Authorization: `Bearer ${token}` };
    const write = async (method: string, path: string, body?: object) => {
      const { status, text } = await ask(server, { method, path: `/v1${path}`, headers, body });
      expect(status).toBeLessThan(300);
      return JSON.parse(text);
    };
    const flow = await write("POST", "/flows", { name: "Greet" });
    await write("PUT", `/flows/${flow.id}`, { name: "Greet again" });
    const product = await write("POST", "/products", { name: "Shop" });
    await write("POST", `/products/${product.id}/surfaces`, { name: "API", type: "api" });
    await write("DELETE", `/products/${product.id}`);
    expect(server.output()).not.toContain("DeprecationWarning");
  });
});

describe("with the embedded database", () => {
  const embedded = {
    DATABASE_URL: "",
    NEXTAUTH_SECRET: "",
    RUNTYPE_KEY_PEPPERS: "",
    NEXTAUTH_URL: "",
  };

  function postgresPid(): number {
    const file = join(installation.folder, ".data", "postgres", "postmaster.pid");
    return Number(readFileSync(file, "utf8").split("\n")[0]);
  }

  it("the first start makes settings that nobody else can read; a signal ends all of it", async () => {
    const { NEXTAUTH_SECRET: _, RUNTYPE_KEY_PEPPERS: __, ...settings } = embedded;
    const own = { ...settings, NEXTAUTH_SECRET: undefined, RUNTYPE_KEY_PEPPERS: undefined };
    const server = await startServer(installation, own);
    const file = join(installation.folder, ".env");
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, "utf8")).toMatch(
      /^NEXTAUTH_SECRET=[\w-]{43}\nRUN|^NEXTAUTH_SECRET=[\w-]{43}$/m,
    );
    const postgres = postgresPid();
    expect(isAlive(postgres)).toBe(true);
    const exit = await server.end();
    expect(exit).toMatchObject({ code: 0 });
    expect([isAlive(postgres), server.survivors()]).toEqual([false, []]);
  });

  it.each([0, 200, 400])(
    "a signal %d ms after the build of a start leaves nothing behind",
    async (wait) => {
      const secrets = { NEXTAUTH_SECRET: SECRET, RUNTYPE_KEY_PEPPERS: `1:${SECRET}` };
      const settings = { ...embedded, ...secrets, PORT: String(await freePort()) };
      const { child, said, ended } = launch(installation, settings);
      await eventually(async () => said.out.includes("  build ") || undefined);
      const postgres = postgresPid();
      expect(isAlive(postgres)).toBe(true);
      await pause(wait);
      child.kill("SIGTERM");
      expect((await ended).signal).toBeNull();
      expect(isAlive(postgres)).toBe(false);
    },
  );
});
