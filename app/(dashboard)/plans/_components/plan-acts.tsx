import { PencilIcon } from "lucide-react";
import { type OfferedAct, removeAct } from "@/components/act-buttons";
import type { ActDialogs } from "@/components/hooks/use-act-dialogs";
import { lazyDialog } from "@/components/lazy-dialog";
import type { PlanRow, SoldCapability } from "@/lib/contracts/plan/screen";

export type PlanActs = ActDialogs<"edit" | "delete", PlanRow>;

/** What can be done with a plan. */
export function offeredActs(plan: PlanRow, { start }: PlanActs): OfferedAct[] {
  return [
    { label: "Edit", icon: PencilIcon, onSelect: () => start("edit", plan) },
    removeAct("Delete", () => start("delete", plan)),
  ];
}

const forms = () => import("./plan-form-dialogs");
const EditPlanDialog = lazyDialog(forms, (it) => it.EditPlanDialog);
const dialogs = () => import("./delete-plan-dialog");
const DeletePlanDialog = lazyDialog(dialogs, (it) => it.DeletePlanDialog);

type PlanActDialogsProps = {
  acts: PlanActs;
  capabilities: readonly SoldCapability[];
  /** Where the page itself is about the plan. */
  onDeleted?: () => void;
};

export function PlanActDialogs({ acts, capabilities, onDeleted }: PlanActDialogsProps) {
  const { act, subject, close } = acts;
  if (!subject) return null;
  const dialog = { plan: subject, onClose: close };
  return (
    <>
      <EditPlanDialog {...dialog} capabilities={capabilities} open={act === "edit"} />
      <DeletePlanDialog {...dialog} open={act === "delete"} onDeleted={onDeleted} />
    </>
  );
}
