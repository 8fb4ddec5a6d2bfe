"use client";

import { Building2Icon, TagsIcon } from "lucide-react";
import { EmptyState } from "@/components/empty-state";
import { lazyDialog } from "@/components/lazy-dialog";
import { Link } from "@/components/link";
import { PageHeader } from "@/components/page-header";
import { useReadOnlyReason } from "@/components/read-only";
import { Button } from "@/components/ui/button";
import { useCreateDialog } from "@/components/url-state/use-create-dialog";
import type { CustomerTable } from "@/lib/contracts/customer/screen";
import type { PlanChoice } from "@/lib/contracts/plan/screen";
import { CUSTOMER_PARAMS } from "./customer-query";
import { CustomerTabs } from "./customer-tabs";
import { CustomersTable } from "./customers-table";

const dialogs = () => import("./customer-form-dialogs");
const CreateCustomerDialog = lazyDialog(dialogs, (it) => it.CreateCustomerDialog);

type CustomersScreenProps = { table: CustomerTable; plans: readonly PlanChoice[]; sort: string };

export function CustomersScreen({ table, plans, sort }: CustomersScreenProps) {
  const create = useCreateDialog("New Customer", useReadOnlyReason("CUSTOMERS:WRITE"));
  return (
    <>
      <PageHeader
        title="Customers"
        description="Who you hand keys to. All keys of a customer share its limits and its quota, and stop together when you suspend it."
        actions={
          <>
            {table.hasLabels ? (
              <Button asChild variant="outline">
                <Link href="/customers/from-labels">
                  <TagsIcon aria-hidden /> Made from labels
                </Link>
              </Button>
            ) : null}
            {create.button}
          </>
        }
      />
      <CustomerTabs />
      <CustomersTable
        table={table}
        plans={plans}
        sort={sort}
        known={CUSTOMER_PARAMS}
        none={
          <EmptyState
            icon={Building2Icon}
            title="No customers yet: keys belong to nobody in particular"
            guide={{ name: "customers", title: "Customers and plans" }}
            description="Create one for each company or program you hand keys to. Then limit, watch and suspend all of its keys together."
            action={create.firstButton}
          />
        }
      />
      <CreateCustomerDialog {...create.dialog} plans={plans} currency={table.currency} />
    </>
  );
}
