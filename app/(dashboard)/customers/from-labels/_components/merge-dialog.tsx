import { useState } from "react";
import { mergeCustomers } from "@/app/(dashboard)/customers/actions";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { ChoiceCards } from "@/components/form/choice-cards";
import { counted } from "@/components/format";
import { usePageChanged } from "@/components/hooks/use-act";
import { toast } from "@/components/toast";
import type { CustomerOfLabel } from "@/lib/contracts/customer/screen";

type MergeDialogProps = {
  /** Those that are alike; the first is kept unless another one is chosen. */
  group: readonly CustomerOfLabel[];
  open: boolean;
  onClose: () => void;
};

/** Asks which of some customers is kept. */
export function MergeDialog({ group, ...dialog }: MergeDialogProps) {
  const [chosen, setChosen] = useState<string | null>(null);
  const pageChanged = usePageChanged();
  const kept = group.find(({ id }) => id === chosen) ?? group[0];
  const others = group.filter(({ id }) => id !== kept?.id);
  if (!kept) return null;
  return (
    <ConfirmDialog
      {...dialog}
      title={`Merge ${counted(group.length, "customer")}?`}
      description="All of their keys go to the one you keep, with the units they used this month. The others are deleted, with their limits and notes. This is final."
      confirmLabel="Merge"
      act={() => mergeCustomers({ id: kept.id, customerIds: others.map(({ id }) => id) })}
      onDone={({ movedKeys }) =>
        toast.success("Customers merged", { description: `${counted(movedKeys, "key")} moved.` })
      }
      onAnswered={pageChanged}
    >
      <div className="grid gap-2">
        <p className="text-sm font-medium">Keep</p>
        <div className="max-h-72 overflow-y-auto p-0.5">
          <ChoiceCards
            label="Keep"
            className="sm:grid-cols-1"
            value={kept.id}
            onChange={setChosen}
            choices={group.map(({ id, externalId, status, plan, keyCount }) => ({
              value: id,
              label: externalId,
              description: [
                counted(keyCount, "key"),
                plan ? plan.name : "no plan",
                ...(status === "suspended" ? ["suspended: its keys are refused"] : []),
              ].join(" · "),
            }))}
          />
        </div>
      </div>
    </ConfirmDialog>
  );
}
