import type { KeySecret } from "@/lib/contracts/key-screen";

const QUIET_MS = 60 * 60 * 1000;

type Traffic = Pick<KeySecret, "lastUsedAt" | "callers">;

type HandOverProgress =
  | { stage: "waiting"; callers: number }
  | { stage: "unsure"; lastCall: string }
  | { stage: "moved" };

/**
 * How far callers have moved from the old secret to the current one. Callers alike cannot be told
 * apart, so that all have moved is only said once the old secret has been quiet for an hour.
 */
export function handOverProgress(old: Traffic, current: Traffic, at: string): HandOverProgress {
  const callers = callersLeft(old, current);
  if (callers > 0) return { stage: "waiting", callers };
  const calls = [old.lastUsedAt ?? [], old.callers.map(({ lastAt }) => lastAt)].flat().sort();
  const lastCall = calls.at(-1);
  if (lastCall !== undefined && Date.parse(at) - Date.parse(lastCall) < QUIET_MS) {
    return { stage: "unsure", lastCall };
  }
  return { stage: "moved" };
}

/** How many callers made their latest call of the last day with the old secret. */
function callersLeft(old: Traffic, current: Traffic): number {
  const movedAt = new Map(
    current.callers.map(({ address, userAgent, lastAt }) => [`${address} ${userAgent}`, lastAt]),
  );
  return old.callers.filter(({ address, userAgent, lastAt }) => {
    const moved = movedAt.get(`${address} ${userAgent}`);
    return moved === undefined || moved < lastAt;
  }).length;
}
