import type { ReactNode } from "react";
import { Controller, useFormContext } from "react-hook-form";
import { AllowedIpsField } from "@/components/form/allowed-ips-field";
import { ExpiryField } from "@/components/form/expiry-field";
import { Fold } from "@/components/form/fold";
import { errorText } from "@/components/form/form-field";
import { TextField } from "@/components/form/form-fields";
import { formatCount } from "@/components/format";
import { EnvironmentField, LimitField } from "@/components/key/key-form-fields";
import { PermissionPicker } from "@/components/permission-picker/permission-picker";
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
  return (
    <>
      <TextField<KeyValues>
        name="name"
        label="Name"
        required
        placeholder="Production deploy script"
      />
      {chooseEnvironment ? (
        <EnvironmentField
          about={{
            test: `Uses test data and cannot publish. Starts with ${form.prefixes.test}.`,
            production: `Uses live data. Starts with ${form.prefixes.production}.`,
          }}
        />
      ) : null}
      <PermissionsField offered={form.permissions} />
      <ExpiryField />
      {children}
      <MoreOptions limits={form.limits} />
    </>
  );
}

function PermissionsField({ offered }: { offered: PlatformKeyForm["permissions"] }) {
  const { control, watch } = useFormContext<KeyValues>();
  const options = offered[watch("environment")];
  return (
    <Controller
      control={control}
      name="permissions"
      render={({ field, fieldState }) => (
        <PermissionPicker
          options={options}
          value={field.value}
          onChange={field.onChange}
          error={errorText(fieldState.error) ?? permissionRefusal(field.value, options)}
        />
      )}
    />
  );
}

type Limits = PlatformKeyForm["limits"];

/** Addresses and limits, folded until they are wanted, in use or wrong. */
function MoreOptions({ limits }: { limits: Limits }) {
  const { formState, getValues } = useFormContext<KeyValues>();
  const { errors } = formState;
  return (
    <Fold
      title="More options"
      about="allowed IPs, limits"
      startsOpen={inUse(getValues(), limits)}
      forced={["allowedIps" as const, ...LIMIT_FIELDS].some((name) => errors[name])}
    >
      <AllowedIpsField />
      <div className="grid gap-5 sm:grid-cols-2">
        {PLATFORM_WINDOWS.map((window) => {
          const usual = formatCount(limits[nameIn("defaultPer", window)]);
          const max = formatCount(limits[nameIn("maxPer", window)]);
          return (
            <LimitField
              key={window}
              window={window}
              placeholder={usual}
              hint={`Leave blank for ${usual}. Maximum ${max}.`}
            />
          );
        })}
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
