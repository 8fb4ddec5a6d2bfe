import { useQuery } from "@tanstack/react-query";
import { useFormContext } from "react-hook-form";
import { z } from "zod";
import type { EndpointFacts } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/_components/endpoint-facts";
import { readFlow } from "@/app/(dashboard)/products/actions";
import { FormField } from "@/components/form/form-field";
import { TextField } from "@/components/form/form-fields";
import { blankIsNull } from "@/components/form/use-verb-form";
import { actionValue } from "@/components/live/action-value";
import { Select } from "@/components/ui/select";
import { branchesOf, type FlowStep } from "@/lib/contracts/flow-steps/flow-step";
import { type SurfaceItemView, surfaceItemContracts } from "@/lib/contracts/surface-item/contracts";

const { exposedName, exposedDescription, endpointSlug } = surfaceItemContracts.create.input.shape;

/** What the person wrote, turned into what the verb takes: of the capability, where it is blank. */
export const editedEndpointSchema = z
  .object({
    endpointSlug: z.string().trim().min(1, "Enter a slug.").pipe(endpointSlug.unwrap()),
    exposedName: blankIsNull.pipe(exposedName.unwrap()),
    exposedDescription: blankIsNull.pipe(exposedDescription.unwrap()),
    /** Empty for the last output. */
    outputStep: z.string(),
  })
  .transform(({ outputStep, ...rest }) => ({
    ...rest,
    config: { outputStep: outputStep === "" ? null : outputStep },
  }));

type EndpointValues = z.input<typeof editedEndpointSchema>;

export function endpointValues(item: SurfaceItemView): EndpointValues {
  return {
    endpointSlug: item.endpointSlug,
    exposedName: item.exposedName ?? "",
    exposedDescription: item.exposedDescription ?? "",
    outputStep: item.config.outputStep ?? "",
  };
}

const LAST = { value: "last", label: "The last step with an output" };

type OutputStepFieldProps = { flowId: string; answersAll: boolean };

/** Which step's output is the answer. */
function OutputStepField({ flowId, answersAll }: OutputStepFieldProps) {
  const { watch, setValue, formState } = useFormContext<EndpointValues>();
  const { data } = useQuery({
    queryKey: ["flow", flowId],
    queryFn: async () => actionValue(await readFlow({ id: flowId })),
  });
  const value = watch("outputStep");
  const steps = (data ? allSteps(data.steps) : []).map(({ id, name }) => ({
    value: id,
    label: name,
  }));
  const isKnown = value === "" || steps.some((step) => step.value === value);
  const unknown = isKnown ? [] : [{ value, label: `Step ${value}` }];

  return (
    <FormField
      label="Return the output of"
      error={formState.errors.outputStep?.message}
      hint={
        answersAll
          ? "Not used, because this surface returns all outputs. You can change this under Overview."
          : "These are the steps of the draft."
      }
    >
      {(control) => (
        <Select
          {...control}
          className="w-full"
          value={value === "" ? LAST.value : value}
          options={[LAST, ...unknown, ...steps]}
          onChange={(next) =>
            setValue("outputStep", next === LAST.value ? "" : next, { shouldDirty: true })
          }
        />
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

type EndpointFieldsProps = {
  endpoint: EndpointFacts;
  /** Whether the surface answers every output, so that no step is chosen. */
  answersAll: boolean;
};

export function EndpointFields({ endpoint, answersAll }: EndpointFieldsProps) {
  const { watch } = useFormContext<EndpointValues>();
  const { capability, item } = endpoint;
  const moves = watch("endpointSlug").trim() !== item.endpointSlug;
  return (
    <>
      <TextField<EndpointValues>
        name="endpointSlug"
        label="Slug"
        required
        hint={
          moves ? (
            <span className="text-warning">
              The URL changes. Calls to /{item.endpointSlug} will fail with 404.
            </span>
          ) : (
            "The last part of the URL. Lowercase letters, digits and hyphens."
          )
        }
        spellCheck={false}
        className="font-mono text-xs"
      />
      <TextField<EndpointValues>
        name="exposedName"
        label="Name"
        optional
        hint="The name callers see."
        placeholder={capability.capabilityName}
      />
      <TextField<EndpointValues>
        name="exposedDescription"
        label="Description"
        optional
        hint="Shown to callers in the OpenAPI document."
        multiline
        placeholder={capability.capabilityDescription ?? undefined}
      />
      <OutputStepField flowId={capability.flowId} answersAll={answersAll} />
    </>
  );
}
