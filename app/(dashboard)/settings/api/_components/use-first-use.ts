"use client";

import { useQuery } from "@tanstack/react-query";
import { actionValue } from "@/app/(dashboard)/settings/api/_components/action-value";
import { readFirstUse } from "@/app/(dashboard)/settings/api/actions";
import type { FirstRequest } from "@/components/reveal-secret/first-request-line";
import type { PlatformKeyView } from "@/lib/contracts/platform-key";

const POLL_MS = 2_000;

/** Waits for the first request with the newest secret of a key. */
export function useFirstUse({ id, maskedKey }: PlatformKeyView): FirstRequest {
  const { data } = useQuery({
    queryKey: ["first-use", id, maskedKey],
    queryFn: async () => actionValue(await readFirstUse({ id })),
    refetchInterval: (query) => (query.state.data?.firstUse ? false : POLL_MS),
    refetchIntervalInBackground: true,
  });
  return data?.firstUse ? { state: "seen", ...data.firstUse } : { state: "waiting" };
}
