import { expect } from "vitest";
import { prisma } from "@/lib/db/prisma";

const byId = { orderBy: { id: "asc" } } as const;

/** Every row of keys, secrets and the audit log. */
async function keyTables() {
  const [keys, secrets, entries] = await Promise.all([
    prisma().apiKey.findMany(byId),
    prisma().apiSecret.findMany(byId),
    prisma().auditEntry.findMany(byId),
  ]);
  return { keys, secrets, entries };
}

/** Sees that a request leaves keys, secrets and the audit log as they are. */
export async function changingNothing<A>(request: () => Promise<A>): Promise<A> {
  const before = await keyTables();
  const answer = await request();
  expect(await keyTables()).toEqual(before);
  return answer;
}

/** Sees that a request adds one entry to the audit log and no secret to it, and gives it back. */
export async function addingOneEntry<A>(request: () => Promise<A>) {
  const before = await prisma().auditEntry.findMany(byId);
  const answer = await request();
  const known = before.map(({ id }) => id);
  const added = await prisma().auditEntry.findMany({ where: { id: { notIn: known } } });
  expect(added).toHaveLength(1);
  expect(JSON.stringify(added)).not.toMatch(/(rt|tv)_(live|test)_/);
  return { answer, entry: added[0] };
}

/** As {@link changingNothing} for a person's act: its refusal is counted once, in the row given back. */
export async function addingOneDenial<A>(request: () => Promise<A>) {
  const before = await prisma().refusedAct.findMany();
  const answer = await changingNothing(request);
  const known = new Set(before.map((row) => JSON.stringify(row)));
  const after = await prisma().refusedAct.findMany();
  const counted = after.filter((row) => !known.has(JSON.stringify(row)));
  expect(counted).toHaveLength(1);
  const total = (rows: { count: number }[]) => rows.reduce((sum, { count }) => sum + count, 0);
  expect(total(after)).toBe(total(before) + 1);
  return { answer, entry: counted[0] };
}
