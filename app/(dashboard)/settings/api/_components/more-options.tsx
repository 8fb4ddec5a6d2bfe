"use client";

import { ChevronRightIcon } from "lucide-react";
import { useState } from "react";
import { Controller, useFormContext } from "react-hook-form";
import type { KeyValues } from "@/app/(dashboard)/settings/api/_components/key-values";
import { CountField } from "@/components/form/count-field";
import { errorText } from "@/components/form/error-text";
import { IpListField } from "@/components/form/ip-list-field";
import type { PlatformKeyForm } from "@/lib/contracts/platform-key-screen";

type Limits = PlatformKeyForm["limits"];

/** Addresses and limits, folded until they are wanted, in use or wrong. */
export function MoreOptions({ limits }: { limits: Limits }) {
  const { control, formState, getValues } = useFormContext<KeyValues>();
  const { errors } = formState;
  const [open, setOpen] = useState(() => inUse(getValues(), limits));
  const wrong = errors.allowedIps ?? errors.rateLimitPerHour ?? errors.rateLimitPerDay;
  return (
    <details
      open={open || Boolean(wrong)}
      onToggle={(event) => setOpen(event.currentTarget.open)}
      className="group/more rounded-lg border"
    >
      <summary className="flex items-center gap-2 rounded-lg px-3 py-2.5 text-sm font-medium select-none [&::-webkit-details-marker]:hidden">
        <ChevronRightIcon
          aria-hidden
          className="size-4 text-muted-foreground transition-transform group-open/more:rotate-90"
        />
        More options
        <span className="font-normal text-muted-foreground">allowed IPs, limits</span>
      </summary>
      <div className="grid gap-5 border-t px-3 py-4">
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
      </div>
    </details>
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
          hint={`Blank for ${initial.toLocaleString("en")}; at most ${most.toLocaleString("en")}.`}
          placeholder={initial.toLocaleString("en")}
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
