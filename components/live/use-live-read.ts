"use client";

import { keepPreviousData, type QueryKey, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { actionValue, RefusedError } from "@/components/live/action-value";
import type { ActionResult } from "@/lib/contracts/action-result";

const LIVE_MS = 5_000;

type LiveRead<T> = {
  queryKey: QueryKey;
  read: () => Promise<ActionResult<T>>;
  /** What the server rendered. */
  initial: T;
  /** Whether that answers this query: on the way Back, the address is ahead of the server. */
  isAnswer?: boolean;
  /** 5 seconds when silent, so that the parts of a page keep step. */
  everyMs?: number;
};

/** The server's first read, kept fresh; the last good data stays when a refresh fails. */
export function useLiveRead<T extends { timestamp: string }>(options: LiveRead<T>) {
  const { queryKey, read, initial, isAnswer = true, everyMs = LIVE_MS } = options;
  const client = useQueryClient();
  const renderedAt = Date.parse(initial.timestamp);
  const { data, dataUpdatedAt, error } = useQuery({
    queryKey,
    queryFn: async () => actionValue(await read()),
    initialData: () => (isAnswer ? initial : undefined),
    initialDataUpdatedAt: renderedAt,
    placeholderData: keepPreviousData,
    refetchInterval: everyMs,
  });
  const isOutrun = isAnswer && renderedAt > dataUpdatedAt;

  useEffect(() => {
    if (isOutrun) client.setQueryData(queryKey, initial, { updatedAt: renderedAt });
  }, [client, queryKey, initial, renderedAt, isOutrun]);

  return { data: isOutrun ? initial : (data ?? initial), trouble: troubleOf(error) };
}

/** Why what is on screen could not be read again; null when it could. */
function troubleOf(error: Error | null): string | null {
  if (error === null) return null;
  return error instanceof RefusedError ? error.message : "The server does not answer.";
}
