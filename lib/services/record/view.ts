import "server-only";
import type { Record as RecordRow } from "@/lib/db/generated/client";

export function viewRecord(row: RecordRow) {
  const { id, environment, type, name, metadata } = row;
  return {
    id,
    environment,
    type,
    name,
    metadata,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
