import "server-only";
import { statementContract } from "@/lib/contracts/customer/statement";
import { invalidField, notFound } from "@/lib/core/errors";
import { formatAmount, roundAmount } from "@/lib/core/money";
import { databaseNow } from "@/lib/db/prisma";
import { defineRead } from "@/lib/services/verb";
import { readStatement, type StatedLine } from "@/lib/usage/read-statement";

export const getStatement = defineRead(statementContract, async (context) => {
  const { principal, input, db } = context;
  const { organizationId } = principal;
  const { id, month } = input;
  const query = {
    where: { id, organizationId },
    select: { createdAt: true, organization: { select: { currency: true } } },
  };
  const row =
    (await db.customer.findFirst(query)) ??
    (await db.formerCustomer.findFirst({ ...query, where: { ...query.where, mergedInto: null } }));
  if (!row) throw notFound("Customer");
  const monthOf = (instant: Date) => instant.toISOString().slice(0, "2026-01".length);
  if (month > monthOf(await databaseNow(db))) {
    throw invalidField("month", "This month has not begun yet.");
  }
  if (month < monthOf(row.createdAt)) {
    throw invalidField("month", `The customer's first month is ${monthOf(row.createdAt)}.`);
  }
  const { lines, overageUnits, isClosed } = await readStatement(organizationId, id, `${month}-01`);
  const { currency } = row.organization;
  return {
    ...{ customerId: id, month, currency, overageUnits },
    lines: lines.map((each) => viewLine(each, month)),
    total: roundAmount(
      lines.reduce((sum, { amount }) => sum + BigInt(amount), 0n),
      currency,
    ),
    status: isClosed ? ("closed" as const) : ("open" as const),
  };
});

function viewLine({ forMonth, capabilityId, tier, ...sold }: StatedLine, month: string) {
  return {
    ...{ forMonth, capabilityId, tier },
    kind: forMonth === month ? ("usage" as const) : ("correction" as const),
    quantity: Number(sold.quantity),
    unitPrice: formatAmount(BigInt(sold.unitPrice)),
    amount: formatAmount(BigInt(sold.amount)),
  };
}
