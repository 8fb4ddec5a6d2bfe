import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useKeyClient } from "@/components/key/key-client";
import { actionValue } from "@/components/live/action-value";
import type { Reading } from "@/components/trouble/trouble-note";
import type { KeyDescendants } from "@/lib/contracts/platform-key/screen";

type Asked = {
  keyIds: readonly string[];
  open: boolean;
  /** The moment that keys are shortened to: those alone that outlive it; null asks nothing. */
  until?: string | null;
};

export type Descendants = {
  /** The living keys that the keys of a dialog minted; null while nothing is known of them. */
  found: KeyDescendants | null;
  reading: Reading;
  /** Whether they go with the act. */
  taken: boolean;
  setTaken: (taken: boolean) => void;
};

/** The keys that the keys of an open dialog minted, and whether the act takes them too. */
export function useDescendants({ keyIds, open, until }: Asked): Descendants {
  const { queries, readDescendants } = useKeyClient();
  const [taken, setTaken] = useState(false);
  const { data, error, refetch } = useQuery({
    queryKey: [queries, "descendants", keyIds, until],
    queryFn: async () =>
      readDescendants ? actionValue(await readDescendants([...keyIds], until ?? undefined)) : null,
    enabled: open && readDescendants !== undefined && until !== null,
    placeholderData: (before) => (until === null ? undefined : before),
  });
  const found = until === null || !data ? null : data;
  return {
    found,
    reading: { error, refetch },
    taken: taken && found !== null && found.total > 0,
    setTaken,
  };
}

/** What is said of a revocation that a person confirmed. */
export function revocationOf(reason: string, { taken }: Descendants) {
  return { reason: reason || undefined, descendants: taken ? ("revoke" as const) : undefined };
}
