"use client";

import { Building2Icon } from "lucide-react";
import { useRouter } from "next/navigation";
import { PLAN_CUSTOMER_PARAMS } from "@/app/(dashboard)/customers/_components/customer-query";
import { CustomersTable } from "@/app/(dashboard)/customers/_components/customers-table";
import { limitText } from "@/app/(dashboard)/customers/_components/in-effect";
import {
  offeredActs,
  PlanActDialogs,
  type PlanActs,
} from "@/app/(dashboard)/plans/_components/plan-acts";
import { ActButtons } from "@/components/act-buttons";
import { EmptyState } from "@/components/empty-state";
import { type Fact, FactList, idFact } from "@/components/fact-list";
import { useActDialogs } from "@/components/hooks/use-act-dialogs";
import { Link } from "@/components/link";
import { PageHeader } from "@/components/page-header";
import { Panel } from "@/components/panel";
import { useReadOnlyReason } from "@/components/read-only";
import { RelativeTime } from "@/components/relative-time";
import { Button } from "@/components/ui/button";
import type { CustomerTable } from "@/lib/contracts/customer/screen";
import type { PlanChoice, PlanRow, SoldCapability } from "@/lib/contracts/plan/screen";
import { moneyText } from "@/lib/core/money";
import { nameIn, WINDOW_NAMES } from "@/lib/core/windows";
import { PricesPanel } from "./prices-panel";

type PlanScreenProps = {
  plan: PlanRow;
  capabilities: readonly SoldCapability[];
  /** Those who are on it. */
  table: CustomerTable;
  plans: readonly PlanChoice[];
  sort: string;
};

export function PlanScreen({ plan, capabilities, table, plans, sort }: PlanScreenProps) {
  const router = useRouter();
  const acts: PlanActs = useActDialogs();
  return (
    <>
      <PageHeader
        back={{ href: "/plans", label: "Plans" }}
        title={plan.name}
        actions={
          <ActButtons acts={offeredActs(plan, acts)} reason={useReadOnlyReason("PLANS:WRITE")} />
        }
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
        <Panel title="What it allows" description="All keys of a customer together">
          <FactList facts={factsOf(plan)} />
        </Panel>
        <PricesPanel plan={plan} capabilities={capabilities} />
        <section
          aria-labelledby="customers-on-plan"
          className="grid grid-cols-[minmax(0,1fr)] gap-3"
        >
          <h2 id="customers-on-plan" className="text-lg font-semibold">
            Customers on this plan
          </h2>
          <CustomersTable
            table={table}
            plans={plans}
            sort={sort}
            known={PLAN_CUSTOMER_PARAMS}
            none={
              <EmptyState
                icon={Building2Icon}
                title="Nobody is on this plan yet"
                description="Choose it when you create or edit a customer."
                action={
                  <Button asChild variant="outline">
                    <Link href="/customers">Customers</Link>
                  </Button>
                }
              />
            }
          />
        </section>
      </div>
      <PlanActDialogs
        acts={acts}
        capabilities={capabilities}
        onDeleted={() => router.push("/plans")}
      />
    </>
  );
}

function factsOf(plan: PlanRow): Fact[] {
  const { id, limits, quota, spendCapPerMonth, currency, createdAt, updatedAt } = plan;
  const beyond = quota.mode === "hard" ? "calls over it are refused" : "calls over it are marked";
  return [
    ...WINDOW_NAMES.map((window) => ({
      label: `Requests per ${window}`,
      value: limitText(limits[nameIn("per", window)]),
    })),
    {
      label: "Units per month",
      value:
        quota.unitsPerMonth === null ? "No quota" : `${limitText(quota.unitsPerMonth)}, ${beyond}`,
    },
    {
      label: "Spend cap per month",
      value: spendCapPerMonth === null ? "No cap" : moneyText(spendCapPerMonth, currency),
    },
    { label: "Created", value: <RelativeTime at={createdAt} /> },
    { label: "Updated", value: <RelativeTime at={updatedAt} /> },
    idFact(id, "plan id"),
  ];
}
