import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { freePort } from "../../scripts/free-port.mjs";
import { DATABASE_ADDRESS_FILE } from "./database";

export type WebFront = { base: string; end: () => Promise<void> };

/** The database of these journeys. */
export function databaseAddress(): string {
  return readFileSync(DATABASE_ADDRESS_FILE, "utf8");
}

/** Starts a second process of the built product, with Next alone and sessions of its own. */
export async function startWebFront(
  database = databaseAddress(),
  more: Record<string, string> = {},
): Promise<WebFront> {
  const port = await freePort();
  const front = spawn(process.execPath, ["scripts/start.mjs", "--only", "web", "--no-build"], {
    env: { ...process.env, ...settings(database), ...more, PORT: String(port) },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise<void>((resolve) => front.once("exit", () => resolve()));
  await new Promise<void>((resolve, reject) => {
    front.stdout.on("data", (text) => `${text}`.includes("Ready:") && resolve());
    front.once("exit", () => reject(new Error("The second front did not start")));
  });
  return {
    base: `http://localhost:${port}`,
    end: () => {
      front.kill();
      return ended;
    },
  };
}

function settings(database: string): Record<string, string> {
  return {
    NODE_ENV: "production",
    DATABASE_URL: database,
    NEXTAUTH_SECRET: randomBytes(32).toString("base64url"),
    NEXTAUTH_URL: "",
    RUNTYPE_KEY_PEPPERS: readFileSync(`${DATABASE_ADDRESS_FILE}.peppers`, "utf8"),
    RUNTYPE_LOG_LEVEL: "warn",
    RUNTYPE_SIGN_UP: "open",
  };
}
