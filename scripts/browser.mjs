import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "./failure.mjs";
import { root } from "./paths.mjs";
import { runCommand, runNode } from "./run-command.mjs";

/** Chromium without a window: it paints in half the time that the whole browser takes. */
const HEADLESS = "/usr/bin/chromium-headless-shell";
const PREFERRED = [process.env.RUNTYPE_BROWSER, HEADLESS];
const KNOWN = [
  ...PREFERRED,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** A Chromium of this machine that runs, or nothing: then Playwright's own is used. */
export function systemBrowser() {
  return KNOWN.find(runs);
}

/** Installs a browser for the journeys when none is there. */
export async function ensureBrowser({ say }) {
  if (PREFERRED.some(runs)) return "already there";
  if (await ownBrowserRuns()) return "Playwright's own, already there";
  if (await installPackage("chromium-headless-shell", say)) return "Chromium, installed";
  if (systemBrowser()) return "already there";
  say("installing a browser");
  const playwright = join(root, "node_modules", "playwright", "cli.js");
  await runNode(playwright, ["install", "chromium"]);
  if (await ownBrowserRuns()) return "Playwright's own, installed";
  if (await installPackage("chromium", say)) return "Chromium, installed";
  throw new Failure(
    "No browser was found and none could be installed: install Chromium, or name one in RUNTYPE_BROWSER.",
  );
}

/** Whether a package of the system could be installed, and the browser in it runs. */
async function installPackage(name, say) {
  if (process.getuid?.() !== 0) return false;
  say(`installing ${name}`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  await runCommand("apt-get", ["update"]).catch(() => undefined);
  await runCommand("apt-get", ["install", "-y", name], { env }).catch(() => undefined);
  return runs(`/usr/bin/${name}`);
}

async function ownBrowserRuns() {
  const { chromium } = await import("playwright");
  return runs(chromium.executablePath());
}

function runs(path) {
  return (
    Boolean(path) &&
    existsSync(path) &&
    spawnSync(path, ["--version"], { timeout: 20_000 }).status === 0
  );
}
