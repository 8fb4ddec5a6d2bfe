import { randomBytes } from "node:crypto";
import { linkSync, lstatSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { Failure } from "./failure.mjs";
import { root } from "./paths.mjs";

const FILE = join(root, ".env");
const SECRETS = ["NEXTAUTH_SECRET", "RUNTYPE_KEY_PEPPERS"];

/** What the settings file to be holds, until it is known that no data needs a former one. */
let draft;

/** Reads `.env` into the environment, where what is set already stays; drafts one where secrets lack. */
export function readEnvironmentFile() {
  const text = readText();
  if (text !== undefined) {
    adopt(text);
    return "read from .env";
  }
  const lacking = SECRETS.filter((name) => process.env[name] === undefined);
  if (lacking.length === 0 || SECRETS.every((name) => process.env[name])) {
    return "read from the environment";
  }
  draft = { text: freshSettings(lacking), lacking };
  adopt(draft.text);
  return "new random secrets, for a new .env";
}

/**
 * Keeps the drafted settings in `.env`; of processes that start at once, one does and the others read
 * it. Refused beside data: a new pepper would make every key unknown.
 */
export async function keepEnvironmentFile(databaseUrl) {
  if (!draft) return;
  const { text, lacking } = draft;
  draft = undefined;
  if (readText() === undefined) {
    if (await holdsData(databaseUrl)) throw besideData(databaseUrl, lacking);
    place(text);
  }
  for (const name of lacking) delete process.env[name];
  adopt(readText() ?? "");
}

function adopt(text) {
  for (const [name, value] of Object.entries(parseEnv(text))) process.env[name] ??= value;
}

function readText() {
  if (!isThere()) return undefined;
  const bytes = readFileSync(FILE);
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    if (!text.includes("\0")) return text.replaceAll(/\r\n?/g, "\n");
  } catch {
    // Said below.
  }
  throw new Failure(`${FILE} is not text in UTF-8: save it as UTF-8 and start again.`);
}

function isThere() {
  if (!lstatSync(FILE, { throwIfNoEntry: false })) return false;
  const found = statSync(FILE, { throwIfNoEntry: false });
  if (!found)
    throw new Failure(`${FILE} is a link to nothing: restore what it names, or delete it.`);
  if (found.isFile()) return true;
  const kind = found.isDirectory() ? "is a folder" : "is not a file";
  throw new Failure(`${FILE} ${kind}: move it away, and put the file with the settings there.`);
}

/** A file that is there is whole: it is written beside its place first. */
function place(text) {
  const beside = `${FILE}.${process.pid}`;
  try {
    writeFileSync(beside, text, { mode: 0o600 });
    linkSync(beside, FILE);
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
  } finally {
    rmSync(beside, { force: true });
  }
}

function freshSettings(names) {
  const example = readFileSync(join(root, ".env.example"), "utf8");
  const random = () => randomBytes(32).toString("base64url");
  return names.reduce((text, name) => {
    const value = name === "RUNTYPE_KEY_PEPPERS" ? `1:${random()}` : random();
    return text.replace(new RegExp(`^${name}=.*$`, "m"), `${name}=${value}`);
  }, example);
}

async function holdsData(databaseUrl) {
  const { Client } = (await import("pg")).default;
  const client = new Client({ connectionString: databaseUrl });
  client.on("error", () => {});
  await client.connect();
  try {
    const { rows: tables } = await client.query("SELECT to_regclass('api_secrets') AS found");
    if (tables[0].found === null) return false;
    const { rows } = await client.query(
      "SELECT EXISTS (SELECT 1 FROM users) OR EXISTS (SELECT 1 FROM api_secrets) AS data",
    );
    return rows[0].data;
  } finally {
    await client.end();
  }
}

function besideData(databaseUrl, lacking) {
  const { host, pathname } = new URL(databaseUrl);
  const where = `There is no ${FILE}, and the database at ${host}${pathname} is in use`;
  if (!lacking.includes("RUNTYPE_KEY_PEPPERS")) {
    return new Failure(
      `${where}: put back the .env that it was used with, or set NEXTAUTH_SECRET to 32 or more random characters. A new one ends every session and loses nothing else.`,
    );
  }
  return new Failure(
    `${where}: put back the .env that it was used with, from your backup. With new secrets no key could be recognised again, so none were written. To begin again, use an empty database.`,
  );
}
