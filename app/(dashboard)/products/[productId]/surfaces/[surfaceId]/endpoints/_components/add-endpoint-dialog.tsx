"use client";

import { useState } from "react";
import { useProductChanged } from "@/app/(dashboard)/products/_components/use-product-changed";
import { addEndpoint } from "@/app/(dashboard)/products/actions";
import { ChoiceCards } from "@/components/form/choice-cards";
import { Form } from "@/components/form/form";
import { FieldError } from "@/components/form/form-field";
import { useAct } from "@/components/hooks/use-act";
import { useReturnFocus } from "@/components/hooks/use-return-focus";
import { Link } from "@/components/link";
import { toast } from "@/components/toast";
import { TroubleNote } from "@/components/trouble/trouble-note";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import type { ProductView } from "@/lib/contracts/product/contracts";
import type { SurfaceView } from "@/lib/contracts/surface/contracts";

type AddEndpointDialogProps = {
  product: ProductView;
  surface: SurfaceView;
  open: boolean;
  onClose: () => void;
};

export function AddEndpointDialog(props: AddEndpointDialogProps) {
  const focus = useReturnFocus();
  return (
    <Dialog open={props.open} onOpenChange={props.onClose}>
      <DialogContent {...focus}>
        <DialogHeader>
          <DialogTitle>Add Capability to this surface</DialogTitle>
          <DialogDescription>
            Its URL is made from its name. Unscoped keys of this surface can call it immediately.
            Scoped keys can call it once you add it to their scope.
          </DialogDescription>
        </DialogHeader>
        <AddForm {...props} />
      </DialogContent>
    </Dialog>
  );
}

function AddForm({ product, surface, onClose }: AddEndpointDialogProps) {
  const changed = useProductChanged();
  const [chosen, setChosen] = useState<string | null>(null);
  const { act, busy, trouble } = useAct();
  const [error, setError] = useState<string>();
  const offered = new Set(surface.items.map(({ capabilityId }) => capabilityId));
  const open = product.capabilities.filter(({ id }) => !offered.has(id));

  function add() {
    setError(chosen === null ? "Choose a capability." : undefined);
    if (chosen === null) return;
    void act(addEndpoint, { id: product.id, surfaceId: surface.id, capabilityId: chosen }, done);
  }

  function done({ endpointSlug }: { endpointSlug: string }) {
    toast.success("Endpoint added", {
      description: `It is available at /${endpointSlug}.`,
    });
    changed();
    onClose();
  }

  return (
    <Form className="grid gap-4" onSubmit={add} busy={busy}>
      {open.length === 0 ? (
        <p className="rounded-lg border border-dashed px-3 py-4 text-sm text-muted-foreground">
          Every capability of this product is already on this surface.{" "}
          <Link href={`/products/${product.id}`} className="underline underline-offset-2">
            Add another to the product
          </Link>{" "}
          first.
        </p>
      ) : (
        <ChoiceCards
          label="Capability"
          className="sm:grid-cols-1"
          value={chosen}
          onChange={setChosen}
          choices={open.map(({ id, capabilityName, capabilityDescription, flowName }) => ({
            value: id,
            label: capabilityName,
            description: capabilityDescription ?? `Runs ${flowName}`,
          }))}
        />
      )}
      <FieldError error={error} />
      {trouble ? <TroubleNote trouble={trouble} /> : null}
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="outline">Cancel</Button>
        </DialogClose>
        {open.length > 0 ? (
          <Button type="submit" aria-disabled={busy}>
            Add
          </Button>
        ) : null}
      </DialogFooter>
    </Form>
  );
}
