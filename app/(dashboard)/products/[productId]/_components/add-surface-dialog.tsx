"use client";

import { WaypointsIcon } from "lucide-react";
import { useRouter } from "next/navigation";
import { useFormContext } from "react-hook-form";
import { z } from "zod";
import { createSurface } from "@/app/(dashboard)/products/actions";
import { ChoiceCards } from "@/components/form/choice-cards";
import { FormDialogBody } from "@/components/form/form-dialog-body";
import { FieldSet, FormField } from "@/components/form/form-field";
import { useVerbForm } from "@/components/form/use-verb-form";
import { useReturnFocus } from "@/components/hooks/use-return-focus";
import { toast } from "@/components/toast";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
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

export function AddSurfaceDialog({ product, open, onClose }: AddSurfaceDialogProps) {
  const focus = useReturnFocus();
  return (
    <Dialog open={open} onOpenChange={onClose}>
      <DialogContent {...focus} className="gap-0 p-0">
        <DialogHeader className="px-5 pt-5 pb-3">
          <DialogTitle>
            {product.surfaces.length === 0 ? "Add Surface" : "Add Another Surface"}
          </DialogTitle>
          <DialogDescription>
            A new surface has no endpoints. Next, choose which capabilities it offers.
          </DialogDescription>
        </DialogHeader>
        <AddForm productId={product.id} />
      </DialogContent>
    </Dialog>
  );
}

function AddForm({ productId }: { productId: string }) {
  const router = useRouter();
  const state = useVerbForm({
    schema,
    values: { name: "", type: "api" },
    fieldOf: (path) => (path === "name" ? path : undefined),
    submit: async (input, name) => {
      const result = await createSurface({ id: productId, ...input }, name);
      if (!result.ok) return result.error;
      toast.success("Surface added");
      router.replace(`/products/${productId}/surfaces/${result.value.id}/endpoints`);
      return undefined;
    },
  });
  return (
    <FormDialogBody state={state} submitLabel="Save">
      <AddFields />
    </FormDialogBody>
  );
}

function AddFields() {
  const { register, watch, setValue, formState } = useFormContext<Values>();
  return (
    <>
      <FieldSet legend="Type">
        <ChoiceCards
          label="Type"
          className="sm:grid-cols-1"
          choices={TYPES}
          value={watch("type")}
          onChange={(value) => setValue("type", value)}
        />
      </FieldSet>
      <FormField
        label="Name"
        required
        hint="For example, “Public API” or “Partners”."
        error={formState.errors.name?.message}
      >
        {(control) => <Input {...control} autoComplete="off" {...register("name")} />}
      </FormField>
    </>
  );
}
