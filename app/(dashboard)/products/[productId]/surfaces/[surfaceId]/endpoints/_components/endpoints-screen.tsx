"use client";

import { PlusIcon, WaypointsIcon } from "lucide-react";
import { useState } from "react";
import { endpointsOf } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/_components/endpoint-facts";
import { EndpointCard } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/endpoints/_components/endpoint-card";
import { OpenApiPanel } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/endpoints/_components/open-api-panel";
import { EmptyState } from "@/components/empty-state";
import { GatedButton } from "@/components/gated-button";
import { lazyDialog } from "@/components/lazy-dialog";
import type { ProductView } from "@/lib/contracts/product";
import type { SurfaceView } from "@/lib/contracts/surface";

const AddEndpointDialog = lazyDialog(() =>
  import(
    "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/endpoints/_components/add-endpoint-dialog"
  ).then((module) => module.AddEndpointDialog),
);

type EndpointsScreenProps = {
  product: ProductView;
  surface: SurfaceView;
  readOnlyReason: string | null;
};

export function EndpointsScreen({ product, surface, readOnlyReason }: EndpointsScreenProps) {
  const [adding, setAdding] = useState(false);
  const [tryKey, setTryKey] = useState("");
  const endpoints = endpointsOf(product, surface);

  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="max-w-prose text-sm text-muted-foreground">
          Each capability on this surface has an address of its own. Programs send it a key and a
          JSON body, and get the answer of the flow.
        </p>
        <GatedButton reason={readOnlyReason} onClick={() => setAdding(true)}>
          <PlusIcon aria-hidden /> Add Capability
        </GatedButton>
      </div>
      {endpoints.length === 0 ? (
        <div className="rounded-xl border bg-card shadow-raised">
          <EmptyState
            icon={WaypointsIcon}
            title="No endpoints yet: there is nothing to call here"
            guide={{ name: "surfaces-and-capabilities", title: "Surfaces and capabilities" }}
            description="Put a capability of this product on the surface, and it can be called at once."
          />
        </div>
      ) : (
        endpoints.map((endpoint) => (
          <EndpointCard
            key={endpoint.item.id}
            surface={surface}
            endpoint={endpoint}
            readOnlyReason={readOnlyReason}
            tryKey={tryKey}
            onTryKeyChange={setTryKey}
          />
        ))
      )}
      <OpenApiPanel surface={surface} />
      <AddEndpointDialog
        product={product}
        surface={surface}
        open={adding}
        onClose={() => setAdding(false)}
      />
    </div>
  );
}
