import { z } from "zod";
import { defineContract } from "@/lib/contracts/contract";
import { pathId } from "@/lib/contracts/fields";
import { toCsv } from "@/lib/core/csv";
import { customers } from "./contracts";

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

const month = z.string().regex(MONTH, "Use a month of the form 2026-01.").meta({
  description: "A calendar month in UTC, such as `2026-01`.",
  example: "2026-01",
});

const amount = z.string().meta({
  description: "In the organization's currency, with up to 6 decimal places.",
  example: "0.002",
});

const line = z
  .object({
    kind: z.enum(["usage", "correction"]).meta({
      description: "`correction`: of a call that became known once its own month was closed.",
    }),
    forMonth: month.meta({ description: "The month of the calls." }),
    capabilityId: z.string(),
    tier: z.int().meta({ description: "From 1." }),
    quantity: z.int().meta({ description: "Units that are billed." }),
    unitPrice: amount,
    amount,
  })
  .meta({ id: "StatementLine" });

const statement = z
  .object({
    customerId: z.string(),
    month,
    currency: z.string().meta({ description: "ISO 4217." }),
    lines: z.array(line),
    total: z.string().meta({
      description: "The sum of all amounts, rounded half up to the currency's smallest unit.",
      example: "12.40",
    }),
    overageUnits: z.int().meta({ description: "Units beyond a soft quota." }),
    status: z.enum(["open", "closed"]).meta({
      description: "`closed`: it never changes again. A month closes a day after its end.",
    }),
  })
  .meta({ id: "Statement" });

export type Statement = z.output<typeof statement>;

export const statementContract = defineContract({
  ...customers.read("customer.statement"),
  input: z.strictObject({ id: pathId, month }),
  output: statement,
  http: {
    ...customers.at("GET", "/v1/customers/{id}/statements/{month}"),
    summary: "Get a customer's statement of a month",
    description:
      "What it owes for the calls of its production keys, by capability, tier and price. " +
      "Its amounts add up to the prices of the events. With `Accept: text/csv` as a file. " +
      "The statements of a customer that was deleted stay.",
    csv: (output) => statementFile(statement.parse(output)),
  },
});

/** A statement as a file: its lines, and its total as the last one. */
export function statementFile({ currency, lines, total, ...of }: Statement): string {
  const header = ["Kind", "Month", "Capability id", "Tier", "Quantity", "Unit price", "Amount"];
  const rows = lines.map((each) => [
    ...[each.kind, each.forMonth, each.capabilityId, each.tier, each.quantity],
    ...[Number(each.unitPrice), Number(each.amount)],
  ]);
  const sum = ["total", of.month, null, null, null, null, Number(total)];
  return toCsv(
    [...header, "Currency"],
    [...rows, sum].map((row) => [...row, currency]),
  );
}
