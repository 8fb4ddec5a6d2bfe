"use client";

import { useRouter } from "next/navigation";
import { useWatch } from "react-hook-form";
import type { z } from "zod";
import { NewProductFields } from "@/app/(dashboard)/products/_components/new-product-fields";
import {
  EMPTY_PRODUCT,
  newProductField,
  newProductSchema,
} from "@/app/(dashboard)/products/_components/new-product-values";
import { revealed } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/keys/_components/revealed-surface-key";
import type { Place } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/keys/_components/surface-key-client";
import { createProduct } from "@/app/(dashboard)/products/actions";
import { FormDialogBody } from "@/components/form/form-dialog-body";
import { useVerbForm } from "@/components/form/use-verb-form";
import type { Revealed } from "@/components/key/key-client";
import type { createProductContract, ProductView } from "@/lib/contracts/product";
import type { CallableCapability } from "@/lib/contracts/surface-key-screen";

/** A product with a surface and the key that was made with it. */
export type LaunchedApi = {
  place: Place;
  capabilities: readonly CallableCapability[];
  revealed: Revealed;
  /** Where its guide is. */
  href: string;
};

type Created = z.output<typeof createProductContract.output>;

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
