import "server-only";
import type { z } from "zod";
import { storedObject } from "@/lib/contracts/json-field";
import { assertKeyless, assertStorable } from "@/lib/contracts/parse-input";
import { recordContent } from "@/lib/contracts/record/contracts";
import { clock, isoDates } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { foldText } from "@/lib/core/text-search";
import { lockRecord } from "@/lib/db/content-locks";
import { Prisma, type Record as RecordRow } from "@/lib/db/generated/client";
import { escapeLike, NEWEST_FIRST } from "@/lib/db/keyset";
import { inTransaction, prisma, type Transaction } from "@/lib/db/prisma";
import { StepError } from "@/lib/flows/step-error";
import type { Environment } from "@/lib/policy/roles";

/** A record as a flow sees it; moments are ISO texts. */
type FlowRecord = {
  id: string;
  type: string;
  name: string;
  metadata: Record<string, unknown>;
  createdAt: string;
  updatedAt: string;
};

type Metadata = Record<string, unknown>;

/** The records that a flow may reach: those of one organization and environment. */
export type RecordStore = {
  get: (type: string, name: string) => Promise<FlowRecord | null>;
  /** The newest first. */
  list: (type: string, query: { search?: string; limit: number }) => Promise<FlowRecord[]>;
  /** Replaces the metadata of the record, or makes it; without a name a new one named by the time. */
  upsert: (type: string, name: string | null, metadata: Metadata) => Promise<FlowRecord>;
  /** Merges the fields into the metadata; null when there is no such record. */
  update: (type: string, name: string, metadata: Metadata) => Promise<FlowRecord | null>;
};

export type RecordPlace = { organizationId: string; environment: Environment };

/** The run that writes, and for whom it runs. */
export type Writer = { executionId: string; keyId: string | null; userId: string | null };

type Key = RecordPlace & { type: string; name: string };

/** The records of one organization and environment; what cannot be kept throws {@link StepError}. */
export function recordReader(place: RecordPlace): Pick<RecordStore, "get" | "list"> {
  return {
    get: async (type, name) => {
      const row = await prisma().record.findFirst({ where: keyOf(place, type, name) });
      return row && view(row);
    },
    list: async (type, { search = "", limit }) => {
      // No name holds this character, and the database does not take it.
      if (search.includes("\0")) return [];
      const rows = await prisma().record.findMany({
        where: {
          organizationId: place.organizationId,
          environment: place.environment,
          type: checked("recordType", recordContent.type, type),
          ...(search !== "" && { searchText: { contains: namePattern(search) } }),
        },
        orderBy: [...NEWEST_FIRST],
        take: limit,
      });
      return rows.map(view);
    },
  };
}

/** Finds the text in names alone: what is searched of a record is its name and, in a next line, its type. */
function namePattern(search: string): string {
  return `${escapeLike(foldText(search.toWellFormed()))}%\n`;
}

/** The same for a run that may write too; each write stands in the history of its record. */
export function recordStore(place: RecordPlace, writer: Writer): RecordStore {
  return {
    ...recordReader(place),
    upsert: (type, name, metadata) => upsert(place, writer, type, name ?? nameByTime(), metadata),
    update: (type, name, metadata) => merge(place, writer, type, name, metadata),
  };
}

type Renewal = (former: Metadata) => z.output<typeof recordContent.metadata>;

async function upsert(
  place: RecordPlace,
  writer: Writer,
  type: string,
  name: string,
  given: Metadata,
): Promise<FlowRecord> {
  const metadata = checked("sourceVariable", recordContent.metadata, given);
  const key = keyOf(place, type, name);
  const written = await inTransaction(async (db) => {
    const changed = await change(db, writer, key, () => metadata);
    if (changed) return changed;
    const made = await db.record.createManyAndReturn({
      data: { id: newId("record"), ...key, metadata },
      skipDuplicates: true,
    });
    for (const record of made) await noteChange(db, writer, record, null);
    return made[0] ? view(made[0]) : null;
  });
  // Made by another at this moment: it is there now, to be changed.
  return written ?? upsert(place, writer, type, name, given);
}

function merge(place: RecordPlace, writer: Writer, type: string, name: string, given: Metadata) {
  const key = keyOf(place, type, name);
  return inTransaction((db) =>
    change(db, writer, key, (former) =>
      checked("sourceVariable", recordContent.metadata, { ...former, ...given }),
    ),
  );
}

/** Null when there is no such record. */
async function change(
  db: Transaction,
  writer: Writer,
  key: Key,
  renew: Renewal,
): Promise<FlowRecord | null> {
  const found = await lockRecord(db, key);
  if (!found) return null;
  const { id, now: updatedAt } = found;
  const before = storedObject.parse(found.metadata);
  const record = await db.record.update({
    where: { id },
    data: { metadata: renew(before), updatedAt },
  });
  await noteChange(db, writer, record, before);
  return view(record);
}

async function noteChange(
  db: Transaction,
  writer: Writer,
  { id: recordId, organizationId, metadata }: RecordRow,
  before: z.output<typeof storedObject> | null,
): Promise<void> {
  await db.recordChange.createMany({
    data: {
      id: newId("recordChange"),
      ...{ organizationId, recordId, ...writer },
      before: before ?? Prisma.DbNull,
      after: storedObject.parse(metadata),
    },
  });
}

function keyOf({ organizationId, environment }: RecordPlace, type: string, name: string) {
  return {
    organizationId,
    environment,
    type: checked("recordType", recordContent.type, type),
    name: checked("recordName", recordContent.name, name),
  };
}

/** A value that a record can hold; the first thing that is wrong with it is told. */
function checked<S extends z.ZodType>(field: string, schema: S, value: unknown): z.output<S> {
  try {
    assertStorable(value);
    assertKeyless(value);
  } catch (refusal) {
    const [problem] = refusal instanceof AppError ? (refusal.facts.issues ?? []) : [];
    throw new StepError(`${field}: ${problem?.message ?? "It cannot be stored."}`);
  }
  const { data, error } = schema.safeParse(value);
  const [issue] = error?.issues ?? [];
  if (error) throw new StepError(`${field}: ${issue?.message ?? "It cannot be stored."}`);
  return data;
}

/** Readable, and unlike any other even within a millisecond. */
function nameByTime(): string {
  return `${clock.now().toISOString()}-${newId("record").slice(-6)}`;
}

function view({ id, type, name, metadata, createdAt, updatedAt }: RecordRow): FlowRecord {
  const record = { id, type, name, metadata: storedObject.parse(metadata), createdAt, updatedAt };
  return isoDates(record);
}
