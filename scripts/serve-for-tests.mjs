import { randomBytes } from "node:crypto";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launch } from "./launch.mjs";
import { root } from "./paths.mjs";
import { startPostgres } from "./postgres.mjs";

const FAST = { fsync: "off", synchronous_commit: "off", full_page_writes: "off" };

/** Empties every setting, whatever this shell or `.env` says, and makes fresh secrets. */
function settleEnvironment() {
  const names = readFileSync(join(root, ".env.example"), "utf8").matchAll(/^(?:# )?([A-Z_]+)=/gm);
  for (const [, name] of names) if (name !== "PORT") process.env[name] = "";
  const random = () => randomBytes(32).toString("base64url");
  process.env.NEXTAUTH_SECRET = random();
  process.env.RUNTYPE_KEY_PEPPERS = `1:${random()}`;
  process.env.RUNTYPE_LOG_LEVEL = "warn";
  process.env.RUNTYPE_SIGN_UP = "open";
  // Journeys say whom they come from, as many people would.
  process.env.RUNTYPE_TRUSTED_PROXIES = "127.0.0.1,::1";
}

async function openFreshDatabase() {
  const folder = mkdtempSync(join(tmpdir(), "runtype-e2e-"));
  chmodSync(folder, 0o711);
  const server = await startPostgres({ folder: join(folder, "postgres"), settings: FAST });
  process.env.DATABASE_URL = server.url;
  process.env.RUNTYPE_MIGRATION_DATABASE_URL = server.ownerUrl;
  noteInstallation(server.url);
  const stop = async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { outcome: "a fresh one for this run", stop };
}

/** For journeys that begin where no screen needs to lead them. */
function noteInstallation(database) {
  const notes = join(root, ".data", "test");
  mkdirSync(notes, { recursive: true });
  const { NEXTAUTH_SECRET: sessionSecret, RUNTYPE_KEY_PEPPERS: peppers, PORT: port } = process.env;
  const note = JSON.stringify({ database, peppers, sessionSecret });
  writeFileSync(join(notes, `e2e-${port}.json`), note, { mode: 0o600 });
}

settleEnvironment();
await launch(process.argv.slice(2), openFreshDatabase);
