"use client";

/** Milliseconds by which the server's clock is ahead of this one. */
let ahead = 0;

/** Learns the server's time from an answer that has just come. */
export function noteServerTime(serverNow: number, hereNow = Date.now()): void {
  ahead = serverNow - hereNow;
}

/** Milliseconds by the clock of the server, which is what it gives times by. */
export function serverNow(): number {
  return Date.now() + ahead;
}
