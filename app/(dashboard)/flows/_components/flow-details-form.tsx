"use client";

import { useFormContext } from "react-hook-form";
import { z } from "zod";
import { FormField } from "@/components/form/form-field";
import { Input, Textarea } from "@/components/ui/input";
import { type FlowView, flowContracts } from "@/lib/contracts/flow/contracts";

const { name, description } = flowContracts.create.input.shape;

/** An empty description is none. */
export const flowDetailsSchema = z.object({
  name,
  description: z
    .string()
    .transform((text) => text.trim() || null)
    .pipe(description.unwrap()),
});

type FlowDetails = z.input<typeof flowDetailsSchema>;

export function detailsOf(flow: Pick<FlowView, "name" | "description"> | null): FlowDetails {
  return { name: flow?.name ?? "", description: flow?.description ?? "" };
}

export function detailsField(path: string): keyof FlowDetails | undefined {
  return path === "name" || path === "description" ? path : undefined;
}

/** What a flow is called and what it is for. */
export function FlowDetailsFields() {
  const { register, formState } = useFormContext<FlowDetails>();
  const { errors } = formState;
  return (
    <>
      <FormField label="Name" required error={errors.name?.message}>
        {(control) => <Input {...control} autoComplete="off" {...register("name")} />}
      </FormField>
      <FormField label="Description" optional error={errors.description?.message}>
        {(control) => <Textarea {...control} {...register("description")} />}
      </FormField>
    </>
  );
}
