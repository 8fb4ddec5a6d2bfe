import { keepPreviousData, type QueryKey, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { noteServerTime } from "@/components/hooks/use-now";
import { troubleOf } from "@/components/trouble/trouble";
import type { ActionResult } from "@/lib/contracts/action-result";
import { actionValue } from "./action-value";

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
  const { data, dataUpdatedAt, error, refetch } = useQuery({
    queryKey,
    queryFn: async () => {
      const value = actionValue(await read());
      noteServerTime(Date.parse(value.timestamp));
      return value;
    },
    initialData: () => (isAnswer ? initial : undefined),
    initialDataUpdatedAt: renderedAt,
    placeholderData: keepPreviousData,
    refetchInterval: everyMs,
  });
  const isOutrun = isAnswer && renderedAt > dataUpdatedAt;

  useEffect(() => {
    if (isOutrun) client.setQueryData(queryKey, initial, { updatedAt: renderedAt });
  }, [client, queryKey, initial, renderedAt, isOutrun]);

  return {
    data: isOutrun ? initial : (data ?? initial),
    /** Why what is on screen could not be read again; null when it could. */
    trouble: error === null ? null : troubleOf(error),
    retry: () => void refetch(),
  };
}
