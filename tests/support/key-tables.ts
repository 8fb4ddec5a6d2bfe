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

/** As {@link addingOneEntry} for a refusal: the entry says so, and no key or secret changes. */
export async function addingOneDenial<A>(request: () => Promise<A>) {
  const before = await keyTables();
  const { answer, entry } = await addingOneEntry(request);
  const { keys, secrets } = await keyTables();
  expect({ keys, secrets }).toEqual({ keys: before.keys, secrets: before.secrets });
  expect(entry?.outcome).toBe("denied");
  return { answer, entry };
}
