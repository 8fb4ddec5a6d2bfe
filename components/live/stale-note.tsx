"use client";

import { CloudOffIcon } from "lucide-react";
import { RelativeTime } from "@/components/relative-time";

type StaleNoteProps = { trouble: string | null; since: string };

/** Says that what is on screen could not be refreshed. */
export function StaleNote({ trouble, since }: StaleNoteProps) {
  return (
    <p role="status" className="flex items-center gap-2 text-sm text-warning empty:hidden">
      {trouble ? (
        <>
          <CloudOffIcon aria-hidden className="size-4" />
          <span>
            {trouble} This is how it was <RelativeTime at={since} />.
          </span>
        </>
      ) : null}
    </p>
  );
}
