import { spawn } from "node:child_process";
import { freePort } from "../../scripts/free-port.mjs";
import { installation } from "./database";

export type WebFront = { base: string; end: () => Promise<void> };

/** Starts a second process of the built product, with Next alone. */
export async function startWebFront(
  database = installation().database,
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
    NEXTAUTH_SECRET: installation().sessionSecret,
    NEXTAUTH_URL: "",
    RUNTYPE_KEY_PEPPERS: installation().peppers,
    RUNTYPE_LOG_LEVEL: "warn",
    RUNTYPE_SIGN_UP: "open",
  };
}
