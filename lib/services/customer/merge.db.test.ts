import { afterAll, beforeEach, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { prisma } from "@/lib/db/prisma";
import { closeUsagePool } from "@/lib/db/usage-pool";
import { chargeUnits } from "@/lib/decisions/charge-units";
import { customerTraffic } from "@/lib/usage/customer-traffic";
import { readFeed } from "@/lib/usage/read-feed";
import { writeEvents } from "@/lib/usage/write-events";
import { feedUsage } from "@/lib/usage/write-feed";
import { rollUp } from "@/lib/usage/write-roll-ups";
import { makeCustomer } from "@/tests/factories/customer";
import type { CreatedKey } from "@/tests/factories/key";
import { createPerson, type Person } from "@/tests/factories/people";
import { createSurfaceKey, makeSurface } from "@/tests/factories/surface";
import { countRequests } from "@/tests/factories/usage";
import { usageEvent } from "@/tests/factories/usage-event";
import { customersFromLabels } from "./labels";
import { mergeCustomers } from "./merge";
import { getStatement } from "./statement";
import { customerTable } from "./table";

afterAll(closeUsagePool);

let person: Person;
let keys: CreatedKey[];
let kept: string;
let other: string;

beforeEach(async () => {
  person = await createPerson();
  const { organizationId } = person.principal;
  const surface = await makeSurface({ organizationId });
  keys = [await createSurfaceKey(surface), await createSurfaceKey(surface)];
  const [one, two] = keys;
  const labelled = (externalId: string) => ({
    organizationId,
    name: externalId,
    externalId,
    fromLabels: [externalId],
  });
  kept = await makeCustomer(labelled("Acme"), one ? [one] : []);
  other = await makeCustomer(labelled("ACME"), two ? [two] : []);
});

const as = () => ({ principal: person.principal, requestId: newId("request") });
const callOf = (customerId: string) => ({
  ...{ customerId, capabilityId: "cap_1", isBilled: false, requestId: "req_1" },
  ...{ instance: "none", batch: 1 },
});
const monthBucket = () => new Date().getUTCFullYear() * 12 + new Date().getUTCMonth();
const merge = (id: string, customerIds: string[]) =>
  mergeCustomers.perform(as(), () => ({ id, customerIds }));
const labels = () => customersFromLabels.perform(as(), () => ({}));

it("lists who was made from labels, and those together that are alike but for letter case", async () => {
  const { organizationId } = person.principal;
  await makeCustomer({ organizationId, externalId: "Globex", fromLabels: ["Globex "] });
  await makeCustomer({ organizationId, externalId: "acme" });
  const { groups, customers } = await labels();
  expect(groups.map((group) => group.map(({ id }) => id).toSorted())).toEqual([
    [kept, other].toSorted(),
  ]);
  expect(customers.map(({ externalId }) => externalId)).toEqual(["Globex", "ACME", "Acme"]);
  expect(customers[0]).toMatchObject({ labels: ["Globex "], keyCount: 0 });
  expect(await customerTable.perform(as(), () => ({}))).toMatchObject({ hasLabels: true });
});

it("moves the keys to the one that is kept, with what they used this month, and deletes the others", async () => {
  const month = { monthBucket: 24_000, monthUnits: 5n };
  await prisma().customerWindow.update({
    where: { customerId: kept },
    data: { ...month, monthUnits: 3n },
  });
  await prisma().customerWindow.update({ where: { customerId: other }, data: month });
  const revisions = () =>
    prisma().keyWindow.findMany({
      where: { keyId: { in: keys.map(({ id }) => id) } },
      select: { revision: true },
      orderBy: { keyId: "asc" },
    });
  const [one, two] = keys;
  if (!one || !two) throw new Error("two keys are needed");
  await countRequests(one, { requests: 2 });
  await countRequests(two, { requests: 3 });
  const before = await revisions();
  expect(await merge(kept, [other])).toEqual({ id: kept, movedKeys: 1, deleted: [other] });
  const held = await prisma().apiKey.findMany({ where: { customerId: kept } });
  expect(held.map(({ id }) => id).toSorted()).toEqual(keys.map(({ id }) => id).toSorted());
  expect(await prisma().customer.findUnique({ where: { id: other } })).toBeNull();
  expect(
    await prisma().customerWindow.findUniqueOrThrow({ where: { customerId: kept } }),
  ).toMatchObject({ monthUnits: 8n });
  // What processes remember of the key that was moved no longer stands.
  expect(await revisions()).not.toEqual(before);
  expect((await labels()).customers).toMatchObject([
    { id: kept, labels: expect.arrayContaining(["ACME", "Acme"]) },
  ]);
  const traffic = await customerTraffic(person.principal.organizationId, [kept]);
  expect(traffic.get(kept)).toMatchObject({ thisMonth: 5, lastSeenAt: expect.any(Date) });
});

it("counts calls that end once they are merged for the one that is kept, and gives back to it", async () => {
  const { organizationId } = person.principal;
  const [, key] = keys;
  if (!key) throw new Error("two keys are needed");
  const priceParts = [[1, 2, 500]] as const;
  const its = { customerId: other, capabilityId: "cap_1", units: 2, priceParts };
  const sold = usageEvent(key, { ...its, price: 1_000, billable: true });
  const failed = usageEvent(key, { ...its, outcome: "failed" });
  await chargeUnits({ ...callOf(other), units: 4 });
  const meter = { capabilityId: "cap_1", month: monthBucket(), units: 4n };
  await prisma().billedUnits.create({ data: { customerId: other, ...meter } });
  await prisma().customerWindow.update({
    where: { customerId: other },
    data: { monthSpent: 2_000n },
  });
  await writeEvents([usageEvent(key, { ...its, units: 1, priceParts: null })], []);
  await merge(kept, [other]);
  await writeEvents([sold, failed], []);
  await chargeUnits({ ...callOf(other), units: 3 });
  while ((await rollUp()) || (await feedUsage()));
  const counted = { customerId: kept, monthUnits: 7n, monthSpent: 1_000n };
  expect(await prisma().customerWindow.findMany({ where: { customerId: kept } })).toMatchObject([
    counted,
  ]);
  expect(await prisma().billedUnits.findMany({ where: { customerId: kept } })).toMatchObject([
    { capabilityId: "cap_1", units: 2n },
  ]);
  const input = { id: kept, month: sold.at && new Date(sold.at).toISOString().slice(0, 7) };
  expect(await getStatement.perform(as(), () => input)).toMatchObject({
    lines: [{ quantity: 2, amount: "0.001" }],
  });
  expect((await customerTraffic(organizationId, [kept])).get(kept)).toMatchObject({
    thisMonth: 3,
    spent: "1000",
  });
  const { events } = await readFeed(organizationId, 0n, 10);
  expect(JSON.parse(`[${events}]`)).toMatchObject([
    { id: sold.requestId, subject: "Acme", data: { customerId: kept } },
  ]);
  await expect(getStatement.perform(as(), () => ({ ...input, id: other }))).rejects.toMatchObject({
    code: "not_found",
  });
});

it("leaves calls with the last that is kept, and statements from the first month of any", async () => {
  const { organizationId } = person.principal;
  const [, key] = keys;
  if (!key) throw new Error("two keys are needed");
  const last = await makeCustomer({ organizationId });
  const createdAt = new Date("2026-01-15T00:00:00Z");
  await prisma().customer.update({ where: { id: other, organizationId }, data: { createdAt } });
  await merge(kept, [other]);
  await merge(last, [kept]);
  await writeEvents([usageEvent(key, { customerId: other })], []);
  await rollUp();
  expect((await customerTraffic(organizationId, [last])).get(last)).toMatchObject({ thisMonth: 1 });
  const first = await getStatement.perform(as(), () => ({ id: last, month: "2026-01" }));
  expect(first).toMatchObject({ lines: [], status: "closed" });
});

it("is recorded for the one that is kept and for each that is gone", async () => {
  await merge(kept, [other]);
  const { organizationId } = person.principal;
  const entries = await prisma().auditEntry.findMany({ where: { organizationId } });
  expect(entries.map(({ action, targetId }) => [action, targetId]).toSorted()).toEqual([
    ["customer.delete", other],
    ["customer.merge", kept],
  ]);
});

it("changes nothing where one of them is not there, or is another organization's", async () => {
  const stranger = await createPerson();
  const theirs = await makeCustomer({ organizationId: stranger.principal.organizationId });
  for (const asked of [() => merge(kept, [other, theirs]), () => merge(theirs, [other])]) {
    await expect(asked()).rejects.toMatchObject({ code: "not_found" });
  }
  await expect(merge(kept, [kept])).rejects.toMatchObject({ code: "bad_request" });
  expect(await prisma().apiKey.count({ where: { customerId: other } })).toBe(1);
});

it("is not for viewers", async () => {
  const { organizationId } = person.principal;
  person = await createPerson({ organizationId, role: "viewer" });
  await expect(merge(kept, [other])).rejects.toMatchObject({ code: "forbidden" });
});
