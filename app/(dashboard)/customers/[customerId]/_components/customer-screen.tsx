"use client";

import { BanIcon } from "lucide-react";
import { useRouter } from "next/navigation";
import {
  CustomerActDialogs,
  type CustomerActs,
  offeredActs,
} from "@/app/(dashboard)/customers/_components/customer-acts";
import { CustomerStatusBadge } from "@/app/(dashboard)/customers/_components/customer-marks";
import { ActButtons } from "@/components/act-buttons";
import { CopyButton } from "@/components/copy-button";
import { type Fact, FactList, idFact, metadataFacts } from "@/components/fact-list";
import { useActDialogs } from "@/components/hooks/use-act-dialogs";
import { PageHeader } from "@/components/page-header";
import { Panel } from "@/components/panel";
import { useReadOnlyReason } from "@/components/read-only";
import { RelativeTime } from "@/components/relative-time";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import { DayChart } from "@/components/usage/day-chart";
import type { PortalLinkView } from "@/lib/contracts/customer/portal-links";
import type { CustomerOverview } from "@/lib/contracts/customer/screen";
import type { PlanView } from "@/lib/contracts/plan/contracts";
import type { PlanChoice } from "@/lib/contracts/plan/screen";
import { CreateKeyLink } from "./create-key-link";
import { KeysPanel } from "./keys-panel";
import { LimitsPanel } from "./limits-panel";
import { MoneyPanel } from "./money-panel";
import { CreatePortalLinkButton, PortalLinks } from "./portal-links";

type CustomerScreenProps = {
  overview: CustomerOverview;
  plan: PlanView | null;
  plans: readonly PlanChoice[];
  /** Those that are not over. */
  portal: readonly PortalLinkView[];
};

export function CustomerScreen({ overview, plan, plans, portal }: CustomerScreenProps) {
  const { customer } = overview;
  const router = useRouter();
  const readOnlyReason = useReadOnlyReason("CUSTOMERS:WRITE");
  const acts: CustomerActs = useActDialogs();
  return (
    <>
      <PageHeader
        back={{ href: "/customers", label: "Customers" }}
        title={customer.name}
        meta={<CustomerStatusBadge status={customer.status} />}
        actions={
          <>
            <CreateKeyLink surfaces={overview.surfaces} />
            <CreatePortalLinkButton customer={customer} />
            <ActButtons acts={offeredActs(customer, acts)} reason={readOnlyReason} />
          </>
        }
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        {customer.status === "suspended" ? <SuspendedNotice /> : null}
        <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-[minmax(0,1fr)_24rem]">
          <div className="grid min-w-0 gap-4">
            <UsagePanel usage={overview.usage} />
            <KeysPanel {...overview} />
            <PortalLinks customer={customer} links={portal} />
          </div>
          <div className="grid min-w-0 gap-4 md:grid-cols-2 xl:grid-cols-1">
            <LimitsPanel {...overview} plan={plan} />
            <MoneyPanel {...overview} plan={plan} plans={plans} />
            <Panel title="Details">
              <FactList facts={factsOf(overview)} />
            </Panel>
          </div>
        </div>
      </div>
      <CustomerActDialogs
        acts={acts}
        plans={plans}
        currency={overview.money.currency}
        onDeleted={() => router.push("/customers")}
      />
    </>
  );
}

function SuspendedNotice() {
  return (
    <Alert role="status" variant="destructive">
      <BanIcon aria-hidden />
      <AlertTitle>Suspended</AlertTitle>
      <AlertDescription>
        All of its keys are refused with 403 “Customer is suspended” until you resume it.
      </AlertDescription>
    </Alert>
  );
}

function UsagePanel({ usage }: Pick<CustomerOverview, "usage">) {
  const { from, to, days } = usage;
  return (
    <Panel
      title="Requests, last 30 days"
      description="With all of its keys, by UTC day, stacked by outcome"
    >
      {days.length > 0 ? (
        <DayChart label="Requests, last 30 days" from={from} to={to} days={days} />
      ) : (
        <p className="text-sm text-muted-foreground">
          No requests in the last 30 days. The first one appears here within seconds.
        </p>
      )}
    </Panel>
  );
}

function factsOf({ customer, lastSeenAt }: CustomerOverview): Fact[] {
  const { id, externalId, notes, metadata, createdAt, updatedAt } = customer;
  const code = (text: string) => (
    <span className="flex items-start gap-1">
      <code className="min-w-0 font-mono text-xs leading-5 break-all">{text}</code>
      <CopyButton text={text} label="external id" />
    </span>
  );
  return [
    { label: "External id", value: externalId === null ? "None" : code(externalId) },
    { label: "Last seen", value: lastSeenAt ? <RelativeTime at={lastSeenAt} /> : "Never" },
    ...(notes === null
      ? []
      : [{ label: "Notes", value: <span className="whitespace-pre-wrap">{notes}</span> }]),
    ...metadataFacts(metadata),
    { label: "Created", value: <RelativeTime at={createdAt} /> },
    { label: "Updated", value: <RelativeTime at={updatedAt} /> },
    idFact(id, "customer id"),
  ];
}
