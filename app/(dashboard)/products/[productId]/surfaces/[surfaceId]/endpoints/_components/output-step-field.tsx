"use client";

import { useQuery } from "@tanstack/react-query";
import { useFormContext } from "react-hook-form";
import type { EndpointValues } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/endpoints/_components/endpoint-values";
import { readFlow } from "@/app/(dashboard)/products/actions";
import { FormField } from "@/components/form/form-field";
import { actionValue } from "@/components/live/action-value";
import {
  Select,
  SelectContent,
  SelectItem,
  SelectTrigger,
  SelectValue,
} from "@/components/ui/select";
import { branchesOf, type FlowStep } from "@/lib/contracts/flow-step";

const LAST = "last";
const LAST_LABEL = "The last step that gives one";

type OutputStepFieldProps = { flowId: string; answersAll: boolean };

/** Which step's output is the answer. */
export function OutputStepField({ flowId, answersAll }: OutputStepFieldProps) {
  const { watch, setValue, formState } = useFormContext<EndpointValues>();
  const { data } = useQuery({
    queryKey: ["flow", flowId],
    queryFn: async () => actionValue(await readFlow({ id: flowId })),
  });
  const steps = data ? allSteps(data.steps) : [];
  const value = watch("outputStep");
  const chosen = steps.find(({ id }) => id === value);
  const label = value === "" ? LAST_LABEL : (chosen?.name ?? `Step ${value}`);

  return (
    <FormField
      label="Answer with the output of"
      error={formState.errors.outputStep?.message}
      hint={
        answersAll
          ? "Without effect now: this surface answers all outputs. Overview has that setting."
          : "The steps are those of the draft."
      }
    >
      {(control) => (
        <Select
          value={value === "" ? LAST : value}
          onValueChange={(next) =>
            setValue("outputStep", next === LAST ? "" : next, { shouldDirty: true })
          }
        >
          <SelectTrigger {...control} className="w-full">
            <SelectValue>{label}</SelectValue>
          </SelectTrigger>
          <SelectContent>
            <SelectItem value={LAST}>{LAST_LABEL}</SelectItem>
            {value !== "" && !chosen ? <SelectItem value={value}>{label}</SelectItem> : null}
            {steps.map(({ id, name }) => (
              <SelectItem key={id} value={id}>
                {name}
              </SelectItem>
            ))}
          </SelectContent>
        </Select>
      )}
    </FormField>
  );
}

/** The steps, those of branches after their own. */
function allSteps(steps: readonly FlowStep[]): FlowStep[] {
  return steps.flatMap((step) => [
    step,
    ...Object.values(branchesOf(step) ?? {}).flatMap((branch) => allSteps(branch)),
  ]);
}
