import type { ExternalToast } from "sonner";
import { sharedValue } from "./shared-value";

type Kind = "success" | "info" | "error";
type Note = (to: Notes) => void;
export type Notes = Record<Kind, (title: string, options?: ExternalToast) => unknown> & {
  dismiss: () => unknown;
};

const NONE: readonly Note[] = [];
/** Notes that nobody draws yet. */
export const waitingNotes = sharedValue(NONE);
let shown: Notes | null = null;

function send(note: Note): void {
  if (shown) note(shown);
  else waitingNotes.set([...waitingNotes.get(), note]);
}

const of = (kind: Kind) => (title: string, options?: ExternalToast) =>
  send((notes) => notes[kind](title, options));

/** Short notes at the edge of the page. What draws them is fetched for the first one. */
export const toast = {
  success: of("success"),
  info: of("info"),
  error: of("error"),
  dismiss: () => shown?.dismiss(),
};

/** From now on notes are drawn, those that waited first. */
export function drawToasts(notes: Notes): void {
  shown = notes;
  for (const note of waitingNotes.get()) note(notes);
  waitingNotes.set(NONE);
}
