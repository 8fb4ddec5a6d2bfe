"use client";

import { PackageIcon, WaypointsIcon } from "lucide-react";
import { useFormContext } from "react-hook-form";
import { FlowChoice } from "@/app/(dashboard)/products/_components/flow-choice";
import type { NewProductValues } from "@/app/(dashboard)/products/_components/new-product-values";
import { ChoiceCards } from "@/components/form/choice-cards";
import { FieldSet } from "@/components/form/field-set";
import { FormField } from "@/components/form/form-field";
import { Input } from "@/components/ui/input";
import { SAMPLE_FLOW_KEYS, SAMPLE_FLOWS } from "@/lib/contracts/sample-flows";

const TEMPLATES = [
  {
    value: "rest_api",
    label: "REST API",
    icon: <WaypointsIcon aria-hidden className="size-4" />,
    description:
      "An address that programs call, with one capability and a test key. Works at once.",
  },
  {
    value: "blank",
    label: "Blank",
    icon: <PackageIcon aria-hidden className="size-4" />,
    description: "Only a name. You add capabilities and surfaces yourself.",
  },
] as const;

const STARTS = [
  {
    value: "sample",
    label: "Start from a sample flow",
    description: "A copy of your own, to change freely.",
  },
  {
    value: "existing",
    label: "Use Existing",
    description: "One of your flows becomes the first capability.",
  },
] as const;

const SAMPLES = SAMPLE_FLOW_KEYS.map((value) => ({
  value,
  label: SAMPLE_FLOWS[value].name,
  description: SAMPLE_FLOWS[value].description,
}));

export function NewProductFields() {
  const { register, watch, setValue, formState } = useFormContext<NewProductValues>();
  const [template, start] = watch(["template", "start"]);
  return (
    <>
      <FieldSet legend="Template">
        <ChoiceCards
          label="Template"
          choices={TEMPLATES}
          value={template}
          onChange={(value) => setValue("template", value)}
        />
      </FieldSet>
      <FormField
        label="Name"
        required
        hint="What your customers would call it."
        error={formState.errors.name?.message}
      >
        {(control) => <Input {...control} autoComplete="off" {...register("name")} />}
      </FormField>
      {template === "rest_api" ? (
        <>
          <FieldSet legend="First capability">
            <ChoiceCards
              label="First capability"
              choices={STARTS}
              value={start}
              onChange={(value) => setValue("start", value)}
            />
          </FieldSet>
          {start === "existing" ? <ExistingFlow /> : <SampleFlow />}
        </>
      ) : null}
    </>
  );
}

function ExistingFlow() {
  const { watch, setValue, formState } = useFormContext<NewProductValues>();
  return (
    <FlowChoice
      value={watch("flowId")}
      onChange={({ id }) => setValue("flowId", id, { shouldValidate: formState.isSubmitted })}
      error={formState.errors.flowId?.message}
    />
  );
}

function SampleFlow() {
  const { watch, setValue } = useFormContext<NewProductValues>();
  return (
    <FieldSet legend="Sample flow">
      <ChoiceCards
        label="Sample flow"
        className="sm:grid-cols-1"
        choices={SAMPLES}
        value={watch("sampleFlow")}
        onChange={(value) => setValue("sampleFlow", value)}
      />
    </FieldSet>
  );
}
