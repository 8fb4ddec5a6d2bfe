"use client";

import { troubleOf } from "./trouble";
import { TroubleNote } from "./trouble-note";

/** How the reading of something went, as a query says it. */
export type Reading = { error: Error | null; refetch: () => Promise<unknown> };

/** Says why something could not be read, and what to do next; nothing when it could. */
export function ReadTrouble({ of: { error, refetch } }: { of: Reading }) {
  if (error === null) return null;
  return (
    <TroubleNote
      trouble={troubleOf(error)}
      refused="Could not load"
      onRetry={() => {
        void refetch();
      }}
    />
  );
}
