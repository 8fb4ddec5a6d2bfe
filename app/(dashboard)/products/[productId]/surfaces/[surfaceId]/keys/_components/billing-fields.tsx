import { Controller, useFormContext } from "react-hook-form";
import { errorText, FieldSet } from "@/components/form/form-field";
import { TextField } from "@/components/form/form-fields";
import { PairRows } from "@/components/form/pair-rows";
import { isWrongRow } from "./metadata-rows";
import type { SurfaceKeyValues } from "./surface-key-values";

/** Whose traffic a key carries, for bills and reports. */
export function BillingFields() {
  const { control } = useFormContext<SurfaceKeyValues>();
  return (
    <>
      <TextField<SurfaceKeyValues>
        name="customer"
        label="Customer"
        optional
        hint="Keys with the same label belong to the same customer."
        placeholder="Acme Corp"
      />
      <Controller
        control={control}
        name="metadata"
        render={({ field: { value, onChange }, fieldState: { error } }) => (
          <FieldSet
            legend="Metadata"
            hint="Names and values for your own records, such as a plan or an invoice number. Do not store secrets here."
            error={errorText(error)}
          >
            <PairRows
              rows={value}
              onChange={onChange}
              addLabel="Add metadata"
              isWrong={(index) => error !== undefined && isWrongRow(value, index)}
              placeholder={{ name: "plan", text: "enterprise" }}
            />
          </FieldSet>
        )}
      />
    </>
  );
}
