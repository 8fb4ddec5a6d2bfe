import { mkdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { bundleServer } from "./bundle-server.mjs";
import { readEnvironmentFile } from "./environment-file.mjs";
import { Failure } from "./failure.mjs";
import { buildFolder } from "./paths.mjs";

/** Settles the environment from `.env` and the defaults that depend on one another. */
export function loadSettings() {
  const outcome = readEnvironmentFile();
  process.env.NEXT_TELEMETRY_DISABLED = "1";
  process.env.PORT ||= "3000";
  process.env.HOST ||= "127.0.0.1";
  return outcome;
}

/**
 * Refuses settings that the product would refuse, before time is spent on building it, and names
 * the public address where none is set; answers what is unwise about them.
 */
export async function checkSettings() {
  mkdirSync(buildFolder, { recursive: true });
  const bundled = join(buildFolder, `settings-${process.pid}.mjs`);
  await bundleServer("lib/env.ts", bundled);
  const { parseEnv, warningsOf } = await import(pathToFileURL(bundled).href);
  rmSync(bundled);
  const database = process.env.DATABASE_URL || "postgresql://embedded/runtype";
  try {
    const settings = parseEnv({ ...process.env, DATABASE_URL: database });
    process.env.NEXTAUTH_URL = settings.NEXTAUTH_URL;
    return warningsOf(settings);
  } catch (error) {
    if (error?.name !== "EnvError") throw error;
    throw new Failure(
      `${error.message}\nCorrect .env (see .env.example) and start again.${aboutLostSecrets()}`,
    );
  }
}

/** Which secrets may be made again beside data, and which may not. */
function aboutLostSecrets() {
  const { NEXTAUTH_SECRET, RUNTYPE_KEY_PEPPERS } = process.env;
  if (!RUNTYPE_KEY_PEPPERS) {
    return " Keys that exist need the peppers they were made with: look for them in a backup of .env.";
  }
  if (NEXTAUTH_SECRET) return "";
  return " A new NEXTAUTH_SECRET ends every session and loses nothing else.";
}

/** Refuses a port that something else listens on. */
export async function checkPort() {
  await new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error) => reject(listenFailure(error)));
    const { HOST: host, PORT: port } = process.env;
    if (!/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > 65_535) {
      reject(new Failure(`PORT is ${port}, which is no port: set it to a number from 1 to 65535.`));
      return;
    }
    probe.listen({ host, port: Number(port), exclusive: true }, () => probe.close(resolve));
  });
}

/** The sentence for a server that cannot listen; any other error as it is. */
export function listenFailure(error) {
  if (error?.syscall !== "listen" && error?.syscall !== "getaddrinfo") return error;
  const { HOST: host, PORT: port } = process.env;
  switch (error.code) {
    case "EADDRINUSE":
      return new Failure(
        `Port ${port} on ${host} is in use: stop what listens there, or choose another port (PORT=${Number(port) + 1} npm start).`,
      );
    case "EACCES":
      return new Failure(
        `This user may not listen on port ${port}: choose a port above 1023 (PORT=3000 npm start) and put a proxy before it.`,
      );
    case "EADDRNOTAVAIL":
      return new Failure(`HOST is ${host}, which is no address of this machine: correct HOST.`);
    default:
      return new Failure(
        `The server cannot listen on ${host} port ${port} (${error.code}): correct HOST and PORT.`,
      );
  }
}
