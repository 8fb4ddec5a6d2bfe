import { TextField } from "@/components/form/form-fields";
import { MetadataField } from "@/components/form/metadata-field";
import type { SurfaceKeyValues } from "./surface-key-values";

export function CustomerField({ required = false }: { required?: boolean }) {
  return (
    <TextField<SurfaceKeyValues>
      name="customer"
      label="Customer"
      required={required}
      optional={!required}
      hint="Your id of the customer that uses this key. One that is new is created."
      placeholder="acme"
    />
  );
}

/** In what a key is used, for limits, bills and reports. */
export function BillingFields() {
  return (
    <>
      <TextField<SurfaceKeyValues>
        name="integration"
        label="Integration"
        optional
        hint="What the customer uses the key in."
        placeholder="CRM sync"
      />
      <MetadataField placeholder={{ name: "plan", text: "enterprise" }} />
    </>
  );
}
