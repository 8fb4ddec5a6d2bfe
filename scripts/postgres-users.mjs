import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { markIsAlive, processMark } from "./lock.mjs";

/** Notes that this process uses the database in `folder`. */
export function joinUsers(folder) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(join(folder, String(process.pid)), processMark());
}

/** Takes this process off the list; answers whether another living one still uses the database. */
export function leaveUsers(folder) {
  rmSync(join(folder, String(process.pid)), { force: true });
  let others = 0;
  for (const name of readdirSync(folder)) {
    if (markIsAlive(readFileSync(join(folder, name), "utf8"))) others += 1;
    else rmSync(join(folder, name), { force: true });
  }
  return others > 0;
}
