import { randomBytes } from "node:crypto";
import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { FlakyNetwork } from "@/tests/support/flaky-network";
import { createInstallation, type Installation } from "@/tests/support/installation";
import { listen } from "@/tests/support/listen";
import { endServers, failToStart, launch } from "@/tests/support/server-process";
import { eventually } from "@/tests/support/traffic";
import { freePort } from "../../scripts/free-port.mjs";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const random = () => randomBytes(32).toString("base64url");
const DATABASE = process.env.DATABASE_URL ?? "";
const NOWHERE = "postgresql://me:hidden@127.0.0.1:1/nowhere";
const { NEXTAUTH_SECRET = "", RUNTYPE_KEY_PEPPERS = "" } = process.env;
const SECRETS = { NEXTAUTH_SECRET, RUNTYPE_KEY_PEPPERS };
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

function databaseWith(change: (url: URL) => void): string {
  const url = new URL(DATABASE);
  change(url);
  return url.href;
}

describe("a start says in a sentence what is wrong with .env", () => {
  it.each<[string, () => void, RegExp]>([
    ["it is a folder", () => mkdirSync(environmentFile), /\.env is a folder: move it away/],
    [
      "it is a link to nothing",
      () => symlinkSync("/nonexistent/env", environmentFile),
      /\.env is a link to nothing: restore what it names/,
    ],
    [
      "it is a device",
      () => symlinkSync("/dev/zero", environmentFile),
      /\.env is not a file: move it away/,
    ],
    [
      "it is UTF-16",
      () => writeFileSync(environmentFile, Buffer.from("PORT=1\n", "utf16le")),
      /\.env is not text in UTF-8/,
    ],
    [
      "it is in another encoding",
      () => writeFileSync(environmentFile, Buffer.from([0x41, 0x3d, 0xe4, 0x0a])),
      /\.env is not text in UTF-8: save it as UTF-8/,
    ],
  ])("when %s", async (_, make, sentence) => {
    make();
    expect(await failToStart(installation, { DATABASE_URL: NOWHERE })).toMatch(sentence);
  });

  it("and reads it with a byte order mark and line ends of Windows", async () => {
    const lines = [
      `DATABASE_URL=${NOWHERE}`,
      `NEXTAUTH_SECRET=${random()}`,
      `RUNTYPE_KEY_PEPPERS=1:${random()}`,
    ];
    writeFileSync(environmentFile, `\ufeff${lines.join("\r\n")}\r\n`);
    expect(await failToStart(installation, {})).toMatch(
      /^The database at 127\.0\.0\.1:1\/nowhere cannot be reached/,
    );
  });
});

describe("a start says in a sentence what is wrong with the machine", () => {
  const settings = { ...SECRETS, DATABASE_URL: NOWHERE };

  it.each(["ulimit -n 100", "ulimit -n 40"])("when few files may be open: %s", async (before) => {
    expect(await failToStart(installation, { ...settings }, before)).toMatch(
      /^Only \d+ files may be open at once, and a start needs 256: raise the limit \(ulimit -n 4096\)/,
    );
  });

  it("when TMPDIR is no folder", async () => {
    expect(await failToStart(installation, { ...settings, TMPDIR: "/nonexistent" })).toMatch(
      /^TMPDIR is \/nonexistent, which is no folder that this user can write to/,
    );
  });

  it("when what it writes to is a file", async () => {
    const folder = join(installation.folder, ".build");
    renameSync(folder, `${folder}.away`);
    writeFileSync(folder, "");
    const said = await failToStart(installation, { ...settings }).finally(() => {
      rmSync(folder);
      renameSync(`${folder}.away`, folder);
    });
    expect(said).toMatch(/\.build is a file where a folder is expected: move it away\.$/);
  });

  it.each(["0", "65536", "-1", "3000x"])("when PORT is %s", async (PORT) => {
    expect(await failToStart(installation, { ...settings, PORT })).toBe(
      `PORT is ${PORT}, which is no port: set it to a number from 1 to 65535.`,
    );
  });

  it("when HOST is no address of it", async () => {
    expect(await failToStart(installation, { ...settings, HOST: "192.0.2.1" })).toBe(
      "HOST is 192.0.2.1, which is no address of this machine: correct HOST.",
    );
  });

  it("when npm is not there", async () => {
    const lock = join(installation.folder, "package-lock.json");
    renameSync(lock, `${lock}.away`);
    const without = { ...settings, npm_execpath: "" };
    const said = await failToStart(installation, without, "PATH=/nonexistent").finally(() =>
      renameSync(`${lock}.away`, lock),
    );
    expect(said).toBe("npm was not found: install Node with npm, then start again.");
  });
});

describe("a start says in a sentence what is wrong with DATABASE_URL", () => {
  const host = new URL(DATABASE).host;

  it.each<[string, string, RegExp | string]>([
    [
      "the password",
      databaseWith((url) => {
        url.password = "hidden";
      }),
      /refuses the user and password of DATABASE_URL \(password authentication failed.*\): correct them\.$/,
    ],
    [
      "the name",
      databaseWith((url) => {
        url.pathname = "/no%20such";
      }),
      `The server at ${host} has no database no such: create it, or correct DATABASE_URL.`,
    ],
    [
      "TLS where there is none",
      databaseWith((url) => {
        url.searchParams.set("sslmode", "require");
      }),
      // The driver warns first of what its next version will take "require" for.
      new RegExp(`^The server at ${host} does not offer TLS`, "m"),
    ],
    [
      "a certificate that is not there",
      databaseWith((url) => {
        url.searchParams.set("sslrootcert", "/nonexistent.pem");
      }),
      "DATABASE_URL names /nonexistent.pem, which cannot be read (ENOENT): correct it.",
    ],
  ])("when it is %s", async (_, DATABASE_URL, sentence) => {
    const said = await failToStart(installation, { ...SECRETS, DATABASE_URL });
    if (typeof sentence === "string") expect(said).toBe(sentence);
    else expect(said).toMatch(sentence);
  });

  it("when what answers there is no database", async () => {
    const web = createServer((_, response) => response.end());
    const port = await listen(web);
    const said = await failToStart(installation, {
      ...SECRETS,
      DATABASE_URL: `postgresql://me:hidden@127.0.0.1:${port}/web`,
    });
    web.close();
    expect(said).toMatch(
      new RegExp(`^The database at 127\\.0\\.0\\.1:${port}/web cannot be reached`),
    );
  });

  it("and waits for a slow first connection, and says so", async () => {
    const network = new FlakyNetwork(DATABASE);
    const DATABASE_URL = await network.open();
    await network.become("silent");
    const settings = { ...SECRETS, DATABASE_URL, PORT: String(await freePort()) };
    const { said } = launch(installation, settings);
    await eventually(async () => said.out.includes("waiting for the database at") || undefined);
    await network.become("fine");
    await eventually(async () => said.out.includes("Ready:") || undefined);
    await network.close();
  });
});
