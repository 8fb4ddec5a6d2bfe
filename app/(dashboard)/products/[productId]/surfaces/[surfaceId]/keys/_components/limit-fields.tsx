"use client";

import { Controller, useFormContext } from "react-hook-form";
import type { SurfaceKeyValues } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/keys/_components/surface-key-values";
import { CountField } from "@/components/form/count-field";
import { formatCount } from "@/components/format-count";
import type { SurfaceKeyForm } from "@/lib/contracts/surface-key-screen";

/** Requests per window; a new key starts with what the surface gives. */
export function LimitFields({ limits }: { limits: SurfaceKeyForm["limits"] }) {
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      <LimitField
        name="rateLimitPerMinute"
        label="Requests per minute"
        usual={limits.defaultPerMinute}
      />
      <LimitField name="rateLimitPerDay" label="Requests per day" usual={limits.defaultPerDay} />
    </div>
  );
}

type LimitFieldProps = {
  name: "rateLimitPerMinute" | "rateLimitPerDay";
  label: string;
  /** What the surface gives; null is none. */
  usual: number | null;
};

function LimitField({ name, label, usual }: LimitFieldProps) {
  const { control, formState } = useFormContext<SurfaceKeyValues>();
  const house = usual === null ? "" : ` The surface's usual limit is ${formatCount(usual)}.`;
  return (
    <Controller
      control={control}
      name={name}
      render={({ field }) => (
        <CountField
          label={label}
          hint={`Blank for no limit.${house}`}
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
