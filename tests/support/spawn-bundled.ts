import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { bundleServer, placeSandbox } from "../../scripts/bundle-server.mjs";
import { dataFolder, root } from "../../scripts/paths.mjs";

/** Runs one of our TypeScript files as a process of its own, with the settings of the test. */
export async function spawnBundled(entry: string, ...args: string[]): Promise<ChildProcess> {
  const folder = join(dataFolder, "test");
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${randomBytes(6).toString("hex")}.mjs`);
  await bundleServer(entry, file);
  placeSandbox(folder);
  const child = spawn(process.execPath, [file, ...args], {
    cwd: root,
    env: process.env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  child.once("exit", () => rmSync(file, { force: true }));
  return child;
}
