"use client";

import { useId, useState } from "react";
import {
  type EndpointFacts,
  endpointPath,
} from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/_components/endpoint-facts";
import { EndpointControls } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/endpoints/_components/endpoint-controls";
import { EndpointUrl } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/endpoints/_components/endpoint-url";
import { TryPanel } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/endpoints/_components/try-panel";
import { sampleBody } from "@/components/call-snippets/sample-body";
import { Fold } from "@/components/form/fold";
import { lazyDialog } from "@/components/lazy-dialog";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import type { SurfaceView } from "@/lib/contracts/surface";

const EditEndpointDialog = lazyDialog(() =>
  import(
    "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/endpoints/_components/edit-endpoint-dialog"
  ).then((module) => module.EditEndpointDialog),
);
const SwitchEndpointDialog = lazyDialog(() =>
  import(
    "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/endpoints/_components/switch-endpoint-dialog"
  ).then((module) => module.SwitchEndpointDialog),
);
const RemoveEndpointDialog = lazyDialog(() =>
  import(
    "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/endpoints/_components/remove-endpoint-dialog"
  ).then((module) => module.RemoveEndpointDialog),
);

export type EndpointAct = "edit" | "switch" | "remove";

type EndpointCardProps = {
  surface: SurfaceView;
  endpoint: EndpointFacts;
  readOnlyReason: string | null;
  tryKey: string;
  onTryKeyChange: (key: string) => void;
};

export function EndpointCard(props: EndpointCardProps) {
  const { surface, endpoint, readOnlyReason, tryKey, onTryKeyChange } = props;
  const { item, capability, name, description } = endpoint;
  const id = useId();
  const [act, setAct] = useState<EndpointAct | null>(null);
  const path = endpointPath(
    { productId: surface.productId, surfaceId: surface.id },
    item.endpointSlug,
  );
  const dialog = { surface, endpoint, onClose: () => setAct(null) };

  return (
    <section aria-labelledby={id} className="min-w-0">
      <Card className="gap-3 p-4">
        <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
          <div className="grid min-w-0 gap-0.5">
            <h2 id={id} className="flex flex-wrap items-center gap-2 text-base font-semibold">
              <span className="min-w-0 wrap-anywhere">{name}</span>
              {capability.enabled ? null : <Badge variant="warning">Capability disabled</Badge>}
            </h2>
            {description ? (
              <p className="max-w-prose text-sm text-muted-foreground wrap-anywhere">
                {description}
              </p>
            ) : null}
          </div>
          <EndpointControls endpoint={endpoint} readOnlyReason={readOnlyReason} onAct={setAct} />
        </div>
        <EndpointUrl path={path} name={name} />
        {capability.publishedVersion === null ? (
          <p className="text-sm text-warning">
            The flow is not published: test keys run its draft, production keys get 503.
          </p>
        ) : null}
        <Fold title="Try it" about="Call it now with a key." startsOpen={false} forced={false}>
          <TryPanel
            key={capability.revision}
            path={path}
            sample={sampleBody(capability.parametersSchema)}
            tryKey={tryKey}
            onKeyChange={onTryKeyChange}
          />
        </Fold>
      </Card>
      <EditEndpointDialog {...dialog} open={act === "edit"} />
      <SwitchEndpointDialog {...dialog} open={act === "switch"} />
      <RemoveEndpointDialog {...dialog} open={act === "remove"} />
    </section>
  );
}
