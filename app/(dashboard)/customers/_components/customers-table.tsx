import type { ReactNode } from "react";
import { ActMenu } from "@/components/act-menu";
import type { Column } from "@/components/data-table/column";
import { formatCount } from "@/components/format";
import { useActDialogs } from "@/components/hooks/use-act-dialogs";
import { useReadOnlyReason } from "@/components/read-only";
import { RelativeTime } from "@/components/relative-time";
import type { AddressParams } from "@/components/url-state/address-params";
import { FilterSelect } from "@/components/url-state/filter-select";
import { ListTable } from "@/components/url-state/list-table";
import { SearchInput } from "@/components/url-state/search-input";
import type { CustomerRow, CustomerTable } from "@/lib/contracts/customer/screen";
import type { PlanChoice } from "@/lib/contracts/plan/screen";
import { moneyText } from "@/lib/core/money";
import { CustomerActDialogs, type CustomerActs, offeredActs } from "./customer-acts";
import { CustomerStatusBadge, ExternalId } from "./customer-marks";

const columnsIn = (currency: string): readonly Column<CustomerRow>[] => [
  {
    id: "name",
    header: "Name",
    sortable: true,
    text: ({ name }) => name,
    cell: ({ name }) => name,
    below: ({ externalId }) => (externalId === null ? null : <ExternalId text={externalId} />),
  },
  {
    id: "status",
    header: "Status",
    width: "w-26",
    className: "@max-cards:order-2",
    cell: ({ status }) => <CustomerStatusBadge status={status} />,
  },
  {
    id: "plan",
    header: "Plan",
    width: "w-32",
    className: "@max-cards:order-3",
    cell: ({ plan }) =>
      plan ? (
        <span className="line-clamp-1 break-all" title={plan.name}>
          {plan.name}
        </span>
      ) : (
        <span className="text-muted-foreground">No plan</span>
      ),
  },
  {
    id: "keys",
    header: "Keys",
    align: "right",
    width: "w-16",
    className: "@max-cards:order-4",
    cell: ({ keyCount }) => <Count of={keyCount} />,
  },
  {
    id: "requests",
    header: "Requests this month",
    align: "right",
    width: "w-40",
    className: "@max-cards:order-5",
    cell: ({ requestsThisMonth, requestsLastMonth }) => (
      <>
        <Count of={requestsThisMonth} />
        {requestsLastMonth > 0 ? (
          <span className="block text-xs text-muted-foreground">
            {formatCount(requestsLastMonth)} last month
          </span>
        ) : null}
      </>
    ),
  },
  {
    id: "spend",
    header: "Spend this month",
    align: "right",
    width: "w-34",
    className: "@max-cards:order-6",
    cell: ({ spendThisMonth }) => (
      <span className={spendThisMonth === "0" ? "text-muted-foreground" : undefined}>
        {moneyText(spendThisMonth, currency)}
      </span>
    ),
  },
  {
    id: "lastSeenAt",
    header: "Last seen",
    sortable: true,
    firstDirection: "descending",
    width: "w-26",
    className: "@max-cards:order-7",
    cell: ({ lastSeenAt }) =>
      lastSeenAt ? (
        <RelativeTime at={lastSeenAt} />
      ) : (
        <span className="text-muted-foreground">Never</span>
      ),
  },
  {
    id: "createdAt",
    header: "Created",
    sortable: true,
    firstDirection: "descending",
    width: "w-26",
    className: "@max-cards:order-8",
    cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
  },
];

function Count({ of: count }: { of: number }) {
  return (
    <span className={count === 0 ? "text-muted-foreground" : undefined}>{formatCount(count)}</span>
  );
}

const STATUSES = [
  { value: "active", label: "Active" },
  { value: "suspended", label: "Suspended" },
];

type CustomersTableProps = {
  table: CustomerTable;
  plans: readonly PlanChoice[];
  /** Names the order, as the address does. */
  sort: string;
  known: AddressParams;
  none: ReactNode;
};

/** Customers, and what can be done with each of them. */
export function CustomersTable({ table, plans, sort, known, none }: CustomersTableProps) {
  const readOnlyReason = useReadOnlyReason("CUSTOMERS:WRITE");
  const acts: CustomerActs = useActDialogs();
  const options = plans.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      <ListTable
        caption="Customers"
        noun="customer"
        columns={columnsIn(table.currency)}
        rows={table.customers}
        rowHref={({ id }) => `/customers/${id}`}
        rowActions={(customer) => (
          <ActMenu
            subject={customer.name}
            acts={offeredActs(customer, acts)}
            reason={readOnlyReason}
          />
        )}
        sort={sort}
        nextCursor={table.nextCursor}
        known={known}
        filters={
          <>
            <SearchInput label="Search customers" />
            <FilterSelect label="Status" param="status" options={STATUSES} />
            {"plan" in known && options.length > 0 ? (
              <FilterSelect label="Plan" param="plan" options={options} className="max-w-64" />
            ) : null}
          </>
        }
        none={none}
      />
      <CustomerActDialogs acts={acts} plans={plans} currency={table.currency} />
    </>
  );
}
