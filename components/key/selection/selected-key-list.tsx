import { ChevronDownIcon } from "lucide-react";
import { type ReactNode, useState } from "react";
import { formatCount } from "@/components/format";
import { programName } from "@/components/key/caller-list";
import { EnvironmentBadge } from "@/components/key/environment-badge";
import { keyName } from "@/components/key/key-facts";
import { LastUse } from "@/components/key/last-use";
import { type Reading, ReadTrouble } from "@/components/trouble/trouble-note";
import type { useSelectedKeys } from "./use-selected-keys";

type Subject = ReturnType<typeof useSelectedKeys>["keys"][number];

type SelectedKeyListProps = {
  keys: readonly Subject[];
  reading: Reading;
  /** What is said of each key. */
  children: (key: Subject) => ReactNode;
};

const SHOWN = 4;

/** The keys that an act is about: the first few, and the rest on demand. */
export function SelectedKeyList({ keys, reading, children }: SelectedKeyListProps) {
  const [isWhole, setWhole] = useState(false);
  const rest = isWhole ? 0 : keys.length - SHOWN;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] rounded-lg border bg-subtle text-sm">
      <ul aria-label="Selected keys" className="divide-y">
        {keys.slice(0, isWhole ? keys.length : SHOWN).map((key) => (
          <li key={key.id} className="grid gap-0.5 px-3.5 py-2">
            <span className="flex items-center justify-between gap-3">
              <span className="min-w-0 font-medium wrap-anywhere">{keyName(key)}</span>
              <EnvironmentBadge environment={key.environment} />
            </span>
            <span className="text-xs text-muted-foreground">{children(key)}</span>
          </li>
        ))}
      </ul>
      {rest > 0 ? (
        <button
          type="button"
          className="flex items-center gap-1.5 rounded-b-lg border-t px-3.5 py-2 text-muted-foreground transition-colors hover:text-foreground"
          onClick={() => setWhole(true)}
        >
          and {rest} more
          <ChevronDownIcon aria-hidden className="size-4" />
        </button>
      ) : null}
      <div className="not-empty:border-t not-empty:p-2">
        <ReadTrouble of={reading} />
      </div>
    </div>
  );
}

type KeyUseProps = { of: Subject };

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
      <span className="block wrap-anywhere">{calledBy(key)}</span>
    </>
  );
}

function calledBy({ callers, callersLastDay = 0 }: KeyUseProps["of"]): string {
  // Takes its line before it is known, so that no button moves from under the pointer.
  if (!callers) return "Last day: …";
  if (callers.length === 0) return "No calls in the last day";
  const named = callers.map(({ userAgent, address, requests }) => {
    const from = address === null ? "" : ` from ${address}`;
    const calls = requests === 1 ? "1 call" : `${formatCount(requests)} calls`;
    return `${programName(userAgent)}${from} (${calls})`;
  });
  const rest = callersLastDay - named.length;
  return `Last day: ${named.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}
