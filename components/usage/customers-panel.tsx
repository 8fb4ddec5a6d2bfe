"use client";

import { DownloadIcon } from "lucide-react";
import { download } from "@/components/download";
import { formatCount } from "@/components/format";
import { Link } from "@/components/link";
import { useLiveRead } from "@/components/live/use-live-read";
import { Panel } from "@/components/panel";
import { StaleNote } from "@/components/trouble/trouble-note";
import { Truncated } from "@/components/truncated";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { FilterSelect } from "@/components/url-state/filter-select";
import { useUrlState } from "@/components/url-state/url-state-provider";
import type { ActionResult } from "@/lib/contracts/action-result";
import type {
  CustomersQuery,
  CustomersRow,
  CustomersUsage,
} from "@/lib/contracts/analytics/customers";
import { toCsv } from "@/lib/core/csv";
import { CUSTOMER_GROUPS, CUSTOMER_MEASURES } from "@/lib/core/customers";
import { customersQuery, GROUP_LABELS, MEASURE_LABELS, rowName } from "./customers-query";
import { type NumberColumn, NumberTable } from "./number-table";

const REFRESH_MS = 10_000;

type CustomersPanelProps = {
  initial: CustomersUsage;
  /** What `initial` answers. */
  initialQuery: CustomersQuery;
  readCustomers: (query: CustomersQuery) => Promise<ActionResult<CustomersUsage>>;
};

/** What customers used in the range of the page, grouped and filtered by its address. */
export function CustomersPanel({ initial, initialQuery, readCustomers }: CustomersPanelProps) {
  const url = useUrlState();
  const query = customersQuery(url.get);
  const { groupBy = "customer", measure = "requests" } = query;
  const { data, trouble, retry } = useLiveRead({
    queryKey: ["usage", "customers", query],
    read: () => readCustomers(query),
    initial,
    isAnswer: JSON.stringify(query) === JSON.stringify(initialQuery),
    everyMs: REFRESH_MS,
  });
  const isFiltered = url.get("customer") !== null || url.get("integration") !== null;
  if (data.customers.length === 0 && !isFiltered) return null;
  const measures = CUSTOMER_MEASURES.filter((each) => data.totals[each] !== undefined);

  return (
    <Panel
      title="Customers"
      description={
        data.hasMore ? `The first ${data.rows.length} of them` : "What your customers used"
      }
      action={<CsvButton {...{ data, groupBy, measures }} />}
    >
      <div className="mb-3 flex flex-wrap gap-2">
        <FilterSelect
          label="Customer"
          param="customer"
          options={data.customers.map(({ id, name }) => ({ value: id, label: name }))}
          clears={["integration"]}
        />
        <FilterSelect
          label="Integration"
          param="integration"
          options={data.integrations.map((value) => ({ value, label: value }))}
        />
        <Select
          label="Group by"
          value={groupBy}
          options={CUSTOMER_GROUPS.map((value) => ({ value, label: GROUP_LABELS[value] }))}
          onChange={(by) => url.set({ by: by === "customer" ? null : by }, "push")}
        />
        <Select
          label="Sort by"
          value={measure}
          options={measures.map((value) => ({ value, label: MEASURE_LABELS[value] }))}
          onChange={(next) => url.set({ measure: next === "requests" ? null : next }, "push")}
        />
      </div>
      <StaleNote trouble={trouble} since={data.timestamp} onRetry={retry} />
      {data.rows.length === 0 ? (
        <p className="text-sm text-muted-foreground">No requests match.</p>
      ) : (
        <NumberTable
          caption="Customers"
          rows={data.rows}
          rowId={({ id }) => id ?? "none"}
          columns={[
            nameColumn(groupBy),
            ...measures.map((each) => ({
              header: MEASURE_LABELS[each],
              cell: (row: CustomersRow) => shown(row[each]),
              total: shown(data.totals[each]),
            })),
          ]}
        />
      )}
    </Panel>
  );
}

function nameColumn(group: keyof typeof GROUP_LABELS): NumberColumn<CustomersRow> {
  return {
    header: GROUP_LABELS[group],
    total: "Total",
    cell: (row) =>
      group === "customer" && row.name !== null ? (
        <Link href={`/customers/${row.id}`} className="font-medium hover:underline">
          <Truncated className="inline-block max-w-40 align-middle sm:max-w-64" title={row.name} />
        </Link>
      ) : (
        <Truncated
          className="inline-block max-w-40 align-middle sm:max-w-64"
          title={rowName(row, group)}
        />
      ),
  };
}

/** A count, or an amount of money as it is. */
function shown(value: number | string | undefined): string {
  return typeof value === "number" ? formatCount(value) : (value ?? "");
}

type CsvButtonProps = {
  data: CustomersUsage;
  groupBy: keyof typeof GROUP_LABELS;
  measures: readonly (typeof CUSTOMER_MEASURES)[number][];
};

function CsvButton({ data, groupBy, measures }: CsvButtonProps) {
  function save() {
    const label = GROUP_LABELS[groupBy];
    const header = [label, `${label} id`, ...measures.map((each) => MEASURE_LABELS[each])];
    const rows = data.rows.map((row) => [
      rowName(row, groupBy),
      row.id,
      ...measures.map((each) => row[each] ?? null),
    ]);
    download(`usage-customers-by-${groupBy}.csv`, "text/csv", toCsv(header, rows));
  }

  return (
    <Button variant="ghost" size="sm" aria-label="Download customers as CSV" onClick={save}>
      <DownloadIcon aria-hidden />
      CSV
    </Button>
  );
}
