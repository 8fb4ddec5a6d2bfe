"use client";

import { PackageIcon, WaypointsIcon } from "lucide-react";
import { useRouter } from "next/navigation";
import { useFormContext, useWatch } from "react-hook-form";
import type { z } from "zod";
import { revealed } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/keys/_components/revealed-surface-key";
import type { Place } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/keys/_components/surface-key-client";
import { createProduct } from "@/app/(dashboard)/products/actions";
import { ChoiceCards } from "@/components/form/choice-cards";
import { FormDialogBody } from "@/components/form/form-dialog-body";
import { FieldSet, FormField } from "@/components/form/form-field";
import { useVerbForm } from "@/components/form/use-verb-form";
import type { Revealed } from "@/components/key/key-client";
import { Input } from "@/components/ui/input";
import { SAMPLE_FLOW_KEYS, SAMPLE_FLOWS } from "@/lib/contracts/flow/sample-flows";
import type { ProductView, productContracts } from "@/lib/contracts/product/contracts";
import type { CallableCapability } from "@/lib/contracts/surface-key/screen";
import { FlowChoice } from "./flow-choice";
import {
  EMPTY_PRODUCT,
  type NewProductValues,
  newProductField,
  newProductSchema,
} from "./new-product-values";

const TEMPLATES = [
  {
    value: "rest_api",
    label: "REST API",
    icon: <WaypointsIcon aria-hidden className="size-4" />,
    description: "A URL that programs call, with one capability and a test key. Works immediately.",
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
    description: "A copy that you can change.",
  },
  {
    value: "existing",
    label: "Use Existing",
    description: "Use one of your flows as the first capability.",
  },
] as const;

const SAMPLES = SAMPLE_FLOW_KEYS.map((value) => ({
  value,
  label: SAMPLE_FLOWS[value].name,
  description: SAMPLE_FLOWS[value].description,
}));

function NewProductFields() {
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
        hint="The name your customers know it by."
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

/** A product with a surface and the key that was made with it. */
export type LaunchedApi = {
  place: Place;
  capabilities: readonly CallableCapability[];
  revealed: Revealed;
  /** Where its guide is. */
  href: string;
};

type Created = z.output<typeof productContracts.create.output>;

export function NewProductForm({ onLaunched }: { onLaunched: (api: LaunchedApi) => void }) {
  const router = useRouter();
  const state = useVerbForm({
    schema: newProductSchema,
    values: EMPTY_PRODUCT,
    fieldOf: newProductField,
    submit: async (input, name) => {
      const result = await createProduct(input, name);
      if (!result.ok) return result.error;
      const api = launchedApi(result.value);
      if (api) onLaunched(api);
      else router.push(`/products/${result.value.id}`);
      return undefined;
    },
  });
  const template = useWatch({ control: state.form.control, name: "template" });
  return (
    <FormDialogBody
      state={state}
      submitLabel={template === "rest_api" ? "Create REST API" : "Create"}
    >
      <NewProductFields />
    </FormDialogBody>
  );
}

function launchedApi(product: Created): LaunchedApi | undefined {
  const { testApiKey, surfaces } = product;
  const [surface] = surfaces;
  if (!testApiKey || !surface) return undefined;
  const place = { id: product.id, surfaceId: surface.id };
  const capabilities = callableOn(product, surface.items);
  const { id, name, key } = testApiKey;
  return {
    place,
    capabilities,
    revealed: revealed(place, capabilities, { id, name, key, environment: "test", scopes: [] }),
    href: `/products/${product.id}/surfaces/${surface.id}`,
  };
}

type Items = ProductView["surfaces"][number]["items"];

function callableOn({ capabilities }: ProductView, items: Items): CallableCapability[] {
  return items.flatMap(({ capabilityId, endpointSlug, enabled }) => {
    const capability = capabilities.find(({ id }) => id === capabilityId);
    if (!capability) return [];
    return {
      id: capabilityId,
      name: capability.capabilityName,
      slug: endpointSlug,
      description: capability.capabilityDescription,
      enabled: enabled && capability.enabled,
      parametersSchema: capability.parametersSchema,
    };
  });
}
