import "server-only";
import type { Flow } from "@/lib/db/generated/client";

export function viewFlow(row: Flow) {
  const { id, name, description, status, steps, publishedVersion, revision } = row;
  return {
    id,
    name,
    description,
    status,
    steps,
    stepCount: countSteps(steps),
    publishedVersion,
    revision,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

/** Top-level steps of a stored list. */
export function countSteps(steps: unknown): number {
  return Array.isArray(steps) ? steps.length : 0;
}
