import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { type ReadRow, toRead } from "@/lib/decisions/read-row";
import { Snapshots } from "@/lib/decisions/snapshots";

/** Megabytes of the heap that so many snapshots take, as they are read from the database. */
export function snapshotMegabytes(count: number): number {
  const snapshots = new Snapshots(count);
  const before = usedHeap();
  for (let number = 0; number < count; number += 1) {
    const read = toRead(rowOf(String(number).padStart(26, "0")));
    if ("snapshot" in read) snapshots.keep(hashOf(number), undefined, read);
  }
  const megabytes = (usedHeap() - before) / 1024 / 1024;
  const oldest = snapshots.recall({ hashes: [hashOf(0)], slug: undefined });
  if (!oldest) throw new Error("Not all of them were kept.");
  return megabytes;
}

function hashOf(number: number): string {
  return text(`${number}`.padStart(64, "0"));
}

/** A text of its own, as each that comes from the database is. */
function text(value: string): string {
  return Buffer.from(value).toString("latin1");
}

function rowOf(id: string): ReadRow {
  const ids = [
    text("org_0123456789abcdefghjkmnpqrs"),
    text(`key_${id}`),
    text(`sec_${id}`),
  ] as const;
  const scopes = text("FLOWS:READ FLOWS:EXECUTE RECORDS:READ RECORDS:WRITE");
  const facts = [1, text(`Customer ${id}`), "production", scopes, text("")] as const;
  const ends = [
    1_800_000_000_000,
    null,
    3,
    text(`-${id.slice(8)}`),
    null,
    null,
    null,
    null,
  ] as const;
  const windows = [null, 0, 1, 1_000, 1, 1, 10_000, 1, 1] as const;
  const customer = [
    null,
    null,
    null,
    null,
    null,
    null,
    null,
    null,
    true,
    false,
    null,
    null,
    null,
    false,
  ] as const;
  return [1, 1_700_000_000_000, "active", ...ids, ...facts, ...ends, 1, 0, ...windows, ...customer];
}

function usedHeap(): number {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
  return process.memoryUsage().heapUsed;
}
