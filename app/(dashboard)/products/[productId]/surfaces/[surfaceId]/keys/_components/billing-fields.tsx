"use client";

import { Controller, useFormContext } from "react-hook-form";
import { MetadataField } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/keys/_components/metadata-field";
import type { SurfaceKeyValues } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/keys/_components/surface-key-values";
import { errorText } from "@/components/form/error-text";
import { FormField } from "@/components/form/form-field";
import { Input } from "@/components/ui/input";

/** Whose traffic a key carries, for bills and reports. */
export function BillingFields() {
  const { control, register, formState } = useFormContext<SurfaceKeyValues>();
  const { errors } = formState;
  return (
    <>
      <FormField
        label="Customer"
        optional
        error={errors.customer?.message}
        hint="Keys with the same label belong to the same customer."
      >
        {(attributes) => (
          <Input
            {...attributes}
            {...register("customer")}
            autoComplete="off"
            placeholder="Acme Corp"
          />
        )}
      </FormField>
      <Controller
        control={control}
        name="metadata"
        render={({ field }) => (
          <MetadataField
            value={field.value}
            onChange={field.onChange}
            error={errorText(errors.metadata)}
          />
        )}
      />
    </>
  );
}
