import "server-only";
import { withoutCredentials } from "@/lib/contracts/upstream-credential";
import type { Flow } from "@/lib/db/generated/client";
import type { Principal } from "@/lib/policy/principal";
import { holds } from "@/lib/services/assert-holds";

/** A flow as a principal sees it: those who only read see no credential that a step holds. */
export function viewFlow(row: Flow, principal: Principal) {
  const { id, name, description, status, steps, publishedVersion, revision } = row;
  return {
    id,
    name,
    description,
    status,
    steps: seenSteps(steps, principal),
    stepCount: countSteps(steps),
    publishedVersion,
    revision,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

/** Older steps may hold credentials; those who write flows see them, to move them. */
export function seenSteps(steps: unknown, principal: Principal): unknown {
  return holds(principal, "FLOWS:WRITE") ? steps : withoutCredentials(steps);
}

/** Top-level steps of a stored list. */
export function countSteps(steps: unknown): number {
  return Array.isArray(steps) ? steps.length : 0;
}
