"use client";

import { RelativeTime } from "@/components/relative-time";
import type { Trouble } from "@/components/trouble/trouble";
import { TroubleNote } from "@/components/trouble/trouble-note";

type StaleNoteProps = { trouble: Trouble | null; since: string; onRetry: () => void };

/** Says that what is on screen could not be refreshed, and since when. */
export function StaleNote({ trouble, since, onRetry }: StaleNoteProps) {
  if (trouble === null) return null;
  return (
    <TroubleNote
      trouble={trouble}
      refused="Could not refresh"
      onRetry={onRetry}
      remedy={
        <span>
          Last updated <RelativeTime at={since} />.
        </span>
      }
    />
  );
}
