import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, readlinkSync } from "node:fs";

/** True when a process of this id runs; a zombie, which only waits to be reaped, does not. */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== "EPERM") return false;
  }
  return processState(pid) !== "Z";
}

/** When the process began, in the system's own unit: tells a process from a later one of its id. */
export function startMark(pid) {
  const fields = statFields(pid);
  return fields ? (fields[19] ?? "") : "";
}

/** The folder a process works in, or nothing where the system does not say. */
export function workingFolder(pid) {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

/** The command line of a process. */
export function commandLine(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
  } catch {
    return existsSync("/proc/self") ? "" : ps(pid, "args=");
  }
}

export async function waitUntilGone(pid, milliseconds) {
  const until = Date.now() + milliseconds;
  while (isAlive(pid)) {
    if (Date.now() > until) return false;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return true;
}

function processState(pid) {
  const fields = statFields(pid);
  if (fields) return fields[0];
  return existsSync("/proc/self") ? "" : ps(pid, "stat=").slice(0, 1);
}

function statFields(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  } catch {
    return undefined;
  }
}

function ps(pid, column) {
  return (spawnSync("ps", ["-o", column, "-p", String(pid)]).stdout ?? "").toString().trim();
}
