import "server-only";
import type { Environment } from "@/lib/policy/roles";

/** A record as a flow sees it; moments are ISO texts. */
export type FlowRecord = {
  id: string;
  type: string;
  name: string;
  metadata: Record<string, unknown>;
  createdAt: string;
  updatedAt: string;
};

/** The records that a flow may reach: those of one organization and environment. */
export type RecordStore = {
  get: (type: string, name: string) => Promise<FlowRecord | null>;
  list: (type: string, query: { search?: string; limit: number }) => Promise<FlowRecord[]>;
  /** Replaces the metadata of the record, or makes it; without a name a new one named by the time. */
  upsert: (
    type: string,
    name: string | null,
    metadata: Record<string, unknown>,
  ) => Promise<FlowRecord>;
  /** Merges the fields into the metadata; null when there is no such record. */
  update: (
    type: string,
    name: string,
    metadata: Record<string, unknown>,
  ) => Promise<FlowRecord | null>;
};

export type RecordPlace = { organizationId: string; environment: Environment };

export function recordStore(place: RecordPlace): RecordStore {
  const missing = () => Promise.reject(new Error(`No records in ${place.environment} yet.`));
  return { get: missing, list: missing, upsert: missing, update: missing };
}
