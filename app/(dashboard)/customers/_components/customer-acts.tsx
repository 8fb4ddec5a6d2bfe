import { BanIcon, PencilIcon, PlayIcon } from "lucide-react";
import { type OfferedAct, removeAct } from "@/components/act-buttons";
import type { ActDialogs } from "@/components/hooks/use-act-dialogs";
import { lazyDialog } from "@/components/lazy-dialog";
import type { CustomerView } from "@/lib/contracts/customer/contracts";
import type { PlanChoice } from "@/lib/contracts/plan/screen";

type CustomerAct = "edit" | "suspend" | "resume" | "delete";

export type CustomerActs = ActDialogs<CustomerAct, CustomerView>;

/** What can be done with a customer. */
export function offeredActs(customer: CustomerView, { start }: CustomerActs): OfferedAct[] {
  const begin = (act: CustomerAct) => () => start(act, customer);
  return [
    { label: "Edit", icon: PencilIcon, onSelect: begin("edit") },
    customer.status === "active"
      ? { label: "Suspend", icon: BanIcon, onSelect: begin("suspend") }
      : { label: "Resume", icon: PlayIcon, onSelect: begin("resume") },
    removeAct("Delete", begin("delete")),
  ];
}

const forms = () => import("./customer-form-dialogs");
const EditDialog = lazyDialog(forms, (it) => it.EditCustomerDialog);
const dialogs = () => import("./customer-dialogs");
const SuspendDialog = lazyDialog(dialogs, (it) => it.SuspendCustomerDialog);
const ResumeDialog = lazyDialog(dialogs, (it) => it.ResumeCustomerDialog);
const DeleteDialog = lazyDialog(dialogs, (it) => it.DeleteCustomerDialog);

type CustomerActDialogsProps = {
  acts: CustomerActs;
  plans: readonly PlanChoice[];
  currency: string;
  /** Where the page itself is about the customer. */
  onDeleted?: () => void;
};

export function CustomerActDialogs({ acts, plans, currency, onDeleted }: CustomerActDialogsProps) {
  const { act, subject, close } = acts;
  if (!subject) return null;
  const dialog = { customer: subject, onClose: close };
  return (
    <>
      <EditDialog {...dialog} plans={plans} currency={currency} open={act === "edit"} />
      <SuspendDialog {...dialog} open={act === "suspend"} />
      <ResumeDialog {...dialog} open={act === "resume"} />
      <DeleteDialog {...dialog} open={act === "delete"} onDeleted={onDeleted} />
    </>
  );
}
