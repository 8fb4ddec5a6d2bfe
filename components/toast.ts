import type { ExternalToast } from "sonner";

type Kind = "success" | "info" | "error";
type Note = (to: Notes) => void;
export type Notes = Record<Kind, (title: string, options?: ExternalToast) => unknown> & {
  dismiss: () => unknown;
};

const listeners = new Set<() => void>();
let waiting: readonly Note[] = [];
let shown: Notes | null = null;

function send(note: Note): void {
  if (shown) {
    note(shown);
    return;
  }
  waiting = [...waiting, note];
  for (const listener of listeners) listener();
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

/** Whether a note waits for someone to draw it. */
export function hasWaiting(): boolean {
  return waiting.length > 0;
}

export function onWaiting(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** From now on notes are drawn, those that waited first. */
export function drawToasts(notes: Notes): void {
  shown = notes;
  for (const note of waiting) note(notes);
  waiting = [];
}
