"use client";

import { CloudOffIcon } from "lucide-react";
import { RelativeTime } from "@/components/relative-time";

type StaleNoteProps = { shown: boolean; since: string };

/** Says that what is on screen could not be refreshed. */
export function StaleNote({ shown, since }: StaleNoteProps) {
  return (
    <p role="status" className="flex items-center gap-2 text-sm text-warning empty:hidden">
      {shown ? (
        <>
          <CloudOffIcon aria-hidden className="size-4" />
          <span>
            The server does not answer. This is how it was <RelativeTime at={since} />.
          </span>
        </>
      ) : null}
    </p>
  );
}
