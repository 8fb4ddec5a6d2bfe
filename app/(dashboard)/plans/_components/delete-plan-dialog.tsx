import { deletePlan } from "@/app/(dashboard)/plans/actions";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { counted } from "@/components/format";
import { usePageChanged } from "@/components/hooks/use-act";
import { Link } from "@/components/link";
import { toast } from "@/components/toast";
import type { PlanRow } from "@/lib/contracts/plan/screen";

type DeletePlanDialogProps = {
  plan: PlanRow;
  open: boolean;
  onClose: () => void;
  onDeleted?: () => void;
};

export function DeletePlanDialog({ plan, onDeleted, ...dialog }: DeletePlanDialogProps) {
  const { id, name, customerCount } = plan;
  const pageChanged = usePageChanged();
  const isUsed = customerCount > 0;
  return (
    <ConfirmDialog
      {...dialog}
      title={isUsed ? `“${name}” cannot be deleted yet` : `Delete “${name}”?`}
      description={
        isUsed
          ? `${counted(customerCount, "customer")} ${customerCount === 1 ? "is" : "are"} on this plan. Move ${customerCount === 1 ? "it" : "them"} to another plan first.`
          : "No customer is on this plan. This is final."
      }
      refusal={
        isUsed ? (
          <p className="text-sm">
            <Link href={`/plans/${id}`} className="font-medium underline underline-offset-2">
              Customers on this plan
            </Link>
          </p>
        ) : undefined
      }
      confirmLabel="Delete"
      act={() => deletePlan({ id })}
      onDone={() => {
        toast.success("Plan deleted", { description: name });
        if (onDeleted) onDeleted();
        else pageChanged();
      }}
    />
  );
}
