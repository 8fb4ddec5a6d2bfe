"use client";

import { Controller, useFormContext } from "react-hook-form";
import type { KeyValues } from "@/app/(dashboard)/settings/api/_components/key-values";
import { CountField } from "@/components/form/count-field";
import { errorText } from "@/components/form/error-text";
import { Fold } from "@/components/form/fold";
import { IpListField } from "@/components/form/ip-list-field";
import { formatCount } from "@/components/format-count";
import type { PlatformKeyForm } from "@/lib/contracts/platform-key-screen";

type Limits = PlatformKeyForm["limits"];

/** Addresses and limits, folded until they are wanted, in use or wrong. */
export function MoreOptions({ limits }: { limits: Limits }) {
  const { control, formState, getValues } = useFormContext<KeyValues>();
  const { errors } = formState;
  const wrong = errors.allowedIps ?? errors.rateLimitPerHour ?? errors.rateLimitPerDay;
  return (
    <Fold
      title="More options"
      about="allowed IPs, limits"
      startsOpen={inUse(getValues(), limits)}
      forced={Boolean(wrong)}
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
        <LimitField
          name="rateLimitPerHour"
          label="Requests per hour"
          initial={limits.defaultPerHour}
          most={limits.maxPerHour}
        />
        <LimitField
          name="rateLimitPerDay"
          label="Requests per day"
          initial={limits.defaultPerDay}
          most={limits.maxPerDay}
        />
      </div>
    </Fold>
  );
}

function inUse(values: KeyValues, limits: Limits): boolean {
  const { allowedIps, rateLimitPerHour, rateLimitPerDay } = values;
  return (
    allowedIps.length > 0 ||
    (rateLimitPerHour ?? limits.defaultPerHour) !== limits.defaultPerHour ||
    (rateLimitPerDay ?? limits.defaultPerDay) !== limits.defaultPerDay
  );
}

type LimitFieldProps = {
  name: "rateLimitPerHour" | "rateLimitPerDay";
  label: string;
  initial: number;
  most: number;
};

function LimitField({ name, label, initial, most }: LimitFieldProps) {
  const { control, formState } = useFormContext<KeyValues>();
  return (
    <Controller
      control={control}
      name={name}
      render={({ field }) => (
        <CountField
          label={label}
          hint={`Blank for ${formatCount(initial)}; at most ${formatCount(most)}.`}
          placeholder={formatCount(initial)}
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
