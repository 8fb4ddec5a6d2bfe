import "server-only";
import { customerScreens } from "@/lib/contracts/customer/screen";
import { alikeLabels } from "@/lib/db/customers";
import { readPage, searching } from "@/lib/db/keyset";
import type { Transaction } from "@/lib/db/prisma";
import { defineRead } from "@/lib/services/verb";
import { customerTraffic } from "@/lib/usage/customer-traffic";
import { inOrder, MADE_OF_LABELS, withPlan } from "./reads";

const MAX_GROUPS = 50;

export const customersFromLabels = defineRead(customerScreens.labels, async (context) => {
  const { principal, input, db } = context;
  const { organizationId } = principal;
  const [groups, page] = await Promise.all([
    alikeLabels(db, organizationId, MAX_GROUPS),
    readPage(input, "customer", ({ after, ...query }) =>
      db.customer.findMany({
        where: {
          organizationId,
          ...MADE_OF_LABELS,
          externalId: { not: null },
          AND: [after, searching(input.search)],
        },
        select: { id: true, createdAt: true },
        ...query,
      }),
    ),
  ]);
  const ids = page.rows.map(({ id }) => id);
  const known = await labelled(db, organizationId, [...new Set([...groups.flat(), ...ids])]);
  return {
    groups: groups
      .map((group) => inOrder(group, known).toSorted((one, other) => other.keyCount - one.keyCount))
      .filter((group) => group.length > 1),
    customers: inOrder(ids, known),
    nextCursor: page.pagination.nextCursor,
  };
});

async function labelled(db: Transaction, organizationId: string, ids: readonly string[]) {
  const [rows, traffic] = await Promise.all([
    db.customer.findMany({
      where: { organizationId, id: { in: [...ids] } },
      include: withPlan,
    }),
    customerTraffic(organizationId, ids),
  ]);
  return rows.map(({ id, name, externalId, fromLabels: labels, status, plan }) => ({
    ...{ id, name, externalId: externalId ?? "", labels, status, plan },
    keyCount: traffic.get(id)?.keys ?? 0,
    lastSeenAt: traffic.get(id)?.lastSeenAt?.toISOString() ?? null,
  }));
}
