"use client";

import type { ReactNode } from "react";
import { readKeyTable } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/keys/actions";
import { keyColumns } from "@/components/key/table/key-columns";
import { KeysList } from "@/components/key/table/keys-list";
import { lazyDialog } from "@/components/lazy-dialog";
import type { ClaimLinkView } from "@/lib/contracts/surface-key/claim-links";
import type {
  SurfaceKeyForm,
  SurfaceKeyRow,
  SurfaceKeyTable,
} from "@/lib/contracts/surface-key/screen";
import { ClaimLinks, CreateClaimLinkButton } from "./claim-links";
import { CapabilityTags, keyMaker } from "./surface-key-cells";
import { type Place, useSurfaceKeyClient } from "./surface-key-client";
import {
  CAPABILITY_PARAM,
  SURFACE_TABLE_PARAMS,
  type SurfaceTableQuery,
  surfaceTableQuery,
} from "./surface-table-query";

const SURFACE_KEY_COLUMNS = keyColumns<SurfaceKeyRow>({
  below: ({ customer }) =>
    customer === null ? null : (
      <span className="line-clamp-2 text-xs text-muted-foreground wrap-anywhere" title={customer}>
        for {customer}
      </span>
    ),
  scope: {
    id: "capabilities",
    header: "Capabilities",
    width: "w-46 @7xl:w-72",
    cell: (key) => <CapabilityTags of={key} />,
  },
  maker: keyMaker,
});

const dialogs = () => import("./surface-key-dialogs");
const CreateSurfaceKey = lazyDialog(dialogs, (it) => it.CreateSurfaceKey);
const EditSurfaceKey = lazyDialog(dialogs, (it) => it.EditSurfaceKey);

type KeysTabProps = {
  place: Place;
  initial: SurfaceKeyTable;
  /** What `initial` answers. */
  initialQuery: SurfaceTableQuery;
  form: SurfaceKeyForm;
  /** Those that are not claimed yet. */
  links: readonly ClaimLinkView[];
};

export function KeysTab({ place, form, links, ...list }: KeysTabProps) {
  const client = useSurfaceKeyClient(place, form);
  return (
    <KeysList
      {...list}
      client={client}
      header={(createButton) => (
        <>
          <KeysIntroduction>
            <CreateClaimLinkButton place={place} form={form} />
            {createButton}
          </KeysIntroduction>
          <ClaimLinks place={place} links={links} />
        </>
      )}
      columns={SURFACE_KEY_COLUMNS}
      toQuery={surfaceTableQuery}
      known={SURFACE_TABLE_PARAMS}
      read={(query) => readKeyTable({ ...place, ...query })}
      filters={capabilityFilter(form)}
      none={{
        title: "No keys yet: nothing can call this surface",
        guide: { name: "surfaces-and-capabilities", title: "Surfaces and capabilities" },
        description:
          "Create one key per customer or program. Choose which capabilities it can call, copy it, and see its first request here.",
      }}
      createLabel="Create API Key"
      create={(dialog) => <CreateSurfaceKey {...dialog} place={place} form={form} />}
      edit={(dialog) => <EditSurfaceKey {...dialog} place={place} form={form} />}
    />
  );
}

function capabilityFilter({ capabilities }: SurfaceKeyForm) {
  if (capabilities.length < 2) return [];
  const options = capabilities.map(({ id, name }) => ({ value: id, label: name }));
  return [{ label: "Capability", param: CAPABILITY_PARAM, options }];
}

/** What the keys of a surface are for, and the acts that make one. */
function KeysIntroduction({ children }: { children: ReactNode }) {
  return (
    <div className="mb-4 flex flex-col items-start justify-between gap-x-6 gap-y-3 sm:flex-row">
      <div className="grid gap-1">
        <h2 className="text-base font-semibold">API keys</h2>
        <p className="max-w-prose text-sm text-muted-foreground">
          Programs use these keys to call this surface. For each key, see which capabilities it can
          call, who uses it, and when it was last used.
        </p>
      </div>
      <div className="flex shrink-0 flex-wrap gap-2">{children}</div>
    </div>
  );
}
