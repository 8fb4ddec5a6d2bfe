import { RefreshCwIcon } from "lucide-react";
import { useState } from "react";
import { useFormContext } from "react-hook-form";
import { updateCapability } from "@/app/(dashboard)/products/actions";
import { TextField } from "@/components/form/form-fields";
import { useAct, usePageChanged } from "@/components/hooks/use-act";
import { TroubleNote } from "@/components/trouble/trouble-note";
import { Button } from "@/components/ui/button";
import type { CapabilityView } from "@/lib/contracts/capability/contracts";
import { schemaText } from "./capability-schema";

type Values = { parametersSchema: string; revision: number };

/** What a capability takes: written by hand, or read from its flow. */
export function ParametersField({ capability }: { capability: CapabilityView }) {
  return (
    <>
      <TextField<Values>
        name="parametersSchema"
        label="Parameters schema"
        optional
        hint="JSON Schema of the input. Calls that do not match it fail with 400, and the response names the field. Without a schema, any input is accepted."
        multiline
        rows={12}
        spellCheck={false}
        className="font-mono text-xs leading-5"
      />
      <RefreshSchema capability={capability} />
    </>
  );
}

function RefreshSchema({ capability: { id, productId } }: { capability: CapabilityView }) {
  const { getValues, setValue } = useFormContext<Values>();
  const changed = usePageChanged();
  const [done, setDone] = useState(false);
  const { act, busy, trouble } = useAct();

  function refresh() {
    setDone(false);
    const of = { id: productId, capabilityId: id, revision: getValues("revision") };
    return act(
      updateCapability,
      { ...of, refreshSchema: true },
      {
        onDone({ revision, parametersSchema }) {
          setValue("revision", revision);
          setValue("parametersSchema", schemaText(parametersSchema), { shouldValidate: true });
          setDone(true);
          changed();
        },
      },
    );
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
