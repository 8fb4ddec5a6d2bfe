"use client";

import { Controller, useFormContext } from "react-hook-form";
import { BillingFields } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/keys/_components/billing-fields";
import { LimitFields } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/keys/_components/limit-fields";
import { ScopeField } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/keys/_components/scope-field";
import type { SurfaceKeyValues } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/keys/_components/surface-key-values";
import { DateField } from "@/components/form/date-field";
import { errorText } from "@/components/form/error-text";
import { Fold } from "@/components/form/fold";
import { FormField } from "@/components/form/form-field";
import { IpListField } from "@/components/form/ip-list-field";
import { EnvironmentField } from "@/components/key/environment-field";
import { Input } from "@/components/ui/input";
import type { SurfaceKeyForm } from "@/lib/contracts/surface-key-screen";

type SurfaceKeyFieldsProps = {
  form: SurfaceKeyForm;
  /** An environment is chosen once, at creation. */
  chooseEnvironment: boolean;
};

const ABOUT = {
  test: "Runs the drafts of flows on test records.",
  production: "Runs the published flows on live records.",
};

/** The fields that creating and editing a key of a surface share. */
export function SurfaceKeyFields({ form, chooseEnvironment }: SurfaceKeyFieldsProps) {
  const { control, register, formState, getValues } = useFormContext<SurfaceKeyValues>();
  const { errors } = formState;
  return (
    <>
      <FormField label="Name" optional error={errors.name?.message}>
        {(attributes) => (
          <Input
            {...attributes}
            {...register("name")}
            autoComplete="off"
            placeholder="Acme Corp - FAQ only"
          />
        )}
      </FormField>
      {chooseEnvironment ? (
        <Controller
          control={control}
          name="environment"
          render={({ field }) => (
            <EnvironmentField
              value={field.value}
              onChange={field.onChange}
              about={ABOUT}
              offered={form.environments.offered}
              error={errors.environment?.message}
            />
          )}
        />
      ) : null}
      <ScopeField capabilities={form.capabilities} />
      <Controller
        control={control}
        name="expiresAt"
        render={({ field }) => (
          <DateField
            label="Expiration Date"
            value={field.value}
            onChange={field.onChange}
            error={errors.expiresAt?.message}
          />
        )}
      />
      <Fold
        title="More options"
        about="limits, allowed IPs, billing"
        startsOpen={isInUse(getValues())}
        forced={FOLDED.some((field) => errors[field] !== undefined)}
      >
        <LimitFields limits={form.limits} />
        <Controller
          control={control}
          name="allowedIps"
          render={({ field }) => (
            <IpListField
              label="Allowed IPs"
              value={field.value}
              onChange={field.onChange}
              error={errorText(errors.allowedIps)}
            />
          )}
        />
        <BillingFields />
      </Fold>
    </>
  );
}

const FOLDED = [
  "rateLimitPerMinute",
  "rateLimitPerDay",
  "allowedIps",
  "customer",
  "metadata",
] as const satisfies readonly (keyof SurfaceKeyValues)[];

function isInUse({ allowedIps, customer, metadata }: SurfaceKeyValues): boolean {
  return allowedIps.length > 0 || customer !== "" || metadata.length > 0;
}
