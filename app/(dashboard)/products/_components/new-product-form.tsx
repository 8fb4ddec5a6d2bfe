import { PackageIcon, WaypointsIcon } from "lucide-react";
import { useRouter } from "next/navigation";
import { useFormContext } from "react-hook-form";
import { z } from "zod";
import { endpointsOf } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/_components/endpoint-facts";
import { revealed } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/keys/_components/revealed-surface-key";
import type { Place } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/keys/_components/surface-key-client";
import { createProduct } from "@/app/(dashboard)/products/actions";
import { DialogForm } from "@/components/form/form-dialog";
import { ChoiceField, TextField } from "@/components/form/form-fields";
import type { Revealed } from "@/components/key/key-client";
import { SAMPLE_FLOW_KEYS, SAMPLE_FLOWS } from "@/lib/contracts/flow/sample-flows";
import { productContracts } from "@/lib/contracts/product/contracts";
import type { CallableCapability } from "@/lib/contracts/surface-key/screen";
import { FlowChoice } from "./flow-choice";

const { name } = productContracts.create.input.shape;

/** What the person sees, turned into what the verb takes. */
const newProductSchema = z
  .object({
    name,
    template: z.enum(["rest_api", "blank"]),
    start: z.enum(["existing", "sample"]),
    flowId: z.string().nullable(),
    sampleFlow: z.enum(SAMPLE_FLOW_KEYS),
  })
  .refine(({ template, start, flowId }) => !isOpenChoice(template, start, flowId), {
    path: ["flowId"],
    error: "Choose a flow.",
  })
  .transform(({ name: chosen, template, start, flowId, sampleFlow }) => {
    if (template === "blank") return { name: chosen };
    const flow = start === "existing" && flowId !== null ? { flowId } : { sampleFlow };
    return { name: chosen, template: { type: "rest_api" as const, ...flow } };
  });

type NewProductValues = z.input<typeof newProductSchema>;

const EMPTY_PRODUCT: NewProductValues = {
  name: "",
  template: "rest_api",
  start: "sample",
  flowId: null,
  sampleFlow: "greeting",
};

function isOpenChoice(template: string, start: string, flowId: string | null): boolean {
  return template === "rest_api" && start === "existing" && flowId === null;
}

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
  const [template, start] = useFormContext<NewProductValues>().watch(["template", "start"]);
  return (
    <>
      <ChoiceField<NewProductValues> name="template" label="Template" choices={TEMPLATES} />
      <TextField<NewProductValues>
        name="name"
        label="Name"
        required
        hint="The name your customers know it by."
      />
      {template === "rest_api" ? (
        <>
          <ChoiceField<NewProductValues> name="start" label="First capability" choices={STARTS} />
          {start === "existing" ? (
            <ExistingFlow />
          ) : (
            <ChoiceField<NewProductValues>
              name="sampleFlow"
              label="Sample flow"
              className="sm:grid-cols-1"
              choices={SAMPLES}
            />
          )}
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

/** A product with a surface and the key that was made with it. */
export type LaunchedApi = Revealed & {
  place: Place;
  capabilities: readonly CallableCapability[];
  /** Where its guide is. */
  href: string;
};

type Created = z.output<typeof productContracts.create.output>;

export function NewProductForm({ onLaunched }: { onLaunched: (api: LaunchedApi) => void }) {
  const router = useRouter();
  return (
    <DialogForm
      schema={newProductSchema}
      values={EMPTY_PRODUCT}
      paths={{ flowId: "template" }}
      act={createProduct}
      onDone={(product) => {
        const api = launchedApi(product);
        if (api) onLaunched(api);
        else router.push(`/products/${product.id}`);
      }}
      submitLabel={({ template }) => (template === "rest_api" ? "Create REST API" : "Create")}
    >
      <NewProductFields />
    </DialogForm>
  );
}

function launchedApi(product: Created): LaunchedApi | undefined {
  const { testApiKey, surfaces } = product;
  const [surface] = surfaces;
  if (!testApiKey || !surface) return undefined;
  const place = { id: product.id, surfaceId: surface.id };
  const capabilities = endpointsOf(product, surface).map(
    ({ item, capability, callable, name, description }) => ({
      id: capability.id,
      name,
      slug: item.endpointSlug,
      description,
      enabled: callable,
      parametersSchema: capability.parametersSchema,
    }),
  );
  return {
    place,
    capabilities,
    ...revealed(place, capabilities, { ...testApiKey, environment: "test", scopes: [] }),
    href: `/products/${product.id}/surfaces/${surface.id}`,
  };
}
