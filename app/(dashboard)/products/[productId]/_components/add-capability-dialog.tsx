"use client";

import { useFormContext } from "react-hook-form";
import { z } from "zod";
import { FlowChoice } from "@/app/(dashboard)/products/_components/flow-choice";
import { useProductChanged } from "@/app/(dashboard)/products/_components/use-product-changed";
import { createCapability } from "@/app/(dashboard)/products/actions";
import { FormDialogBody } from "@/components/form/form-dialog-body";
import { FormField } from "@/components/form/form-field";
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
import { Input, Textarea } from "@/components/ui/input";
import { capabilityContracts } from "@/lib/contracts/capability/contracts";
import type { ProductView } from "@/lib/contracts/product/contracts";

const { capabilityName, capabilityDescription } = capabilityContracts.create.input.shape;

const schema = z.object({
  flowId: z.string().min(1, "Choose a flow."),
  capabilityName,
  capabilityDescription: z
    .string()
    .transform((text) => text.trim() || null)
    .pipe(capabilityDescription.unwrap()),
});

type Values = z.input<typeof schema>;

function fieldOf(path: string): keyof Values | undefined {
  const fields = ["flowId", "capabilityName", "capabilityDescription"] as const;
  return fields.find((field) => field === path);
}

type AddCapabilityDialogProps = { product: ProductView; open: boolean; onClose: () => void };

export function AddCapabilityDialog({ product, open, onClose }: AddCapabilityDialogProps) {
  const focus = useReturnFocus();
  return (
    <Dialog open={open} onOpenChange={onClose}>
      <DialogContent {...focus} className="max-w-xl gap-0 p-0">
        <DialogHeader className="px-5 pt-5 pb-3">
          <DialogTitle>Add Capability</DialogTitle>
          <DialogDescription>
            Turn a flow into something this product can do. Its input fields are read from the flow.
          </DialogDescription>
        </DialogHeader>
        <AddForm product={product} onClose={onClose} />
      </DialogContent>
    </Dialog>
  );
}

function AddForm({ product, onClose }: Omit<AddCapabilityDialogProps, "open">) {
  const changed = useProductChanged();
  const state = useVerbForm({
    schema,
    values: { flowId: "", capabilityName: "", capabilityDescription: "" },
    fieldOf,
    submit: async (input, name) => {
      const result = await createCapability({ id: product.id, ...input }, name);
      if (!result.ok) return result.error;
      toast.success("Capability added", {
        description: "Add it to a surface so that it can be called.",
      });
      changed();
      onClose();
      return undefined;
    },
  });
  return (
    <FormDialogBody state={state} submitLabel="Add">
      <AddFields />
    </FormDialogBody>
  );
}

function AddFields() {
  const { register, watch, setValue, formState } = useFormContext<Values>();
  const { errors, dirtyFields } = formState;
  return (
    <>
      <FlowChoice
        value={watch("flowId")}
        error={errors.flowId?.message}
        onChange={({ id, name }) => {
          setValue("flowId", id, { shouldValidate: formState.isSubmitted });
          if (!dirtyFields.capabilityName) setValue("capabilityName", name.slice(0, 100));
        }}
      />
      <FormField label="Name" required error={errors.capabilityName?.message}>
        {(control) => <Input {...control} autoComplete="off" {...register("capabilityName")} />}
      </FormField>
      <FormField
        label="Description"
        optional
        hint="Shown to callers in the OpenAPI document."
        error={errors.capabilityDescription?.message}
      >
        {(control) => <Textarea {...control} {...register("capabilityDescription")} />}
      </FormField>
    </>
  );
}
