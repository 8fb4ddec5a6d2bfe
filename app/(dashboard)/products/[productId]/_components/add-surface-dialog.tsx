import { WaypointsIcon } from "lucide-react";
import { useRouter } from "next/navigation";
import { z } from "zod";
import { createSurface } from "@/app/(dashboard)/products/actions";
import { FormDialog } from "@/components/form/form-dialog";
import { ChoiceField, TextField } from "@/components/form/form-fields";
import { toast } from "@/components/toast";
import type { ProductView } from "@/lib/contracts/product/contracts";
import { surfaceContracts } from "@/lib/contracts/surface/contracts";

const { name, type } = surfaceContracts.create.input.shape;

const schema = z.object({ name, type });

type Values = z.input<typeof schema>;

const TYPES = [
  {
    value: "api",
    label: "REST API",
    icon: <WaypointsIcon aria-hidden className="size-4" />,
    description: "Programs call each capability at its own URL, with a key.",
  },
] as const;

type AddSurfaceDialogProps = { product: ProductView; open: boolean; onClose: () => void };

export function AddSurfaceDialog({ product, ...dialog }: AddSurfaceDialogProps) {
  const router = useRouter();
  const { id, surfaces } = product;
  return (
    <FormDialog
      {...dialog}
      title={surfaces.length === 0 ? "Add Surface" : "Add Another Surface"}
      description="A new surface has no endpoints. Next, choose which capabilities it offers."
      schema={schema}
      values={{ name: "", type: "api" }}
      act={(input, requestName) => createSurface({ id, ...input }, requestName)}
      onDone={(surface) => {
        toast.success("Surface added");
        router.replace(`/products/${id}/surfaces/${surface.id}/endpoints`);
      }}
      submitLabel="Save"
    >
      <ChoiceField<Values> name="type" label="Type" className="sm:grid-cols-1" choices={TYPES} />
      <TextField<Values>
        name="name"
        label="Name"
        required
        hint="For example, “Public API” or “Partners”."
      />
    </FormDialog>
  );
}
