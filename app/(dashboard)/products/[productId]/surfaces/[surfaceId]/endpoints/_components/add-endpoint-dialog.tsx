import { z } from "zod";
import { addEndpoint } from "@/app/(dashboard)/products/actions";
import type { OpenDialog } from "@/components/confirm-dialog";
import { FormDialog } from "@/components/form/form-dialog";
import { ChoiceField } from "@/components/form/form-fields";
import { Link } from "@/components/link";
import type { ProductView } from "@/lib/contracts/product/contracts";
import type { SurfaceView } from "@/lib/contracts/surface/contracts";

const schema = z.object({ capabilityId: z.string().min(1, "Choose a capability.") });

type Values = z.input<typeof schema>;

type AddEndpointDialogProps = OpenDialog & { product: ProductView; surface: SurfaceView };

export function AddEndpointDialog({ product, surface, ...dialog }: AddEndpointDialogProps) {
  const { id } = product;
  const offered = new Set(surface.items.map(({ capabilityId }) => capabilityId));
  const free = product.capabilities.filter((capability) => !offered.has(capability.id));
  return (
    <FormDialog
      {...dialog}
      title="Add Capability to this surface"
      description="Its URL is made from its name. Unscoped keys of this surface can call it immediately. Scoped keys can call it once you add it to their scope."
      schema={schema}
      values={{ capabilityId: "" }}
      act={(input, name) => addEndpoint({ id, surfaceId: surface.id, ...input }, name)}
      told={({ endpointSlug }) => ({
        title: "Endpoint added",
        description: `It is available at /${endpointSlug}.`,
      })}
      submitLabel={free.length > 0 ? "Add" : null}
    >
      {free.length > 0 ? (
        <ChoiceField<Values>
          name="capabilityId"
          label="Capability"
          className="sm:grid-cols-1"
          choices={free.map(({ id: value, capabilityName, capabilityDescription, flowName }) => ({
            value,
            label: capabilityName,
            description: capabilityDescription ?? `Runs ${flowName}`,
          }))}
        />
      ) : (
        <p className="rounded-lg border border-dashed px-3 py-4 text-sm text-muted-foreground">
          Every capability of this product is already on this surface.{" "}
          <Link href={`/products/${id}`} className="underline underline-offset-2">
            Add another to the product
          </Link>{" "}
          first.
        </p>
      )}
    </FormDialog>
  );
}
