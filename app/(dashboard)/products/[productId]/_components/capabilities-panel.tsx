"use client";

import { PlusIcon, WorkflowIcon } from "lucide-react";
import { useState } from "react";
import { ActButtons } from "@/components/act-buttons";
import { EmptyState } from "@/components/empty-state";
import { useActDialogs } from "@/components/hooks/use-act-dialogs";
import { lazyDialog } from "@/components/lazy-dialog";
import { Panel } from "@/components/panel";
import { useReadOnlyReason } from "@/components/read-only";
import type { CapabilityView } from "@/lib/contracts/capability/contracts";
import type { ProductView } from "@/lib/contracts/product/contracts";
import { type CapabilityAct, CapabilityRow } from "./capability-row";

const capabilityFormDialogs = () => import("./capability-form-dialogs");
const AddCapabilityDialog = lazyDialog(capabilityFormDialogs, (it) => it.AddCapabilityDialog);
const EditCapabilityDialog = lazyDialog(capabilityFormDialogs, (it) => it.EditCapabilityDialog);
const capabilityDialogs = () => import("./capability-dialogs");
const SwitchCapabilityDialog = lazyDialog(capabilityDialogs, (it) => it.SwitchCapabilityDialog);
const RemoveCapabilityDialog = lazyDialog(capabilityDialogs, (it) => it.RemoveCapabilityDialog);

/** What the product can do. */
export function CapabilitiesPanel({ product }: { product: ProductView }) {
  const readOnlyReason = useReadOnlyReason("PRODUCTS:WRITE");
  const [adding, setAdding] = useState(false);
  const acts = useActDialogs<CapabilityAct, CapabilityView>();
  const { capabilities } = product;
  const dialog = acts.subject && { product, capability: acts.subject, onClose: acts.close };

  return (
    <Panel
      title="Capabilities"
      description="What this product can do. Each capability runs a flow with the caller's input."
      action={
        <ActButtons
          size="sm"
          reason={readOnlyReason}
          acts={[{ label: "Add Capability", icon: PlusIcon, onSelect: () => setAdding(true) }]}
        />
      }
    >
      {capabilities.length === 0 ? (
        <EmptyState
          icon={WorkflowIcon}
          title="No capabilities yet: there is nothing to call"
          guide={{ name: "surfaces-and-capabilities", title: "Surfaces and capabilities" }}
          description="Add one from a flow, then add it to a surface so that it can be called."
        />
      ) : (
        <ul className="-mx-4 -mb-4 divide-y border-t">
          {capabilities.map((capability) => (
            <CapabilityRow
              key={capability.id}
              product={product}
              capability={capability}
              acts={acts}
            />
          ))}
        </ul>
      )}
      <AddCapabilityDialog product={product} open={adding} onClose={() => setAdding(false)} />
      {dialog ? (
        <>
          <EditCapabilityDialog {...dialog} open={acts.act === "edit"} />
          <SwitchCapabilityDialog {...dialog} open={acts.act === "switch"} />
          <RemoveCapabilityDialog {...dialog} open={acts.act === "remove"} />
        </>
      ) : null}
    </Panel>
  );
}
