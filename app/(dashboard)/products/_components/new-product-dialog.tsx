import { surfaceKeyClient } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/keys/_components/surface-key-client";
import { DialogHeading } from "@/components/form/form-dialog";
import type { NewKeyDialog } from "@/components/key/acts/create-key-dialog";
import { RevealDialog } from "@/components/key/acts/reveal-dialog";
import { KeyClientProvider } from "@/components/key/key-client";
import { type LaunchedApi, NewProductForm } from "./new-product-form";

export function NewProductDialog({ open, onClose, onCreated }: NewKeyDialog) {
  return (
    <RevealDialog<LaunchedApi>
      open={open}
      onClose={onClose}
      className="max-w-2xl gap-0 p-0"
      title="Copy your test key"
      onShown={onCreated}
      hrefOf={({ href }) => href}
      within={({ place, capabilities }, reveal) => (
        <KeyClientProvider client={surfaceKeyClient(place, capabilities)}>
          {reveal}
        </KeyClientProvider>
      )}
    >
      {(show) => (
        <>
          <DialogHeading
            title="New Product"
            description="Start from a template. Everything can be changed later."
          />
          <NewProductForm onLaunched={show} />
        </>
      )}
    </RevealDialog>
  );
}
