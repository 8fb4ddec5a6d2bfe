import "server-only";
import { z } from "zod";
import { customerScreens } from "@/lib/contracts/customer/screen";
import type { CustomerSort } from "@/lib/core/customers";
import { invalidField } from "@/lib/core/errors";
import { idPattern } from "@/lib/core/ids";
import { formatAmount } from "@/lib/core/money";
import { type CustomerCursor, readCustomerPlaces } from "@/lib/db/customers";
import { cutPage, decodeCursor, encodeCursor } from "@/lib/db/keyset";
import { databaseNow } from "@/lib/db/prisma";
import { defineRead } from "@/lib/services/verb";
import { customerTraffic } from "@/lib/usage/customer-traffic";
import { inOrder, MADE_OF_LABELS, viewCustomer, withPlan, withPricing } from "./reads";

export const customerTable = defineRead(customerScreens.table, async (context) => {
  const { principal, input, db } = context;
  const { organizationId } = principal;
  const { cursor, limit, ...query } = input;
  const asked = cursor === undefined ? {} : { cursor: readCursor(cursor, input) };
  const places = await readCustomerPlaces(db, {
    ...query,
    ...asked,
    organizationId,
    limit: limit + 1,
  });
  const { rows: page, pagination } = cutPage(places, limit, ({ sortValue, id }) =>
    encodeCursor([input.sort, input.direction, sortValue, id]),
  );
  const ids = page.map(({ id }) => id);
  const [rows, traffic, labelled, { currency }] = await Promise.all([
    db.customer.findMany({
      where: { organizationId, id: { in: ids } },
      include: { ...withPlan, ...withPricing },
    }),
    customerTraffic(organizationId, ids),
    db.customer.findFirst({
      where: { organizationId, ...MADE_OF_LABELS },
      select: { id: true },
    }),
    db.organization.findUniqueOrThrow({ where: { id: organizationId } }),
  ]);
  const now = await databaseNow(db);
  const customers = inOrder(ids, rows).map((row) => {
    const seen = traffic.get(row.id);
    return {
      ...viewCustomer(row, now),
      plan: row.plan,
      keyCount: seen?.keys ?? 0,
      requestsThisMonth: seen?.thisMonth ?? 0,
      requestsLastMonth: seen?.lastMonth ?? 0,
      spendThisMonth: formatAmount(BigInt(seen?.spent ?? 0)),
      lastSeenAt: seen?.lastSeenAt?.toISOString() ?? null,
    };
  });
  return { customers, nextCursor: pagination.nextCursor, hasLabels: labelled !== null, currency };
});

const LATEST = 253_402_300_799_999;
const stored = z.string().refine((text) => !text.includes("\0") && text.isWellFormed());
const cursorSchema = z.tuple([
  z.string(),
  z.string(),
  z.union([stored, z.number().min(0).max(LATEST)]),
  z.string().regex(idPattern("customer")),
]);

type Sorted = { sort: CustomerSort; direction: string };

/** A cursor leads nowhere in any other order. Throws `bad_request` for any other text. */
function readCursor(text: string, { sort, direction }: Sorted): CustomerCursor {
  const [ofSort, ofDirection, value = "", id = ""] = decodeCursor(text, cursorSchema) ?? [];
  const fits = (typeof value === "string") === (sort === "name");
  if (ofSort === sort && ofDirection === direction && fits) return { value, id };
  throw invalidField("cursor", "Not a cursor of this list and order.");
}
