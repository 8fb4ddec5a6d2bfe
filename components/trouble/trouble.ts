import { unstable_isUnrecognizedActionError } from "next/navigation";
import { RefusedError } from "@/components/live/action-value";
import type { ActionError } from "@/lib/contracts/action-result";

/** Why an act did not happen, by what a person can do about it. */
export type Trouble = {
  kind: "network" | "unavailable" | "session" | "outdated" | "refused";
  details: string;
};

const NO_ANSWER = "The server could not be reached. Try again.";

/** Why something failed that threw instead of answering. */
export function troubleOf(cause: unknown): Trouble {
  if (cause instanceof RefusedError) return refusalTrouble(cause.refusal);
  if (unstable_isUnrecognizedActionError(cause) || isLostPart(cause)) {
    return {
      kind: "outdated",
      details: "Runtype was updated since this tab was opened. Reload it to continue.",
    };
  }
  return { kind: "network", details: NO_ANSWER };
}

/** The same of an act under a name, which the server performs once however often it is sent. */
export function lostAct(cause: unknown): Trouble {
  const trouble = troubleOf(cause);
  if (trouble.kind !== "network") return trouble;
  return { ...trouble, details: `${NO_ANSWER} Your request will not run twice.` };
}

/** The same of an act that the server refused. */
export function refusalTrouble({ code, details }: ActionError): Trouble {
  if (code === "unauthorized") return { kind: "session", details };
  return { kind: code === "unavailable" ? "unavailable" : "refused", details };
}

/** What a page that could not be shown failed of; null where that was the server's doing. */
export function pageTrouble(error: Error): Trouble | null {
  return isUnloaded(error) || unstable_isUnrecognizedActionError(error) ? troubleOf(error) : null;
}

/** Whether a part of the program is gone from a server that can be reached. */
function isLostPart(cause: unknown): boolean {
  return isUnloaded(cause) && navigator.onLine;
}

function isUnloaded(cause: unknown): boolean {
  return cause instanceof Error && cause.name === "ChunkLoadError";
}
