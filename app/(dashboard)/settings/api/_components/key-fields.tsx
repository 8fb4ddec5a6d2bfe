"use client";

import type { ReactNode } from "react";
import { Controller, useFormContext } from "react-hook-form";
import {
  type KeyValues,
  permissionRefusal,
} from "@/app/(dashboard)/settings/api/_components/key-values";
import { MoreOptions } from "@/app/(dashboard)/settings/api/_components/more-options";
import { DateField } from "@/components/form/date-field";
import { errorText } from "@/components/form/error-text";
import { FormField } from "@/components/form/form-field";
import { EnvironmentField } from "@/components/key/environment-field";
import { PermissionPicker } from "@/components/permission-picker/permission-picker";
import { Input } from "@/components/ui/input";
import type { PlatformKeyForm } from "@/lib/contracts/platform-key-screen";

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
                test: `Uses test data and publishes nothing. Begins with ${form.prefixes.test}.`,
                production: `Works on live data. Begins with ${form.prefixes.production}.`,
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
