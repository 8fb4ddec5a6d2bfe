"use client";

import { useFormContext } from "react-hook-form";
import type { EndpointFacts } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/_components/endpoint-facts";
import type { EndpointValues } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/endpoints/_components/endpoint-values";
import { OutputStepField } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/endpoints/_components/output-step-field";
import { FormField } from "@/components/form/form-field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";

type EndpointFieldsProps = {
  endpoint: EndpointFacts;
  /** Whether the surface answers every output, so that no step is chosen. */
  answersAll: boolean;
};

export function EndpointFields({ endpoint, answersAll }: EndpointFieldsProps) {
  const { register, watch, formState } = useFormContext<EndpointValues>();
  const { errors } = formState;
  const { capability, item } = endpoint;
  const moves = watch("endpointSlug").trim() !== item.endpointSlug;
  return (
    <>
      <FormField
        label="Slug"
        required
        error={errors.endpointSlug?.message}
        hint={
          moves ? (
            <span className="text-warning">
              The address changes: calls to /{item.endpointSlug} get 404 from then on.
            </span>
          ) : (
            "The last part of the address. Lower-case letters, digits and hyphens."
          )
        }
      >
        {(control) => (
          <Input
            {...control}
            autoComplete="off"
            spellCheck={false}
            className="font-mono text-xs"
            {...register("endpointSlug")}
          />
        )}
      </FormField>
      <FormField
        label="Name"
        optional
        hint="As callers see it here."
        error={errors.exposedName?.message}
      >
        {(control) => (
          <Input
            {...control}
            autoComplete="off"
            placeholder={capability.capabilityName}
            {...register("exposedName")}
          />
        )}
      </FormField>
      <FormField
        label="Description"
        optional
        hint="Callers read it in the OpenAPI document."
        error={errors.exposedDescription?.message}
      >
        {(control) => (
          <Textarea
            {...control}
            placeholder={capability.capabilityDescription ?? undefined}
            {...register("exposedDescription")}
          />
        )}
      </FormField>
      <OutputStepField flowId={capability.flowId} answersAll={answersAll} />
    </>
  );
}
