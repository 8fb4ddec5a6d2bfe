"use client";

import { Controller, useFormContext } from "react-hook-form";
import { CountField } from "@/components/form/count-field";
import { DateField } from "@/components/form/date-field";
import { Fold } from "@/components/form/fold";
import { errorText, FormField } from "@/components/form/form-field";
import { IpListField } from "@/components/form/ip-list-field";
import { formatCount } from "@/components/format";
import { EnvironmentField } from "@/components/key/environment-field";
import { Input } from "@/components/ui/input";
import type { SurfaceKeyForm } from "@/lib/contracts/surface-key/screen";
import { nameIn, SURFACE_WINDOWS, type SurfaceWindow } from "@/lib/core/windows";
import { BillingFields } from "./billing-fields";
import { ScopeField } from "./scope-field";
import { LIMIT_FIELDS, type SurfaceKeyValues } from "./surface-key-values";

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

const FOLDED: readonly (keyof SurfaceKeyValues)[] = [
  ...LIMIT_FIELDS,
  "allowedIps",
  "customer",
  "metadata",
];

function isInUse({ allowedIps, customer, metadata }: SurfaceKeyValues): boolean {
  return allowedIps.length > 0 || customer !== "" || metadata.length > 0;
}

/** Requests per window; a new key starts with what the surface gives. */
function LimitFields({ limits }: { limits: SurfaceKeyForm["limits"] }) {
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      {SURFACE_WINDOWS.map((window) => (
        <LimitField key={window} window={window} usual={limits[nameIn("defaultPer", window)]} />
      ))}
    </div>
  );
}

type LimitFieldProps = {
  window: SurfaceWindow;
  /** What the surface gives; null is none. */
  usual: number | null;
};

function LimitField({ window, usual }: LimitFieldProps) {
  const name = nameIn("rateLimitPer", window);
  const { control, formState } = useFormContext<SurfaceKeyValues>();
  const house = usual === null ? "" : ` The default of this surface is ${formatCount(usual)}.`;
  return (
    <Controller
      control={control}
      name={name}
      render={({ field }) => (
        <CountField
          label={`Requests per ${window}`}
          hint={`Leave blank for no limit.${house}`}
          placeholder="No limit"
          value={field.value}
          onChange={field.onChange}
          onBlur={field.onBlur}
          ref={field.ref}
          error={formState.errors[name]?.message}
        />
      )}
    />
  );
}
