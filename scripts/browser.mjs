import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "./failure.mjs";
import { root } from "./paths.mjs";
import { runCommand, runNode } from "./run-command.mjs";

const KNOWN = [
  process.env.RUNTYPE_BROWSER,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** A Chromium of this machine that runs, or nothing: then Playwright's own is used. */
export function systemBrowser() {
  return KNOWN.find((path) => path && runs(path));
}

/** Installs a browser for the journeys when none is there. */
export async function ensureBrowser({ say }) {
  if (systemBrowser()) return "already there";
  if (await ownBrowserRuns()) return "Playwright's own, already there";
  say("installing a browser");
  const playwright = join(root, "node_modules", "playwright", "cli.js");
  await runNode(playwright, ["install", "chromium"]);
  if (await ownBrowserRuns()) return "Playwright's own, installed";
  if (process.getuid?.() === 0) {
    await runCommand("apt-get", ["update"]).catch(() => undefined);
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    await runCommand("apt-get", ["install", "-y", "chromium"], { env }).catch(() => undefined);
  }
  if (systemBrowser()) return "Chromium, installed";
  throw new Failure(
    "No browser was found and none could be installed: install Chromium, or name one in RUNTYPE_BROWSER.",
  );
}

async function ownBrowserRuns() {
  const { chromium } = await import("playwright");
  return runs(chromium.executablePath());
}

function runs(path) {
  return existsSync(path) && spawnSync(path, ["--version"], { timeout: 20_000 }).status === 0;
}
