import { useQuery } from "@tanstack/react-query";
import {
  deleteCustomer,
  readCustomerImpact,
  updateCustomer,
} from "@/app/(dashboard)/customers/actions";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { counted, formatCount } from "@/components/format";
import { usePageChanged } from "@/components/hooks/use-act";
import { actionValue } from "@/components/live/action-value";
import { Skeleton } from "@/components/page-skeletons";
import { toast } from "@/components/toast";
import { ReadTrouble } from "@/components/trouble/trouble-note";
import type { CustomerView } from "@/lib/contracts/customer/contracts";
import { KeyLinks, KeysInUse } from "./impact-keys";

type CustomerDialogProps = { customer: CustomerView; open: boolean; onClose: () => void };

function useCustomerImpact({ customer, open }: CustomerDialogProps) {
  return useQuery({
    queryKey: ["impact", customer.id],
    queryFn: async () => actionValue(await readCustomerImpact({ id: customer.id })),
    enabled: open,
    gcTime: 0,
  });
}

export function SuspendCustomerDialog(props: CustomerDialogProps) {
  const { customer, open, onClose } = props;
  const { id, name, revision } = customer;
  const { data, error, refetch } = useCustomerImpact(props);
  const pageChanged = usePageChanged();
  return (
    <ConfirmDialog
      open={open}
      onClose={onClose}
      title={`Suspend “${name}”?`}
      description="All of its keys are refused with 403 “Customer is suspended” until you resume it. Nothing is deleted."
      facts={[
        {
          label: "Keys refused",
          value: data ? formatCount(data.callable) : <Skeleton className="h-5 w-16" />,
        },
        {
          label: "Used, last 24 h",
          value: data ? <KeysInUse impact={data} /> : <Skeleton className="h-5 w-40" />,
        },
      ]}
      confirmLabel="Suspend"
      act={() => updateCustomer({ id, revision, status: "suspended" })}
      onDone={() => toast.success("Customer suspended", { description: name })}
      onAnswered={pageChanged}
    >
      <ReadTrouble of={{ error, refetch }} />
    </ConfirmDialog>
  );
}

export function ResumeCustomerDialog({ customer, ...dialog }: CustomerDialogProps) {
  const { id, name, revision } = customer;
  const pageChanged = usePageChanged();
  return (
    <ConfirmDialog
      {...dialog}
      title={`Resume “${name}”?`}
      description="Its keys work again at once, but for those that are disabled, expired or revoked."
      tone="default"
      confirmLabel="Resume"
      act={() => updateCustomer({ id, revision, status: "active" })}
      onDone={() => toast.success("Customer resumed", { description: name })}
      onAnswered={pageChanged}
    />
  );
}

export function DeleteCustomerDialog(props: CustomerDialogProps & { onDeleted?: () => void }) {
  const { customer, open, onClose, onDeleted } = props;
  const { id, name } = customer;
  const { data, error, refetch } = useCustomerImpact(props);
  const pageChanged = usePageChanged();
  const living = data?.living ?? 0;
  return (
    <ConfirmDialog
      open={open}
      onClose={onClose}
      title={living > 0 ? `“${name}” cannot be deleted yet` : `Delete “${name}”?`}
      description={deletionText(data?.living, error !== null)}
      refusal={data && living > 0 ? <KeyLinks impact={data} /> : undefined}
      confirmLabel="Delete"
      act={() => deleteCustomer({ id })}
      onDone={() => {
        toast.success("Customer deleted", { description: name });
        if (onDeleted) onDeleted();
        else pageChanged();
      }}
    >
      <ReadTrouble of={{ error, refetch }} />
    </ConfirmDialog>
  );
}

/** What a deletion does, by how many keys the customer has that are not revoked. */
function deletionText(living: number | undefined, failed: boolean): string {
  if (living === undefined && !failed) return "Looking for its keys …";
  if (!living) return "This is final. Its revoked keys and their history stay, without a customer.";
  const [are, them] = living === 1 ? ["is", "it"] : ["are", "them"];
  return `It has ${counted(living, "key")} that ${are} not revoked. Revoke ${them} or move ${them} to another customer first, or suspend this one instead.`;
}
