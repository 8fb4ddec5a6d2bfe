import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { markIsAlive, processMark } from "./lock.mjs";
import { dataFolder } from "./paths.mjs";
import { waitUntilGone } from "./processes.mjs";

const FOLDER = join(dataFolder, "starts");
const OWN = join(FOLDER, String(process.pid));
const END_MILLISECONDS = 10_000;

let noted;

function noteStep(name) {
  mkdirSync(FOLDER, { recursive: true });
  noted = { mark: processMark(), step: name, child: null };
  writeFileSync(OWN, JSON.stringify(noted));
}

/** Notes a program that works for this start and would outlive it. */
export function noteChild(pid) {
  if (!noted || pid === undefined) return;
  noted.child = processMark(pid);
  writeFileSync(OWN, JSON.stringify(noted));
}

/** What this start is at; nothing before and after. */
export function notedStep() {
  return noted?.step;
}

/** Runs what a kill would leave half done; a later start hears of it. */
export async function resumable(name, run) {
  noteStep(name);
  try {
    return await run();
  } finally {
    clearNote();
  }
}

/** Takes the note away: nothing is half done. */
export function clearNote() {
  noted = undefined;
  rmSync(OWN, { force: true });
}

/** The steps in which former starts were killed; ends what still works for them. */
export async function interruptedSteps() {
  const steps = [];
  for (const { file, note } of readNotes()) {
    if (note && markIsAlive(note.mark)) continue;
    if (note?.child && markIsAlive(note.child)) await end(Number.parseInt(note.child, 10));
    if (note) steps.push(note.step);
    rmSync(file, { force: true });
  }
  return steps;
}

function readNotes() {
  mkdirSync(FOLDER, { recursive: true });
  return readdirSync(FOLDER).map((name) => {
    const file = join(FOLDER, name);
    try {
      return { file, note: JSON.parse(readFileSync(file, "utf8")) };
    } catch {
      return { file, note: undefined };
    }
  });
}

async function end(pid) {
  for (const signal of ["SIGTERM", "SIGKILL"]) {
    process.kill(pid, signal);
    if (await waitUntilGone(pid, END_MILLISECONDS)) return;
  }
}
