import { createCustomer, updateCustomer } from "@/app/(dashboard)/customers/actions";
import { FormDialog } from "@/components/form/form-dialog";
import { usePageChanged } from "@/components/hooks/use-act";
import type { CustomerView } from "@/lib/contracts/customer/contracts";
import type { PlanChoice } from "@/lib/contracts/plan/screen";
import { CustomerFields } from "./customer-fields";
import {
  CUSTOMER_PATHS,
  customerValues,
  editedCustomerSchema,
  NEW_CUSTOMER,
  newCustomerSchema,
} from "./customer-values";

type FormDialogProps = {
  plans: readonly PlanChoice[];
  currency: string;
  open: boolean;
  onClose: () => void;
};

const WIDTH = "sm:max-w-xl";

export function CreateCustomerDialog({ plans, currency, ...dialog }: FormDialogProps) {
  return (
    <FormDialog
      {...dialog}
      className={WIDTH}
      title="New Customer"
      description="Someone you hand keys to. Its keys share the limits and the quota below."
      schema={newCustomerSchema}
      values={NEW_CUSTOMER}
      paths={CUSTOMER_PATHS}
      act={createCustomer}
      told={({ name }) => ({ title: "Customer created", description: name })}
      submitLabel="Create"
    >
      <CustomerFields plans={plans} currency={currency} />
    </FormDialog>
  );
}

export function EditCustomerDialog({
  customer,
  plans,
  currency,
  ...dialog
}: FormDialogProps & { customer: CustomerView }) {
  const pageChanged = usePageChanged();
  return (
    <FormDialog
      {...dialog}
      className={WIDTH}
      title={`Edit ${customer.name}`}
      description="Changes hold at once, for all of its keys. Another plan prices its calls from the next 00:00 UTC, the first one at once."
      subject={customer.id}
      schema={editedCustomerSchema(customer)}
      values={customerValues(customer)}
      paths={CUSTOMER_PATHS}
      act={updateCustomer}
      told={() => ({ title: "Customer saved" })}
      submitLabel="Save"
      onReload={() => {
        pageChanged();
        dialog.onClose();
      }}
    >
      <CustomerFields plans={plans} currency={currency} customerId={customer.id} />
    </FormDialog>
  );
}
