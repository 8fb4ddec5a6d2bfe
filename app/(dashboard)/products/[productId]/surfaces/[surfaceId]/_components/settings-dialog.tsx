"use client";

import { useProductChanged } from "@/app/(dashboard)/products/_components/use-product-changed";
import { updateSurface } from "@/app/(dashboard)/products/actions";
import { FormDialogBody } from "@/components/form/form-dialog-body";
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
import type { SurfaceView } from "@/lib/contracts/surface/contracts";
import { SettingsFields } from "./settings-fields";
import { settingsField, settingsSchema, settingsValues } from "./settings-values";

type SettingsDialogProps = { surface: SurfaceView; open: boolean; onClose: () => void };

export function SettingsDialog({ surface, open, onClose }: SettingsDialogProps) {
  const focus = useReturnFocus();
  return (
    <Dialog open={open} onOpenChange={onClose}>
      <DialogContent {...focus} className="max-w-2xl gap-0 p-0">
        <DialogHeader className="px-5 pt-5 pb-3">
          <DialogTitle>Edit settings</DialogTitle>
          <DialogDescription>Changes take effect immediately.</DialogDescription>
        </DialogHeader>
        <SettingsForm surface={surface} onClose={onClose} />
      </DialogContent>
    </Dialog>
  );
}

function SettingsForm({ surface, onClose }: Omit<SettingsDialogProps, "open">) {
  const changed = useProductChanged();
  const state = useVerbForm({
    schema: settingsSchema,
    values: settingsValues(surface),
    fieldOf: settingsField,
    submit: async (input) => {
      const { id: surfaceId, productId: id, revision } = surface;
      const result = await updateSurface({ id, surfaceId, revision, ...input });
      if (!result.ok) return result.error;
      toast.success("Saved", { description: "Your changes are now in effect." });
      changed();
      onClose();
      return undefined;
    },
  });
  return (
    <FormDialogBody state={state} submitLabel="Save">
      <SettingsFields />
    </FormDialogBody>
  );
}
