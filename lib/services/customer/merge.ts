import "server-only";
import { customerScreens } from "@/lib/contracts/customer/screen";
import { invalidField, notFound } from "@/lib/core/errors";
import { addUsage, lockCustomersWithKeys } from "@/lib/db/customers";
import { databaseNow } from "@/lib/db/prisma";
import { defineWrite } from "@/lib/services/verb";
import { formerCustomer } from "./writes";

/**
 * Makes one customer of several: keys, and what was used with them, go to the one that is
 * kept; the others are deleted.
 */
export const mergeCustomers = defineWrite(customerScreens.merge, async (context) => {
  const { principal, input, db } = context;
  const { organizationId } = principal;
  const { id } = input;
  const others = [...new Set(input.customerIds)];
  if (others.includes(id))
    throw invalidField("customerIds", "A customer is not merged with itself.");
  const taken = await lockCustomersWithKeys(db, {
    organizationId,
    ids: [id, ...others],
    from: others,
  });
  if (taken.customers.length < others.length + 1) throw notFound("Customer");
  const rows = await db.customer.findMany({
    where: { organizationId, id: { in: [id, ...others] } },
    orderBy: { id: "asc" },
  });
  const inHand = { organizationId, id: { in: taken.keys } };
  // A person has said whom they are handed to: the keys that minted them may not say otherwise.
  await db.apiKey.updateMany({
    where: { ...inHand, mintedByKeyId: { not: null }, NOT: { setByPerson: { has: "customerId" } } },
    data: { setByPerson: { push: "customerId" } },
  });
  await db.apiKey.updateMany({ where: inHand, data: { customerId: id } });
  await addUsage(db, id, others);
  const kept = rows.find((row) => row.id === id);
  const gone = rows.filter((row) => row.id !== id);
  const fromLabels = [...new Set(rows.flatMap((row) => row.fromLabels))].toSorted();
  await db.customer.update({
    where: { id, organizationId },
    data: { fromLabels, createdAt: firstOf(rows), updatedAt: await databaseNow(db) },
  });
  await db.customer.deleteMany({ where: { organizationId, id: { in: others } } });
  await db.formerCustomer.updateMany({
    where: { organizationId, mergedInto: { in: others } },
    data: { mergedInto: id },
  });
  await db.formerCustomer.createMany({
    data: gone.map((row) => ({ ...formerCustomer(row), mergedInto: id })),
  });
  return {
    output: { id, movedKeys: taken.keys.length, deleted: others },
    audit: [
      { id, metadata: { name: kept?.name ?? null, merged: others, movedKeys: taken.keys.length } },
      ...gone.map(({ id: goneId, name, externalId }) => ({
        action: "customer.delete",
        id: goneId,
        metadata: { name, externalId, mergedInto: id },
      })),
    ],
  };
});

/** Statements begin with the month in which the first of them was created. */
function firstOf(customers: readonly { createdAt: Date }[]): Date {
  return new Date(Math.min(...customers.map(({ createdAt }) => createdAt.getTime())));
}
