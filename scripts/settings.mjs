import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { bundleServer } from "./bundle-server.mjs";
import { Failure } from "./failure.mjs";
import { buildFolder, root } from "./paths.mjs";

/** Writes `.env` with fresh random secrets when there is none, and reads it. */
export function loadSettings({ dev }) {
  const file = join(root, ".env");
  const isNew = !existsSync(file);
  if (isNew) writeFileSync(file, freshSettings(), { mode: 0o600, flag: "wx" });
  process.loadEnvFile(file);
  process.env.NODE_ENV = dev ? "development" : "production";
  process.env.NEXT_TELEMETRY_DISABLED = "1";
  process.env.PORT ||= "3000";
  process.env.HOST ||= "127.0.0.1";
  process.env.NEXTAUTH_URL ||= `http://${publicHost(process.env.HOST)}:${process.env.PORT}`;
  return isNew ? ".env written with new random secrets" : "read from .env";
}

/** Refuses settings that the product would refuse, before time is spent on building it. */
export async function checkSettings() {
  mkdirSync(buildFolder, { recursive: true });
  const bundled = join(buildFolder, "settings.mjs");
  await bundleServer("lib/env.ts", bundled);
  const { parseEnv } = await import(pathToFileURL(bundled).href);
  const database = process.env.DATABASE_URL || "postgresql://embedded/runtype";
  try {
    parseEnv({ ...process.env, DATABASE_URL: database });
  } catch (error) {
    if (error?.name !== "EnvError") throw error;
    throw new Failure(`${error.message}\nCorrect .env (see .env.example) and start again.`);
  }
}

/** Refuses a port that something else listens on. */
export async function checkPort() {
  const { HOST: host, PORT: port } = process.env;
  await new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error) => reject(portFailure(error, host, port)));
    probe.listen({ host, port: Number(port), exclusive: true }, () => probe.close(resolve));
  });
}

function portFailure(error, host, port) {
  if (error.code === "EADDRINUSE") {
    return new Failure(
      `Port ${port} on ${host} is in use: stop what listens there, or choose another port (PORT=${Number(port) + 1} npm start).`,
    );
  }
  return new Failure(
    `The server cannot listen on ${host} port ${port} (${error.code ?? error.message}): correct HOST and PORT.`,
  );
}

function freshSettings() {
  const random = () => randomBytes(32).toString("base64url");
  return readFileSync(join(root, ".env.example"), "utf8")
    .replace(/^NEXTAUTH_SECRET=.*$/m, `NEXTAUTH_SECRET=${random()}`)
    .replace(/^RUNTYPE_KEY_PEPPERS=.*$/m, `RUNTYPE_KEY_PEPPERS=1:${random()}`);
}

function publicHost(host) {
  if (["127.0.0.1", "0.0.0.0", "::", "::1"].includes(host)) return "localhost";
  return host.includes(":") ? `[${host}]` : host;
}
