import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { bundleServer } from "./bundle-server.mjs";
import { compressFiles } from "./compress.mjs";
import { describeOutput, Failure } from "./failure.mjs";
import { fingerprint } from "./fingerprint.mjs";
import { withLock } from "./lock.mjs";
import { buildFolder, root } from "./paths.mjs";
import { runNode } from "./run-command.mjs";
import { resumable } from "./start-note.mjs";

const SOURCES = [
  "app",
  "components",
  "lib",
  "server",
  "prisma/schema",
  "proxy.ts",
  "next.config.ts",
  "postcss.config.mjs",
  "tailwind.config.ts",
  "tsconfig.json",
  "package-lock.json",
  "scripts/build.mjs",
  "scripts/bundle-server.mjs",
  "scripts/compress.mjs",
  "scripts/routes.mjs",
];
const CURRENT = join(buildFolder, "current");

/**
 * Builds the product unless a build of exactly these sources exists. Each build has a folder of its
 * own and becomes the current one when it is whole, so a failed build leaves the former as it was.
 */
export function ensureBuild({ say }) {
  return withLock(join(buildFolder, "lock"), async () => {
    const name = fingerprint(SOURCES);
    const folder = join(buildFolder, name);
    if (isComplete(folder)) {
      makeCurrent(name);
      return { folder, outcome: "up to date" };
    }
    say("building, about a minute");
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    await resumable("build", async () => {
      await describeErrors(() => bundleServer("server/main.ts", serverFile(folder)));
      await describeErrors(() => buildPages(folder));
    });
    writeFileSync(join(folder, "complete"), new Date().toISOString());
    const former = currentName();
    makeCurrent(name);
    removeBuilds([name, former]);
    return { folder, outcome: "built" };
  });
}

/** The build made last, whatever the sources say now. */
export function formerBuild() {
  const name = currentName();
  if (name === undefined || !existsSync(join(buildFolder, name, "complete"))) {
    throw new Failure("There is no finished build yet: start without --no-build.");
  }
  return { folder: join(buildFolder, name), outcome: "the former one, unchanged" };
}

/** Bundles the server alone, for the hot-reloading start, where Next compiles the pages itself. */
export async function buildForDevelopment() {
  const folder = join(buildFolder, "development");
  await describeErrors(() => bundleServer("server/main.ts", serverFile(folder)));
  return { folder, outcome: "pages are built when they are opened" };
}

export function serverFile(folder) {
  return join(folder, "server", "main.mjs");
}

/** Where Next keeps its part of a build, as the configuration wants it. */
export function pagesFolder(folder) {
  return join(folder, "next").slice(root.length);
}

async function buildPages(folder) {
  const script = join(root, "node_modules", "next", "dist", "bin", "next");
  const env = {
    ...process.env,
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    RUNTYPE_DIST_DIR: pagesFolder(folder),
  };
  const built = await runNode(script, ["build"], { env });
  if (built.code !== 0) throw new Error(built.output.slice(-6000));
  rmSync(join(folder, "next", "cache"), { recursive: true, force: true });
  await compressFiles(join(folder, "next", "static"));
}

async function describeErrors(work) {
  try {
    await work();
  } catch (error) {
    const former =
      currentName() === undefined
        ? ""
        : " The former build is untouched: npm start -- --no-build runs it.";
    const sentence = describeOutput(error.message) ?? error.message;
    throw new Failure(`${sentence}\nThe build failed.${former}`);
  }
}

function currentName() {
  return existsSync(CURRENT) ? readFileSync(CURRENT, "utf8").trim() : undefined;
}

/** Whole in one moment, whenever this process ends. */
function makeCurrent(name) {
  const beside = `${CURRENT}.${process.pid}`;
  writeFileSync(beside, name);
  renameSync(beside, CURRENT);
}

function isComplete(folder) {
  const parts = ["complete", join("server", "main.mjs"), join("next", "BUILD_ID")];
  return parts.every((part) => existsSync(join(folder, part)));
}

function removeBuilds(kept) {
  for (const entry of readdirSync(buildFolder, { withFileTypes: true })) {
    const isBuild = entry.isDirectory() && /^[0-9a-f]{16}$/.test(entry.name);
    if (isBuild && !kept.includes(entry.name)) {
      rmSync(join(buildFolder, entry.name), { recursive: true, force: true });
    }
  }
}
