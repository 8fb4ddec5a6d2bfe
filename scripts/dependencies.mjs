import { accessSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describeOutput, Failure } from "./failure.mjs";
import { withLock } from "./lock.mjs";
import { dataFolder, root } from "./paths.mjs";
import { prismaEnvironment } from "./prisma-environment.mjs";
import { runCommand, runNode } from "./run-command.mjs";
import { resumable } from "./start-note.mjs";

/**
 * Installs the packages when they are missing or differ from package-lock.json, one process at a time;
 * `interrupted` says that an earlier start was killed in the middle of it.
 */
export function ensureDependencies({ development, interrupted = false, say }) {
  if (!interrupted && !areStale(development)) return "up to date";
  return withLock(join(dataFolder, "install.lock"), async () => {
    // Another process may have installed them meanwhile.
    if (!interrupted && !areStale(development)) return "up to date";
    return resumable("dependencies", () => install({ development, say }));
  });
}

async function install({ development, say }) {
  say("installing packages, a minute or two");
  const flags = ["--no-audit", "--no-fund", ...(development ? ["--include=dev"] : [])];
  const clean = await runNpm(["ci", ...flags]);
  if (clean.code === 0) return "installed";
  const lenient = await runNpm(["install", "--no-save", ...flags]);
  if (lenient.code === 0) return "installed (npm ci had failed, npm install did it)";
  const sentence = describeOutput(lenient.output);
  if (sentence) throw new Failure(`The packages could not be installed. ${sentence}`);
  throw new Failure(
    `The packages could not be installed; npm said: ${lastErrors(lenient.output)}\nCheck the network and the registry of npm, then start again.`,
  );
}

function areStale(development) {
  const wanted = readPackages(join(root, "package-lock.json"));
  const present = readPackages(join(root, "node_modules", ".package-lock.json"));
  if (!wanted || !present) return true;
  return Object.entries(wanted).some(([path, entry]) => {
    if (path === "" || entry.link || entry.optional || entry.devOptional) return false;
    if (entry.dev && !development) return false;
    return present[path]?.version !== entry.version || !existsSync(join(root, path));
  });
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8")).packages;
  } catch {
    return undefined;
  }
}

async function runNpm(args) {
  const options = { env: { ...process.env, ...prismaEnvironment } };
  const script = process.env.npm_execpath;
  try {
    if (!script?.endsWith(".js")) return await runCommand("npm", args, options);
    accessSync(script);
    return await runNode(script, args, options);
  } catch {
    throw new Failure("npm was not found: install Node with npm, then start again.");
  }
}

function lastErrors(output) {
  const lines = output.split("\n").filter((line) => /^npm (error|ERR!)/.test(line));
  return lines.slice(0, 6).join("\n") || output.slice(-600);
}
