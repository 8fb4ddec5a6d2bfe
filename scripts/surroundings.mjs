import { accessSync, constants, readFileSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { Failure } from "./failure.mjs";
import { root } from "./paths.mjs";

/** Files and connections that may be open at once: below, a build or a few callers would need more. */
const MIN_FILES = 256;
const GOOD_FILES = 1_024;

/** Refuses a machine or a place in which a start would fail later; answers what is unwise. */
export function checkSurroundings() {
  requireWritable(root);
  requireTemporaryFolder();
  const files = openFilesLimit();
  if (files < MIN_FILES) {
    throw new Failure(
      `Only ${files} files may be open at once, and a start needs ${MIN_FILES}: raise the limit (ulimit -n 4096) and start again.`,
    );
  }
  if (files >= GOOD_FILES) return [];
  return [
    `Only ${files} files may be open at once, which also limits how many callers are served: raise the limit (ulimit -n 4096).`,
  ];
}

function requireWritable(folder) {
  try {
    accessSync(folder, constants.W_OK);
  } catch (error) {
    if (error.code === "EROFS") throw error;
    throw new Failure(
      `This user cannot write to ${folder}: give the folder to the user who starts it (chown -R), or start as its owner.`,
    );
  }
}

function requireTemporaryFolder() {
  const folder = tmpdir();
  try {
    accessSync(folder, constants.W_OK);
    if (statSync(folder).isDirectory()) return;
  } catch {
    // Said below.
  }
  throw new Failure(
    `TMPDIR is ${folder}, which is no folder that this user can write to: correct it, or unset it.`,
  );
}

function openFilesLimit() {
  try {
    const [, limit] = /^Max open files\s+(\d+)/m.exec(readFileSync("/proc/self/limits", "utf8"));
    return Number(limit);
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}
