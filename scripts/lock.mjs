import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { Failure } from "./failure.mjs";
import { isAlive, startMark } from "./processes.mjs";

/** Runs `work` while no other process holds the same lock file; a dead holder's lock is taken over. */
export async function withLock(file, work, patienceSeconds = 600) {
  mkdirSync(dirname(file), { recursive: true });
  const until = Date.now() + patienceSeconds * 1000;
  while (!tryLock(file)) {
    if (Date.now() > until) {
      throw new Failure(`Another process holds ${file}: wait for it to end, or delete that file.`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

/** A line that names this process, so that a later reader can tell whether it still runs. */
export function processMark(pid = process.pid) {
  return `${pid} ${startMark(pid)}`;
}

/** Whether the process that wrote such a line still runs. */
export function markIsAlive(mark) {
  const [pid, started] = mark.trim().split(" ");
  return isAlive(Number(pid)) && (!started || startMark(Number(pid)) === started);
}

function tryLock(file) {
  try {
    writeFileSync(file, processMark(), { flag: "wx" });
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
  }
  if (isAbandoned(file)) rmSync(file, { force: true });
  return false;
}

function isAbandoned(file) {
  try {
    const holder = readFileSync(file, "utf8");
    if (holder !== "") return !markIsAlive(holder);
    return Date.now() - statSync(file).mtimeMs > 5000;
  } catch {
    return false;
  }
}
