"use client";

import { MergeIcon, TagsIcon } from "lucide-react";
import { useState } from "react";
import {
  CustomerStatusBadge,
  ExternalId,
} from "@/app/(dashboard)/customers/_components/customer-marks";
import { SEARCH_PARAMS } from "@/app/(dashboard)/list-queries";
import type { Column } from "@/components/data-table/column";
import { EmptyState } from "@/components/empty-state";
import { counted, formatCount } from "@/components/format";
import { GatedButton } from "@/components/gated-button";
import { lazyDialog } from "@/components/lazy-dialog";
import { Link } from "@/components/link";
import { PageHeader } from "@/components/page-header";
import { Panel } from "@/components/panel";
import { useReadOnlyReason } from "@/components/read-only";
import { RelativeTime } from "@/components/relative-time";
import { ListTable } from "@/components/url-state/list-table";
import { SearchInput } from "@/components/url-state/search-input";
import type { CustomerLabels, CustomerOfLabel } from "@/lib/contracts/customer/screen";

const COLUMNS: readonly Column<CustomerOfLabel>[] = [
  {
    id: "name",
    header: "Name",
    text: ({ name }) => name,
    cell: ({ name }) => name,
    below: ({ name, externalId }) =>
      name === externalId ? null : <ExternalId text={externalId} />,
  },
  {
    id: "labels",
    header: "Labels of its keys",
    wide: true,
    cell: ({ labels }) => (
      <span className="line-clamp-2 max-w-96 break-all" title={labels.join(", ")}>
        {labels.join(", ")}
      </span>
    ),
  },
  {
    id: "status",
    header: "Status",
    cell: ({ status }) => <CustomerStatusBadge status={status} />,
  },
  {
    id: "keys",
    header: "Keys",
    align: "right",
    cell: ({ keyCount }) => formatCount(keyCount),
  },
  {
    id: "lastSeenAt",
    header: "Last seen",
    cell: ({ lastSeenAt }) =>
      lastSeenAt ? (
        <RelativeTime at={lastSeenAt} />
      ) : (
        <span className="text-muted-foreground">Never</span>
      ),
  },
];

export function LabelsScreen({ labels }: { labels: CustomerLabels }) {
  return (
    <>
      <PageHeader
        back={{ href: "/customers", label: "Customers" }}
        title="Made from labels"
        description="Keys used to have the name of a customer as a label. Each label became a customer, with that text as its external id. Labels that differed in letter case became customers of their own."
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
        {labels.groups.length > 0 ? <Groups groups={labels.groups} /> : null}
        <ListTable
          caption="Customers made from labels"
          noun="customer"
          columns={COLUMNS}
          rows={labels.customers}
          rowHref={({ id }) => `/customers/${id}`}
          nextCursor={labels.nextCursor}
          known={SEARCH_PARAMS}
          filters={<SearchInput label="Search customers" />}
          none={
            <EmptyState
              icon={TagsIcon}
              title="No customers were made from labels"
              description="Customers that you create yourself, or with a key, are on the list of customers."
            />
          }
        />
      </div>
    </>
  );
}

type Group = CustomerLabels["groups"][number];

const dialogs = () => import("./merge-dialog");
const MergeDialog = lazyDialog(dialogs, (it) => it.MergeDialog);

/** Customers that are alike but for letter case, each group with the act that makes one of it. */
function Groups({ groups }: { groups: readonly Group[] }) {
  const readOnlyReason = useReadOnlyReason("CUSTOMERS:WRITE");
  const [merged, setMerged] = useState<Group | null>(null);
  const [open, setOpen] = useState(false);
  return (
    <Panel
      title="Probably the same"
      description="Their external ids differ in letter case alone. Merge them if they are one customer, so that their keys share its limits."
    >
      <ul className="-mx-4 -mb-4 grid divide-y border-t">
        {groups.map((group) => {
          const [first] = group;
          return (
            <li
              key={group.map(({ id }) => id).join()}
              className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 py-3"
            >
              <ul className="grid min-w-0 flex-[1_1_16rem] gap-1 text-sm">
                {group.map(({ id, externalId, keyCount }) => (
                  <li key={id} className="flex flex-wrap items-baseline gap-x-2">
                    <Link
                      href={`/customers/${id}`}
                      title={externalId}
                      className="line-clamp-1 font-medium break-all hover:underline hover:underline-offset-4"
                    >
                      {externalId}
                    </Link>
                    <span className="text-xs text-muted-foreground">
                      {counted(keyCount, "key")}
                    </span>
                  </li>
                ))}
              </ul>
              <GatedButton
                variant="outline"
                reason={readOnlyReason}
                aria-label={`Merge ${first?.externalId}`}
                onClick={() => {
                  setMerged(group);
                  setOpen(true);
                }}
              >
                <MergeIcon aria-hidden /> Merge
              </GatedButton>
            </li>
          );
        })}
      </ul>
      {merged ? (
        <MergeDialog
          key={merged[0]?.id}
          group={merged}
          open={open}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </Panel>
  );
}
