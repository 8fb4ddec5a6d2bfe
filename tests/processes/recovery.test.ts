import { randomBytes } from "node:crypto";
import { existsSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { createKey } from "@/tests/factories/key";
import { createOrganization } from "@/tests/factories/people";
import { ask } from "@/tests/support/ask";
import { createInstallation, type Installation } from "@/tests/support/installation";
import { endServers, failToStart, launch, startServer } from "@/tests/support/server-process";
import { eventually, pause } from "@/tests/support/traffic";
import { freePort } from "../../scripts/free-port.mjs";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const random = () => randomBytes(32).toString("base64url");
const { DATABASE_URL = "", NEXTAUTH_SECRET = "", RUNTYPE_KEY_PEPPERS = "" } = process.env;
const SECRETS = { NEXTAUTH_SECRET, RUNTYPE_KEY_PEPPERS };
const ADMIN = {
  RUNTYPE_ADMIN_EMAIL: "first@example.com",
  RUNTYPE_ADMIN_PASSWORD: "violet-otter-91",
};

let installation: Installation;
let environmentFile = "";

beforeAll(async () => {
  installation = await createInstallation();
  environmentFile = join(installation.folder, ".env");
});

afterEach(async () => {
  await endServers();
  rmSync(environmentFile, { recursive: true, force: true });
});

afterAll(() => installation.remove());

describe("a lost or replaced .env", () => {
  it("is never written again beside data: the start is refused, and continues with the former one", async () => {
    const embedded = { DATABASE_URL: "", NEXTAUTH_URL: "", ...ADMIN };
    const own = { ...embedded, NEXTAUTH_SECRET: undefined, RUNTYPE_KEY_PEPPERS: undefined };
    await (await startServer(installation, own)).end();
    renameSync(environmentFile, `${environmentFile}.lost`);
    const beside = { DATABASE_URL: "", NEXTAUTH_URL: "" };
    expect(await failToStart(installation, beside)).toMatch(
      /^There is no \S.*\.env, and the database at 127\.0\.0\.1:\d+\/runtype is in use: put back the \.env that it was used with, from your backup\. With new secrets no key could be recognised again, so none were written\./,
    );
    expect(existsSync(environmentFile)).toBe(false);
    expect(
      await failToStart(installation, { ...beside, RUNTYPE_KEY_PEPPERS: `1:${random()}` }),
    ).toContain(
      "set NEXTAUTH_SECRET to 32 or more random characters. A new one ends every session and loses nothing else.",
    );
    expect(existsSync(environmentFile)).toBe(false);
    renameSync(`${environmentFile}.lost`, environmentFile);
    const server = await startServer(installation, { ...own, ...beside });
    const status = async () => (await ask(server, { path: "/readyz" })).status;
    await expect.poll(status).toBe(200);
  });

  it("is refused where keys are stored under another pepper, and no key is answered 401 for it", async () => {
    const key = await createKey({ organizationId: await createOrganization() });
    const replaced = { NEXTAUTH_SECRET: random(), DATABASE_URL };
    await (await startServer(installation)).end();
    expect(
      await failToStart(installation, { ...replaced, RUNTYPE_KEY_PEPPERS: `1:${random()}` }),
    ).toMatch(
      /^RUNTYPE_KEY_PEPPERS has another secret as version 1 than the one which \d+ stored secrets? needs?\. Put back the \.env/,
    );
    expect(
      await failToStart(installation, { ...replaced, RUNTYPE_KEY_PEPPERS: `2:${random()}` }),
    ).toMatch(
      /^RUNTYPE_KEY_PEPPERS lacks version 1, which \d+ stored secrets? needs?\. Put back the \.env/,
    );
    const server = await startServer(installation, {
      ...replaced,
      RUNTYPE_KEY_PEPPERS: `${RUNTYPE_KEY_PEPPERS},2:${random()}`,
    });
    // On a busy machine the first decision may be given up: that is 503, never 401.
    const answer = await eventually(async () => {
      const reply = await ask(server, key);
      return reply.status === 503 ? undefined : reply;
    });
    expect(answer.status).toBe(200);
  });
});

describe("a start that was killed", () => {
  it("at any moment is followed by one that serves", async () => {
    const settings = { ...SECRETS, DATABASE_URL: "", PORT: String(await freePort()) };
    const before = "umask 077; unset HOME";
    const place = await createInstallation(`${"langer Pfad ünïcode 路径 #1 ".repeat(6)}`);
    const killedAt: string[] = [];
    for (const step of ["settings", "dependencies", "database", "migrations"]) {
      const { child, said, ended } = launch(place, settings, before);
      await eventually(async () => said.out.includes(`  ${step} `) || undefined);
      await pause(Math.random() * 300);
      killedAt.push(said.out.trim().split("\n").at(-1) ?? "");
      child.kill("SIGKILL");
      await ended;
    }
    const server = await startServer(place, settings, before);
    const status = async () => (await ask(server, { path: "/readyz" })).status;
    await expect.poll(status, { message: killedAt.join() }).toBe(200);
    await server.end();
    place.remove();
  });
});
