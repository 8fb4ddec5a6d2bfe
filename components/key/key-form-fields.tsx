import { FlaskConicalIcon, GlobeIcon } from "lucide-react";
import { Controller, useFormContext } from "react-hook-form";
import { CountField } from "@/components/form/count-field";
import { DateField } from "@/components/form/date-field";
import { errorText } from "@/components/form/form-field";
import { ChoiceField } from "@/components/form/form-fields";
import { IpListField } from "@/components/form/ip-list-field";
import { nameIn, type PerWindow, type WindowName } from "@/lib/core/windows";
import type { Environment } from "@/lib/policy/roles";

/** What the forms of both kinds of keys hold; of the limits each has two. */
type KeyFormValues = PerWindow<"rateLimitPer", WindowName, number | null> & {
  environment: Environment;
  expiresAt: string | null;
  allowedIps: string[];
};

type EnvironmentFieldProps = {
  /** What a key of each does. */
  about: Record<Environment, string>;
  /** Those that this person may choose; both when left out. */
  offered?: readonly Environment[];
};

const ENVIRONMENTS = [
  { value: "test", label: "Test", icon: FlaskConicalIcon },
  { value: "production", label: "Production", icon: GlobeIcon },
] as const;

/** An environment is chosen once, at creation. */
export function EnvironmentField({ about, offered }: EnvironmentFieldProps) {
  return (
    <ChoiceField<KeyFormValues>
      name="environment"
      label="Environment"
      choices={ENVIRONMENTS.map(({ icon: Icon, ...choice }) => ({
        ...choice,
        description: about[choice.value],
        icon: <Icon aria-hidden className="size-3.5 text-muted-foreground" />,
        disabledReason:
          offered?.includes(choice.value) === false
            ? "You do not have permission to create keys in this environment."
            : null,
      }))}
    />
  );
}

/** When it ends; a form that changes several keys makes its person choose. */
export function ExpiryField({ required = false }: { required?: boolean }) {
  const { control } = useFormContext<KeyFormValues>();
  return (
    <Controller
      control={control}
      name="expiresAt"
      render={({ field, fieldState }) => (
        <DateField
          label="Expiration Date"
          value={field.value}
          onChange={field.onChange}
          error={fieldState.error?.message}
          required={required}
        />
      )}
    />
  );
}

export function AllowedIpsField() {
  const { control } = useFormContext<KeyFormValues>();
  return (
    <Controller
      control={control}
      name="allowedIps"
      render={({ field, fieldState }) => (
        <IpListField
          label="Allowed IPs"
          value={field.value}
          onChange={field.onChange}
          error={errorText(fieldState.error)}
        />
      )}
    />
  );
}

type LimitFieldProps = { window: WindowName; hint: string; placeholder: string };

/** Requests per window, or blank. */
export function LimitField({ window, ...said }: LimitFieldProps) {
  const { control } = useFormContext<KeyFormValues>();
  return (
    <Controller
      control={control}
      name={nameIn("rateLimitPer", window)}
      render={({ field: { value, onChange, onBlur, ref }, fieldState }) => (
        <CountField
          {...said}
          label={`Requests per ${window}`}
          value={value}
          onChange={onChange}
          onBlur={onBlur}
          ref={ref}
          error={fieldState.error?.message}
        />
      )}
    />
  );
}
