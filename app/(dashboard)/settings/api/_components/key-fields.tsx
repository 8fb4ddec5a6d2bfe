"use client";

import type { ReactNode } from "react";
import { Controller, useFormContext } from "react-hook-form";
import { CountField } from "@/components/form/count-field";
import { DateField } from "@/components/form/date-field";
import { Fold } from "@/components/form/fold";
import { errorText, FormField } from "@/components/form/form-field";
import { IpListField } from "@/components/form/ip-list-field";
import { formatCount } from "@/components/format";
import { EnvironmentField } from "@/components/key/environment-field";
import { PermissionPicker } from "@/components/permission-picker/permission-picker";
import { Input } from "@/components/ui/input";
import type { PlatformKeyForm } from "@/lib/contracts/platform-key/screen";
import { nameIn, PLATFORM_WINDOWS, type PlatformWindow } from "@/lib/core/windows";
import { type KeyValues, LIMIT_FIELDS, permissionRefusal } from "./key-values";

type KeyFieldsProps = {
  form: PlatformKeyForm;
  /** An environment is chosen once, at creation. */
  chooseEnvironment: boolean;
  /** What follows from another expiry. */
  children?: ReactNode;
};

/** The fields that creating and editing a key share. */
export function KeyFields({ form, chooseEnvironment, children }: KeyFieldsProps) {
  const { control, register, watch, formState } = useFormContext<KeyValues>();
  const { errors } = formState;
  const options = form.permissions[watch("environment")];
  return (
    <>
      <FormField label="Name" required error={errors.name?.message}>
        {(attributes) => (
          <Input
            {...attributes}
            {...register("name")}
            autoComplete="off"
            placeholder="Production deploy script"
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
              about={{
                test: `Uses test data and cannot publish. Starts with ${form.prefixes.test}.`,
                production: `Uses live data. Starts with ${form.prefixes.production}.`,
              }}
              error={errors.environment?.message}
            />
          )}
        />
      ) : null}
      <Controller
        control={control}
        name="permissions"
        render={({ field }) => (
          <PermissionPicker
            options={options}
            value={field.value}
            onChange={field.onChange}
            error={errorText(errors.permissions) ?? permissionRefusal(field.value, options)}
          />
        )}
      />
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
      {children}
      <MoreOptions limits={form.limits} />
    </>
  );
}

type Limits = PlatformKeyForm["limits"];

/** Addresses and limits, folded until they are wanted, in use or wrong. */
function MoreOptions({ limits }: { limits: Limits }) {
  const { control, formState, getValues } = useFormContext<KeyValues>();
  const { errors } = formState;
  const isWrong = ["allowedIps" as const, ...LIMIT_FIELDS].some((name) => errors[name]);
  return (
    <Fold
      title="More options"
      about="allowed IPs, limits"
      startsOpen={inUse(getValues(), limits)}
      forced={isWrong}
    >
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
      <div className="grid gap-5 sm:grid-cols-2">
        {PLATFORM_WINDOWS.map((window) => (
          <LimitField key={window} window={window} limits={limits} />
        ))}
      </div>
    </Fold>
  );
}

function inUse(values: KeyValues, limits: Limits): boolean {
  const isOwn = (window: PlatformWindow) => {
    const usual = limits[nameIn("defaultPer", window)];
    return (values[nameIn("rateLimitPer", window)] ?? usual) !== usual;
  };
  return values.allowedIps.length > 0 || PLATFORM_WINDOWS.some(isOwn);
}

function LimitField({ window, limits }: { window: PlatformWindow; limits: Limits }) {
  const { control, formState } = useFormContext<KeyValues>();
  const name = nameIn("rateLimitPer", window);
  const usual = formatCount(limits[nameIn("defaultPer", window)]);
  const most = formatCount(limits[nameIn("maxPer", window)]);
  return (
    <Controller
      control={control}
      name={name}
      render={({ field }) => (
        <CountField
          label={`Requests per ${window}`}
          hint={`Leave blank for ${usual}. Maximum ${most}.`}
          placeholder={usual}
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
