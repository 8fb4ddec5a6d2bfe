"use client";

import { PlusIcon } from "lucide-react";
import { type ReactNode, useMemo } from "react";
import { readKeyTable } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/keys/actions";
import { GatedButton } from "@/components/gated-button";
import { useHotkeys } from "@/components/hooks/use-hotkeys";
import { KeyActDialogs } from "@/components/key/acts/key-act-dialogs";
import { useKeyActs } from "@/components/key/acts/use-key-acts";
import { KeyClientProvider } from "@/components/key/key-client";
import { keyColumns } from "@/components/key/table/key-columns";
import { KeysTable, NoKeys } from "@/components/key/table/keys-table";
import { lazyDialog } from "@/components/lazy-dialog";
import { useUrlDialog } from "@/components/url-state/use-url-dialog";
import type {
  SurfaceKeyForm,
  SurfaceKeyRow,
  SurfaceKeyTable,
} from "@/lib/contracts/surface-key/screen";
import { CapabilityTags } from "./capability-tags";
import { keyMaker } from "./key-maker";
import { type Place, surfaceKeyClient } from "./surface-key-client";
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
  scope: [
    {
      id: "capabilities",
      header: "Capabilities",
      wide: true,
      width: "w-46 @7xl:w-72",
      className: "@max-cards:order-4",
      cell: (key) => <CapabilityTags of={key} />,
    },
  ],
  maker: keyMaker,
});

const CreateSurfaceKey = lazyDialog(() =>
  import("./create-surface-key").then((module) => module.CreateSurfaceKey),
);
const EditSurfaceKey = lazyDialog(() =>
  import("./edit-surface-key").then((module) => module.EditSurfaceKey),
);

type KeysTabProps = {
  place: Place;
  initial: SurfaceKeyTable;
  /** What `initial` answers. */
  initialQuery: SurfaceTableQuery;
  form: SurfaceKeyForm;
  /** Why this person cannot change keys; null when they can. */
  readOnlyReason: string | null;
};

export function KeysTab({ place, initial, initialQuery, form, readOnlyReason }: KeysTabProps) {
  const create = useUrlDialog("create");
  const acts = useKeyActs<SurfaceKeyRow>();
  const { id, surfaceId } = place;
  const { capabilities } = form;
  const client = useMemo(
    () => surfaceKeyClient({ id, surfaceId }, capabilities),
    [id, surfaceId, capabilities],
  );
  const mayCreate = readOnlyReason === null;
  useHotkeys({ c: create.open }, mayCreate);

  return (
    <KeyClientProvider client={client}>
      <KeysIntroduction>
        <GatedButton reason={readOnlyReason} onClick={create.open}>
          <PlusIcon aria-hidden />
          Create API Key
        </GatedButton>
      </KeysIntroduction>
      <KeysTable
        columns={SURFACE_KEY_COLUMNS}
        toQuery={surfaceTableQuery}
        known={SURFACE_TABLE_PARAMS}
        read={(query) => readKeyTable({ ...place, ...query })}
        initial={initial}
        initialQuery={initialQuery}
        filters={capabilityFilter(form)}
        acts={acts}
        readOnlyReason={readOnlyReason}
        none={
          <NoKeys
            title="No keys yet: nothing can call this surface"
            guide={{ name: "surfaces-and-capabilities", title: "Surfaces and capabilities" }}
            description="Create one key per customer or program. Choose which capabilities it can call, copy it, and see its first request here."
            readOnlyReason={readOnlyReason}
            onCreate={create.open}
          />
        }
      />
      <CreateSurfaceKey
        place={place}
        form={form}
        open={mayCreate && create.isOpen}
        onClose={create.close}
        onCreated={create.detach}
      />
      <KeyActDialogs
        acts={acts}
        edit={(dialog) => <EditSurfaceKey {...dialog} place={place} form={form} />}
      />
    </KeyClientProvider>
  );
}

function capabilityFilter({ capabilities }: SurfaceKeyForm) {
  if (capabilities.length < 2) return [];
  const options = capabilities.map(({ id, name }) => ({ value: id, label: name }));
  return [{ label: "Capability", param: CAPABILITY_PARAM, options }];
}

/** What the keys of a surface are for, and the act that makes one. */
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
      <div className="shrink-0">{children}</div>
    </div>
  );
}
