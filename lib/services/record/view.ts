import "server-only";
import type { Record as RecordRow } from "@/lib/db/generated/client";

export function viewRecord(row: RecordRow) {
  const { id, environment, type, name, metadata, revision } = row;
  return {
    id,
    environment,
    type,
    name,
    metadata,
    revision,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
