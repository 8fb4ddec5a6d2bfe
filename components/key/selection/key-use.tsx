"use client";

import { formatCount } from "@/components/format";
import { programName } from "@/components/key/caller-list";
import { LastUse } from "@/components/key/last-use";
import type { useSelectedKeys } from "./use-selected-keys";

type KeyUseProps = { of: ReturnType<typeof useSelectedKeys>["keys"][number] };

/** When a key was last used and by whom, in two lines at most. */
export function KeyUse({ of: key }: KeyUseProps) {
  if (key.revokedAt !== null) return "Already revoked, so not changed.";
  if (key.lastUsedAt === null && !key.callersLastDay) return "Never used";
  return (
    <>
      <span className="flex flex-wrap gap-x-1">
        {key.lastUsedAt === null ? (
          "Called, but never accepted"
        ) : (
          <>
            Last used <LastUse of={key} />
          </>
        )}
      </span>
      {key.callers ? <span className="block wrap-anywhere">{calledBy(key)}</span> : null}
    </>
  );
}

function calledBy({ callers = [], callersLastDay = 0 }: KeyUseProps["of"]): string {
  if (callers.length === 0) return "No calls in the last day";
  const named = callers.map(({ userAgent, address, requests }) => {
    const from = address === null ? "" : ` from ${address}`;
    const calls = requests === 1 ? "1 call" : `${formatCount(requests)} calls`;
    return `${programName(userAgent)}${from} (${calls})`;
  });
  const rest = callersLastDay - named.length;
  return `Last day: ${named.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}
