"use client";

import { useQuery } from "@tanstack/react-query";
import { type Revealed, useKeyClient } from "@/components/key/key-client";
import { actionValue } from "@/components/live/action-value";
import type { FirstRequest } from "@/components/reveal-secret/first-request-line";

const POLL_MS = 2_000;

/** Waits for the first request with the newest secret of a key. */
export function useFirstUse({ key: { id }, secret }: Revealed): FirstRequest {
  const { readFirstUse } = useKeyClient();
  const { data } = useQuery({
    queryKey: ["first-use", id, secret.slice(-4)],
    queryFn: async () => actionValue(await readFirstUse(id)),
    refetchInterval: (query) => (query.state.data?.firstUse ? false : POLL_MS),
    refetchIntervalInBackground: true,
  });
  return data?.firstUse ? { state: "seen", ...data.firstUse } : { state: "waiting" };
}
