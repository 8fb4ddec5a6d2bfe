"use client";

import { ArrowLeftIcon, ArrowRightIcon, DownloadIcon } from "lucide-react";
import type { ReactNode } from "react";
import { download } from "@/components/download";
import { type Fact, FactList } from "@/components/fact-list";
import { formatCount } from "@/components/format";
import { useNow } from "@/components/hooks/use-now";
import { Link } from "@/components/link";
import { PageHeader } from "@/components/page-header";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import type { CustomerView } from "@/lib/contracts/customer/contracts";
import type { Statement } from "@/lib/contracts/customer/statement";
import type { SoldCapability } from "@/lib/contracts/plan/screen";
import { formatAmount, sumAmounts } from "@/lib/core/money";
import { StatementLines } from "./statement-lines";

type StatementScreenProps = {
  customer: CustomerView;
  statement: Statement;
  capabilities: readonly SoldCapability[];
  title: string;
};

/** What a customer owes for a month, line by line. */
export function StatementScreen(props: StatementScreenProps) {
  const { customer, statement, capabilities, title } = props;
  return (
    <>
      <PageHeader
        back={{ href: `/customers/${customer.id}`, label: customer.name }}
        title={`Statement of ${title}`}
        description={customer.name}
        meta={
          statement.status === "open" ? (
            <Badge variant="muted">Open</Badge>
          ) : (
            <Badge variant="success">Closed</Badge>
          )
        }
        actions={<Downloads statement={statement} />}
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
        <MonthLinks customer={customer} month={statement.month} />
        {statement.lines.length === 0 ? (
          <p className="rounded-xl border bg-card p-4 text-sm text-muted-foreground">
            Nothing was billed in this month.
          </p>
        ) : (
          <StatementLines statement={statement} capabilities={capabilities} />
        )}
        <FactList boxed facts={factsOf(statement)} />
      </div>
    </>
  );
}

function factsOf({ lines, total, currency, overageUnits, status }: Statement): Fact[] {
  const sum = formatAmount(sumAmounts(lines.map(({ amount }) => amount)));
  return [
    { label: "Sum", value: `${sum} ${currency}` },
    {
      label: "Total",
      value: (
        <>
          <strong className="font-semibold">
            {total} {currency}
          </strong>
          <span className="block text-xs text-muted-foreground">
            The sum, rounded half up to the smallest unit of {currency}. Nothing else is rounded.
          </span>
        </>
      ),
    },
    { label: "Overage", value: `${formatCount(overageUnits)} units beyond the quota` },
    {
      label: "Status",
      value:
        status === "open"
          ? "Open: calls are still added. A month closes a day after its end, in UTC."
          : "Closed: it never changes again. What becomes known later is a correction on a later month.",
    },
  ];
}

function Downloads({ statement }: { statement: Statement }) {
  const name = `statement-${statement.customerId}-${statement.month}`;
  async function csv() {
    const { statementFile } = await import("@/lib/contracts/customer/statement");
    download(`${name}.csv`, "text/csv", statementFile(statement));
  }
  const json = () =>
    download(`${name}.json`, "application/json", `${JSON.stringify(statement, null, 2)}\n`);
  return (
    <div className="flex flex-wrap gap-2 print:hidden">
      <Button variant="outline" onClick={csv}>
        <DownloadIcon aria-hidden /> Download CSV
      </Button>
      <Button variant="outline" onClick={json}>
        <DownloadIcon aria-hidden /> Download JSON
      </Button>
    </div>
  );
}

/** The months beside this one, as far as there are statements of them. */
function MonthLinks({ customer, month }: { customer: CustomerView; month: string }) {
  const now = useNow();
  const next = monthBeside(month, 1);
  const previous = monthBeside(month, -1);
  const isPast = now !== null && next <= new Date(now).toISOString().slice(0, month.length);
  const link = (to: string, label: ReactNode) => (
    <Button asChild variant="outline" size="sm">
      <Link href={`/customers/${customer.id}/statements/${to}`}>{label}</Link>
    </Button>
  );
  return (
    <nav aria-label="Months" className="flex min-h-7 flex-wrap justify-between gap-2 print:hidden">
      {previous >= customer.createdAt.slice(0, month.length) ? (
        link(
          previous,
          <>
            <ArrowLeftIcon aria-hidden /> Previous month
          </>,
        )
      ) : (
        <span className="text-sm text-muted-foreground">Its first month</span>
      )}
      {isPast
        ? link(
            next,
            <>
              Next month <ArrowRightIcon aria-hidden />
            </>,
          )
        : null}
    </nav>
  );
}

function monthBeside(month: string, by: 1 | -1): string {
  const date = new Date(`${month}-01`);
  date.setUTCMonth(date.getUTCMonth() + by);
  return date.toISOString().slice(0, month.length);
}
