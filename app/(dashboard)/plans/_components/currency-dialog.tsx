import { useController } from "react-hook-form";
import type { z } from "zod";
import { updateOrganization } from "@/app/(dashboard)/plans/actions";
import { FormDialog } from "@/components/form/form-dialog";
import { FormField } from "@/components/form/form-field";
import { Select } from "@/components/ui/select";
import { updateOrganizationContract } from "@/lib/contracts/organization/contracts";

type CurrencyDialogProps = { currency: string; open: boolean; onClose: () => void };

/** Which currency all amounts are in, before there are any. */
export function CurrencyDialog({ currency, ...dialog }: CurrencyDialogProps) {
  return (
    <FormDialog
      {...dialog}
      title="Currency"
      description="All prices, spend caps and costs are in it. It stays once there is any of them."
      schema={updateOrganizationContract.input}
      values={{ currency }}
      act={updateOrganization}
      told={(done) => ({ title: `Prices are in ${done.currency}` })}
      submitLabel="Save"
    >
      <CurrencyField />
    </FormDialog>
  );
}

type Values = z.input<typeof updateOrganizationContract.input>;

function CurrencyField() {
  const { field, fieldState } = useController<Values, "currency">({ name: "currency" });
  const names = new Intl.DisplayNames("en", { type: "currency" });
  const options = Intl.supportedValuesOf("currency").map((value) => ({
    value,
    label: `${value}, ${names.of(value)}`,
  }));
  return (
    <FormField label="Currency" error={fieldState.error?.message}>
      {(control) => (
        <Select
          {...control}
          className="w-full"
          value={field.value}
          options={options}
          onChange={field.onChange}
        />
      )}
    </FormField>
  );
}
