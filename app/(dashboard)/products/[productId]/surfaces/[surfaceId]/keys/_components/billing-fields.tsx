import { Controller, useFormContext } from "react-hook-form";
import { errorText, FieldSet } from "@/components/form/form-field";
import { TextField } from "@/components/form/form-fields";
import { PairRows } from "@/components/form/pair-rows";
import { isWrongRow } from "./metadata-rows";
import type { SurfaceKeyValues } from "./surface-key-values";

/** Who uses a key and in what, for limits, bills and reports. */
export function BillingFields() {
  const { control } = useFormContext<SurfaceKeyValues>();
  return (
    <>
      <TextField<SurfaceKeyValues>
        name="customer"
        label="Customer"
        optional
        hint="Your id of the customer that uses this key. One that is new is created."
        placeholder="acme"
      />
      <TextField<SurfaceKeyValues>
        name="integration"
        label="Integration"
        optional
        hint="What the customer uses the key in."
        placeholder="CRM sync"
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
