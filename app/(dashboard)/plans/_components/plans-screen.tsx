"use client";

import { LayersIcon } from "lucide-react";
import { useState } from "react";
import { CustomerTabs } from "@/app/(dashboard)/customers/_components/customer-tabs";
import { limitText } from "@/app/(dashboard)/customers/_components/in-effect";
import { SEARCH_PARAMS } from "@/app/(dashboard)/list-queries";
import { ActMenu } from "@/components/act-menu";
import type { Column } from "@/components/data-table/column";
import { EmptyState } from "@/components/empty-state";
import { formatCount } from "@/components/format";
import { GatedButton } from "@/components/gated-button";
import { useActDialogs } from "@/components/hooks/use-act-dialogs";
import { lazyDialog } from "@/components/lazy-dialog";
import { PageHeader } from "@/components/page-header";
import { useReadOnlyReason } from "@/components/read-only";
import { ListTable } from "@/components/url-state/list-table";
import { SearchInput } from "@/components/url-state/search-input";
import { useCreateDialog } from "@/components/url-state/use-create-dialog";
import type { PlanRow, PlanTable, SoldCapability } from "@/lib/contracts/plan/screen";
import { moneyText } from "@/lib/core/money";
import { nameIn, WINDOW_NAMES } from "@/lib/core/windows";
import { offeredActs, PlanActDialogs, type PlanActs } from "./plan-acts";

const PLAN_COLUMNS: readonly Column<PlanRow>[] = [
  { id: "name", header: "Name", text: ({ name }) => name, cell: ({ name }) => name },
  ...WINDOW_NAMES.map(
    (window): Column<PlanRow> => ({
      id: window,
      header: `Per ${window}`,
      align: "right",
      cell: ({ limits }) => <Limit value={limits[nameIn("per", window)]} />,
    }),
  ),
  {
    id: "units",
    header: "Units per month",
    align: "right",
    cell: ({ quota: { unitsPerMonth, mode } }) => (
      <>
        <Limit value={unitsPerMonth} />
        {unitsPerMonth === null ? null : (
          <span className="block text-xs text-muted-foreground">
            {mode === "hard" ? "refused beyond" : "marked beyond"}
          </span>
        )}
      </>
    ),
  },
  {
    id: "spendCap",
    header: "Spend cap",
    align: "right",
    cell: ({ spendCapPerMonth, currency }) =>
      spendCapPerMonth === null ? (
        <span className="text-muted-foreground">No cap</span>
      ) : (
        moneyText(spendCapPerMonth, currency)
      ),
  },
  {
    id: "customers",
    header: "Customers",
    align: "right",
    cell: ({ customerCount }) => (
      <span className={customerCount === 0 ? "text-muted-foreground" : undefined}>
        {formatCount(customerCount)}
      </span>
    ),
  },
];

function Limit({ value }: { value: number | null }) {
  return (
    <span className={value === null ? "text-muted-foreground" : undefined}>{limitText(value)}</span>
  );
}

const dialogs = () => import("./plan-form-dialogs");
const CreatePlanDialog = lazyDialog(dialogs, (it) => it.CreatePlanDialog);

const currencies = () => import("./currency-dialog");
const CurrencyDialog = lazyDialog(currencies, (it) => it.CurrencyDialog);

type PlansScreenProps = { table: PlanTable; capabilities: readonly SoldCapability[] };

export function PlansScreen({ table, capabilities }: PlansScreenProps) {
  const readOnlyReason = useReadOnlyReason("PLANS:WRITE");
  const create = useCreateDialog("New Plan", readOnlyReason);
  const acts: PlanActs = useActDialogs();
  return (
    <>
      <PageHeader
        title="Plans"
        description="What customers may use: how many requests, and how many units a month. A customer can have limits of its own in place of its plan's."
        actions={create.button}
      />
      <CustomerTabs />
      <Currency currency={table.currency} />
      <ListTable
        caption="Plans"
        noun="plan"
        columns={PLAN_COLUMNS}
        rows={table.plans}
        rowHref={({ id }) => `/plans/${id}`}
        rowActions={(plan) => (
          <ActMenu subject={plan.name} acts={offeredActs(plan, acts)} reason={readOnlyReason} />
        )}
        nextCursor={table.nextCursor}
        known={SEARCH_PARAMS}
        filters={<SearchInput label="Search plans" />}
        none={
          <EmptyState
            icon={LayersIcon}
            title="No plans yet: customers have only the limits you give each of them"
            guide={{ name: "customers", title: "Customers and plans" }}
            description="Create one for each way you offer your API, such as Free and Pro, and put customers on it."
            action={create.firstButton}
          />
        }
      />
      <CreatePlanDialog {...create.dialog} capabilities={capabilities} currency={table.currency} />
      <PlanActDialogs acts={acts} capabilities={capabilities} />
    </>
  );
}

/** What amounts are in, which can be changed while there are none. */
function Currency({ currency }: { currency: string }) {
  const [open, setOpen] = useState(false);
  return (
    <p className="mb-4 flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-muted-foreground">
      Prices are in {currency}.
      <GatedButton
        variant="outline"
        size="sm"
        reason={useReadOnlyReason("PLANS:WRITE")}
        onClick={() => setOpen(true)}
      >
        Change currency
      </GatedButton>
      <CurrencyDialog currency={currency} open={open} onClose={() => setOpen(false)} />
    </p>
  );
}
