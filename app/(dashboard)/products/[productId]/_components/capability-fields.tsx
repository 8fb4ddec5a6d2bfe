"use client";

import { RefreshCwIcon } from "lucide-react";
import { useState } from "react";
import { useFormContext } from "react-hook-form";
import { errorText, FormField } from "@/components/form/form-field";
import { type Trouble, troubleOf } from "@/components/trouble/trouble";
import { TroubleNote } from "@/components/trouble/trouble-note";
import { Button } from "@/components/ui/button";
import { Input, Textarea } from "@/components/ui/input";
import type { CapabilityValues } from "./capability-values";

type CapabilityFieldsProps = {
  /** Regenerates the schema; throws why it cannot. */
  onRefresh: () => Promise<void>;
};

export function CapabilityFields({ onRefresh }: CapabilityFieldsProps) {
  const { register, formState } = useFormContext<CapabilityValues>();
  const { errors } = formState;
  return (
    <>
      <FormField label="Name" required error={errors.capabilityName?.message}>
        {(control) => <Input {...control} autoComplete="off" {...register("capabilityName")} />}
      </FormField>
      <FormField
        label="Description"
        optional
        hint="Shown to callers in the OpenAPI document."
        error={errors.capabilityDescription?.message}
      >
        {(control) => <Textarea {...control} {...register("capabilityDescription")} />}
      </FormField>
      <FormField
        label="Parameters schema"
        optional
        hint="JSON Schema of the input. Calls that do not match it fail with 400, and the response names the field. Without a schema, any input is accepted."
        error={errorText(errors.schema)}
      >
        {(control) => (
          <Textarea
            {...control}
            rows={12}
            spellCheck={false}
            className="font-mono text-xs leading-5"
            {...register("schema")}
          />
        )}
      </FormField>
      <RefreshSchema onRefresh={onRefresh} />
    </>
  );
}

function RefreshSchema({ onRefresh }: CapabilityFieldsProps) {
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | undefined>();
  const [done, setDone] = useState(false);

  async function refresh() {
    if (busy) return;
    setBusy(true);
    const found = await onRefresh().then(() => undefined, troubleOf);
    setTrouble(found);
    setDone(found === undefined);
    setBusy(false);
  }

  return (
    <div className="-mt-2 grid justify-items-start gap-1.5">
      <Button variant="outline" size="sm" aria-disabled={busy} onClick={refresh}>
        <RefreshCwIcon aria-hidden className={busy ? "animate-spin" : undefined} />
        Refresh from flow
      </Button>
      <p role="status" className="text-xs text-muted-foreground">
        {done
          ? "Updated from the variables of the flow, and saved."
          : "Replaces the schema with the variables that the flow currently uses, and saves it immediately."}
      </p>
      {trouble ? (
        <TroubleNote trouble={trouble} refused="Could not refresh" onRetry={refresh} />
      ) : null}
    </div>
  );
}
