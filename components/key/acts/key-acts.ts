import { BanIcon, PauseIcon, PencilIcon, PlayIcon, RefreshCwIcon } from "lucide-react";
import type { OfferedAct } from "@/components/act-buttons";
import type { ActDialogs } from "@/components/hooks/use-act-dialogs";
import type { KeyFacts } from "@/components/key/key-facts";
import { keyRevoked } from "@/lib/core/refusals";

export type KeyAct = "edit" | "rotate" | "disable" | "enable" | "revoke";

export type KeyActs<Key extends KeyFacts> = ActDialogs<KeyAct, Key>;

/** What can be done with a key, in its row and on its page. */
export function offeredActs<Key extends KeyFacts>(key: Key, acts: KeyActs<Key>): OfferedAct[] {
  const start = (act: KeyAct) => () => acts.start(act, key);
  return [
    { label: "Edit", icon: PencilIcon, onSelect: start("edit") },
    { label: "Rotate", icon: RefreshCwIcon, onSelect: start("rotate") },
    key.disabledAt === null
      ? { label: "Disable", icon: PauseIcon, onSelect: start("disable") }
      : { label: "Enable", icon: PlayIcon, onSelect: start("enable") },
    { label: "Revoke", icon: BanIcon, isDestructive: true, onSelect: start("revoke") },
  ];
}

/** Why nothing can be done with a key; null when something can. */
export function actRefusal(key: KeyFacts, readOnlyReason: string | null): string | null {
  if (readOnlyReason !== null) return readOnlyReason;
  const { details } = keyRevoked();
  return key.revokedAt === null ? null : details;
}
