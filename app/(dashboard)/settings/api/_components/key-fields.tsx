"use client";

import { FlaskConicalIcon, GlobeIcon } from "lucide-react";
import { Controller, useFormContext } from "react-hook-form";
import { errorText } from "@/app/(dashboard)/settings/api/_components/error-text";
import {
  type KeyValues,
  permissionRefusal,
} from "@/app/(dashboard)/settings/api/_components/key-values";
import { MoreOptions } from "@/app/(dashboard)/settings/api/_components/more-options";
import { ChoiceCards } from "@/components/form/choice-cards";
import { DateField } from "@/components/form/date-field";
import { FieldSet } from "@/components/form/field-set";
import { FormField } from "@/components/form/form-field";
import { PermissionPicker } from "@/components/permission-picker/permission-picker";
import { Input } from "@/components/ui/input";
import type { PlatformKeyForm } from "@/lib/contracts/platform-key-screen";

type KeyFieldsProps = {
  form: PlatformKeyForm;
  /** An environment is chosen once, at creation. */
  chooseEnvironment: boolean;
};

/** The fields that creating and editing a key share. */
export function KeyFields({ form, chooseEnvironment }: KeyFieldsProps) {
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
      {chooseEnvironment ? <EnvironmentField prefixes={form.prefixes} /> : null}
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
      <MoreOptions limits={form.limits} />
    </>
  );
}

function EnvironmentField({ prefixes }: { prefixes: PlatformKeyForm["prefixes"] }) {
  const { control, formState } = useFormContext<KeyValues>();
  const choices = [
    {
      value: "test",
      label: "Test",
      description: `Sees and changes test data only. Begins with ${prefixes.test}.`,
      icon: <FlaskConicalIcon aria-hidden className="size-3.5 text-muted-foreground" />,
    },
    {
      value: "production",
      label: "Production",
      description: `Works on live data. Begins with ${prefixes.production}.`,
      icon: <GlobeIcon aria-hidden className="size-3.5 text-muted-foreground" />,
    },
  ] as const;
  return (
    <FieldSet legend="Environment" error={formState.errors.environment?.message}>
      <Controller
        control={control}
        name="environment"
        render={({ field }) => (
          <ChoiceCards
            label="Environment"
            choices={choices}
            value={field.value}
            onChange={field.onChange}
          />
        )}
      />
    </FieldSet>
  );
}
