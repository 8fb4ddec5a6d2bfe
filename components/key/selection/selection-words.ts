import { formatCount, formatDateTime } from "@/components/format";
import { keyName } from "@/components/key/key-facts";
import type { ChangedKeys } from "@/lib/contracts/key/screen";

type Skipped = ChangedKeys["skipped"];

const NAMED = 3;

export function keyCount(count: number): string {
  return count === 1 ? "1 key" : `${formatCount(count)} keys`;
}

/** Which keys an act left as they were, and why; empty when it left none. */
export function leftOut(skipped: Skipped): string {
  return [
    sentence(skipped, "revoked", "already revoked"),
    sentence(skipped, "unchanged", "unchanged"),
  ]
    .filter(Boolean)
    .join(" ");
}

function sentence(skipped: Skipped, reason: Skipped[number]["reason"], words: string): string {
  const names = skipped.filter((key) => key.reason === reason).map(keyName);
  if (names.length === 0) return "";
  const rest = names.length - NAMED;
  const shown = names.slice(0, NAMED).join(", ");
  const were = names.length === 1 ? "1 was" : `${names.length} were`;
  return `${were} ${words}: ${shown}${rest > 0 ? ` and ${rest} more` : ""}.`;
}

const SWITCHES = {
  enable: {
    label: "Enable",
    one: {
      description: "Requests with this key will work again immediately.",
      proof: "It works again.",
    },
    many: {
      description: "Requests with these keys will work again immediately.",
      proof: "They work again.",
    },
    done: "enabled",
  },
  disable: {
    label: "Disable",
    one: {
      description:
        "Requests with this key will fail with 401. You can enable it again at any time.",
      proof: "Requests with it fail with 401 until it is enabled again.",
    },
    many: {
      description:
        "Requests with these keys will fail with 401. You can enable them again at any time.",
      proof: "Requests with them fail with 401 until they are enabled again.",
    },
    done: "disabled",
  },
} as const;

/** What is said of enabling and disabling as many keys. */
export function switchWords(enable: boolean, count: number) {
  const { one, many, ...words } = enable ? SWITCHES.enable : SWITCHES.disable;
  return { ...words, ...(count === 1 ? one : many) };
}

/** What a revocation does; it points to disabling only where a key is not disabled already. */
export function revocationWarning(keys: readonly { disabledAt: string | null }[]): string {
  const isOne = keys.length === 1;
  const effect = `Once you confirm, requests with ${isOne ? "this key" : "these keys"} will fail with 401 Unauthorized.`;
  if (keys.every(({ disabledAt }) => disabledAt !== null))
    return `${effect} This cannot be undone.`;
  const instead = isOne
    ? "To stop a key temporarily, disable it instead."
    : "To stop keys temporarily, disable them instead.";
  return `${effect} This cannot be undone. ${instead}`;
}

export const NEVER_ACCEPTED = "No call was ever accepted.";

/** When a revocation took effect, and the last call before that. */
export function proofOf(revoked: { revokedAt: string | null; lastUsedAt: string | null }): string {
  const [since, last] = [revoked.revokedAt, revoked.lastUsedAt].map(
    (at) => at && formatDateTime(new Date(at)),
  );
  const lastCall = last ? `The last accepted call was at ${last}.` : NEVER_ACCEPTED;
  return `Refused everywhere since ${since ?? "now"}. ${lastCall}`;
}
