import { randomBytes } from "node:crypto";
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { bundleServer } from "./bundle-server.mjs";
import { Failure } from "./failure.mjs";
import { buildFolder, root } from "./paths.mjs";

/** Reads `.env`; writes one with fresh random secrets when there is none and none are given. */
export function loadSettings() {
  requireWritable(root);
  const file = join(root, ".env");
  const isNew = !existsSync(file) && !givenByEnvironment();
  if (isNew) writeFileSync(file, freshSettings(), { mode: 0o600, flag: "wx" });
  if (existsSync(file)) process.loadEnvFile(file);
  process.env.NEXT_TELEMETRY_DISABLED = "1";
  process.env.PORT ||= "3000";
  process.env.HOST ||= "127.0.0.1";
  if (isNew) return ".env written with new random secrets";
  return existsSync(file) ? "read from .env" : "read from the environment";
}

/**
 * Refuses settings that the product would refuse, before time is spent on building it, and names
 * the public address where none is set.
 */
export async function checkSettings() {
  mkdirSync(buildFolder, { recursive: true });
  const bundled = join(buildFolder, `settings-${process.pid}.mjs`);
  await bundleServer("lib/env.ts", bundled);
  const { parseEnv } = await import(pathToFileURL(bundled).href);
  rmSync(bundled);
  const database = process.env.DATABASE_URL || "postgresql://embedded/runtype";
  try {
    process.env.NEXTAUTH_URL = parseEnv({ ...process.env, DATABASE_URL: database }).NEXTAUTH_URL;
  } catch (error) {
    if (error?.name !== "EnvError") throw error;
    throw new Failure(`${error.message}\nCorrect .env (see .env.example) and start again.`);
  }
}

/** Refuses a port that something else listens on. */
export async function checkPort() {
  await new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error) => reject(listenFailure(error)));
    const { HOST: host, PORT: port } = process.env;
    if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
      reject(new Failure(`PORT is ${port}, which is no port: set it to a number from 1 to 65535.`));
      return;
    }
    probe.listen({ host, port: Number(port), exclusive: true }, () => probe.close(resolve));
  });
}

/** The sentence for a server that cannot listen; any other error as it is. */
export function listenFailure(error) {
  const { HOST: host, PORT: port } = process.env;
  if (error?.code === "EADDRINUSE") {
    return new Failure(
      `Port ${port} on ${host} is in use: stop what listens there, or choose another port (PORT=${Number(port) + 1} npm start).`,
    );
  }
  if (error?.syscall !== "listen" && error?.syscall !== "getaddrinfo") return error;
  return new Failure(
    `The server cannot listen on ${host} port ${port} (${error.code}): correct HOST and PORT.`,
  );
}

function requireWritable(folder) {
  try {
    accessSync(folder, constants.W_OK);
  } catch {
    throw new Failure(
      `This user cannot write to ${folder}: give the folder to the user who starts it (chown -R), or start as its owner.`,
    );
  }
}

function givenByEnvironment() {
  return Boolean(process.env.NEXTAUTH_SECRET && process.env.RUNTYPE_KEY_PEPPERS);
}

function freshSettings() {
  const random = () => randomBytes(32).toString("base64url");
  return readFileSync(join(root, ".env.example"), "utf8")
    .replace(/^NEXTAUTH_SECRET=.*$/m, `NEXTAUTH_SECRET=${random()}`)
    .replace(/^RUNTYPE_KEY_PEPPERS=.*$/m, `RUNTYPE_KEY_PEPPERS=1:${random()}`);
}
