"use client";

import { useRouter } from "next/navigation";
import { useFormContext } from "react-hook-form";
import { z } from "zod";
import { updateProduct } from "@/app/(dashboard)/products/actions";
import { FormDialogBody } from "@/components/form/form-dialog-body";
import { FormField } from "@/components/form/form-field";
import { useVerbForm } from "@/components/form/use-verb-form";
import { useReturnFocus } from "@/components/hooks/use-return-focus";
import { toast } from "@/components/toast";
import { Dialog, DialogContent, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { Input, Textarea } from "@/components/ui/input";
import { type ProductView, productContracts } from "@/lib/contracts/product/contracts";

const { name, description, icon } = productContracts.create.input.shape;

/** An empty field is none. */
const blankIsNull = z.string().transform((text) => text.trim() || null);

const schema = z.object({
  name,
  description: blankIsNull.pipe(description.unwrap()),
  icon: blankIsNull.pipe(icon.unwrap()),
});

type Values = z.input<typeof schema>;

function fieldOf(path: string): keyof Values | undefined {
  return path === "name" || path === "description" || path === "icon" ? path : undefined;
}

type EditProductDialogProps = { product: ProductView; open: boolean; onClose: () => void };

export function EditProductDialog({ product, open, onClose }: EditProductDialogProps) {
  const focus = useReturnFocus();
  return (
    <Dialog open={open} onOpenChange={onClose}>
      <DialogContent {...focus} className="gap-0 p-0" aria-describedby={undefined}>
        <DialogHeader className="px-5 pt-5 pb-3">
          <DialogTitle>Edit product</DialogTitle>
        </DialogHeader>
        <EditForm product={product} onClose={onClose} />
      </DialogContent>
    </Dialog>
  );
}

function EditForm({ product, onClose }: Omit<EditProductDialogProps, "open">) {
  const router = useRouter();
  const state = useVerbForm({
    schema,
    values: {
      name: product.name,
      description: product.description ?? "",
      icon: product.icon ?? "",
    },
    fieldOf,
    submit: async (input) => {
      const result = await updateProduct({ id: product.id, ...input });
      if (!result.ok) return result.error;
      toast.success("Saved");
      router.refresh();
      onClose();
      return undefined;
    },
  });
  return (
    <FormDialogBody state={state} submitLabel="Save">
      <ProductFields />
    </FormDialogBody>
  );
}

function ProductFields() {
  const { register, formState } = useFormContext<Values>();
  const { errors } = formState;
  return (
    <>
      <FormField label="Name" required error={errors.name?.message}>
        {(control) => <Input {...control} autoComplete="off" {...register("name")} />}
      </FormField>
      <FormField label="Description" optional error={errors.description?.message}>
        {(control) => <Textarea {...control} {...register("description")} />}
      </FormField>
      <FormField label="Icon" optional hint="One emoji." error={errors.icon?.message}>
        {(control) => (
          <Input {...control} autoComplete="off" className="w-24" {...register("icon")} />
        )}
      </FormField>
    </>
  );
}
