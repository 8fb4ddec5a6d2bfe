"use client";

import { useRouter } from "next/navigation";
import { type KeyboardEvent, useState } from "react";
import { surfaceKeyClient } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/keys/_components/surface-key-client";
import { useReturnFocus } from "@/components/hooks/use-return-focus";
import { RevealPhase } from "@/components/key/acts/reveal-phase";
import { KeyClientProvider } from "@/components/key/key-client";
import { useHoldPage, useRevealGuard } from "@/components/reveal-secret/use-reveal-guard";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { type LaunchedApi, NewProductForm } from "./new-product-form";

type NewProductDialogProps = {
  open: boolean;
  onClose: () => void;
  /** The product exists and its key is on screen: the address must not open the form again. */
  onCreated: () => void;
};

export function NewProductDialog({ open, onClose, onCreated }: NewProductDialogProps) {
  const router = useRouter();
  const focus = useReturnFocus();
  const [launched, setLaunched] = useState<LaunchedApi | null>(null);
  const revealing = launched !== null;
  const guard = useRevealGuard(() => {
    setLaunched(null);
    if (launched) router.replace(launched.href);
  });
  const page = useHoldPage(revealing, guard.requestClose);

  function show(api: LaunchedApi) {
    onCreated();
    page.hold();
    setLaunched(api);
  }

  function keepMenuAway(event: KeyboardEvent) {
    const opensMenu = event.key.toLowerCase() === "k" && (event.metaKey || event.ctrlKey);
    if (revealing && opensMenu) event.preventDefault();
  }

  return (
    <Dialog
      open={open || revealing}
      onOpenChange={() => (revealing ? guard.requestClose() : onClose())}
    >
      <DialogContent {...focus} onKeyDown={keepMenuAway} className="max-w-2xl gap-0 p-0">
        {launched ? (
          <KeyClientProvider client={surfaceKeyClient(launched.place, launched.capabilities)}>
            <RevealPhase title="Copy your test key" revealed={launched.revealed} guard={guard} />
          </KeyClientProvider>
        ) : (
          <>
            <DialogHeader className="px-5 pt-5 pb-3">
              <DialogTitle>New Product</DialogTitle>
              <DialogDescription>
                Start from a template. Everything can be changed later.
              </DialogDescription>
            </DialogHeader>
            <NewProductForm onLaunched={show} />
          </>
        )}
      </DialogContent>
    </Dialog>
  );
}
