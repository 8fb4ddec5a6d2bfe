"use client";

import { PlusIcon } from "lucide-react";
import { useMemo } from "react";
import { KeysIntroduction } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/keys/_components/keys-introduction";
import {
  type Place,
  surfaceKeyClient,
} from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/keys/_components/surface-key-client";
import { SURFACE_KEY_COLUMNS } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/keys/_components/surface-key-columns";
import {
  CAPABILITY_PARAM,
  SURFACE_TABLE_PARAMS,
  type SurfaceTableQuery,
  surfaceTableQuery,
} from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/keys/_components/surface-table-query";
import { readKeyTable } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/keys/actions";
import { GatedButton } from "@/components/gated-button";
import { useHotkeys } from "@/components/hooks/use-hotkeys";
import { KeyActDialogs } from "@/components/key/acts/key-act-dialogs";
import { useKeyActs } from "@/components/key/acts/use-key-acts";
import { KeyClientProvider } from "@/components/key/key-client";
import { KeysTable } from "@/components/key/table/keys-table";
import { NoKeys } from "@/components/key/table/no-keys";
import { lazyDialog } from "@/components/lazy-dialog";
import { useUrlDialog } from "@/components/url-state/use-url-dialog";
import type {
  SurfaceKeyForm,
  SurfaceKeyRow,
  SurfaceKeyTable,
} from "@/lib/contracts/surface-key-screen";

const CreateSurfaceKey = lazyDialog(() =>
  import(
    "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/keys/_components/create-surface-key"
  ).then((module) => module.CreateSurfaceKey),
);
const EditSurfaceKey = lazyDialog(() =>
  import(
    "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/keys/_components/edit-surface-key"
  ).then((module) => module.EditSurfaceKey),
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
            description="Make one per customer or program. Check the capabilities it may call, copy it once, and watch its first call arrive here."
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
