"use client";

import { DownloadIcon, PlusIcon, WaypointsIcon } from "lucide-react";
import { useState } from "react";
import {
  endpointsOf,
  openApiPath,
} from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/_components/endpoint-facts";
import { CopyButton } from "@/components/copy-button";
import { EmptyState } from "@/components/empty-state";
import { GatedButton } from "@/components/gated-button";
import { useOrigin } from "@/components/hooks/use-in-browser";
import { lazyDialog } from "@/components/lazy-dialog";
import { Panel } from "@/components/panel";
import { useReadOnlyReason } from "@/components/read-only";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import type { ProductView } from "@/lib/contracts/product/contracts";
import type { SurfaceView } from "@/lib/contracts/surface/contracts";
import { EndpointCard } from "./endpoint-card";

const FORMATS = [
  { format: "json", label: "JSON" },
  { format: "yaml", label: "YAML" },
] as const;

/** The machine-readable description of the surface, for clients, Postman and generators. */
function OpenApiPanel({ surface }: { surface: SurfaceView }) {
  const origin = useOrigin();
  const isPublic = surface.config.openapi?.access === "public";
  return (
    <Panel
      title="OpenAPI"
      description={
        isPublic
          ? "An OpenAPI 3.0 document of these endpoints, always up to date. Everyone can read it."
          : "An OpenAPI 3.0 document of these endpoints, always up to date. Reading it requires a key of this surface. You can change this under Overview."
      }
    >
      <ul className="grid gap-2">
        {FORMATS.map(({ format, label }) => {
          const path = openApiPath({ productId: surface.productId, surfaceId: surface.id }, format);
          const url = `${origin}${path}`;
          return (
            <li key={format} className="flex min-w-0 flex-wrap items-center gap-2">
              <div className="flex min-w-0 flex-1 basis-64 items-center gap-2 rounded-lg border bg-subtle py-1 pr-1 pl-2.5">
                <Badge variant="muted" className="font-mono">
                  {label}
                </Badge>
                <a
                  href={path}
                  target="_blank"
                  rel="noreferrer"
                  className="min-w-0 flex-1 font-mono text-xs wrap-anywhere hover:underline hover:underline-offset-2"
                >
                  {url}
                </a>
                <CopyButton text={url} label={`${label} URL`} />
              </div>
              <Button asChild variant="outline" size="sm">
                <a href={path} download={`openapi.${format}`} aria-label={`Download ${label}`}>
                  <DownloadIcon aria-hidden /> Download
                </a>
              </Button>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}

const dialogs = () => import("./add-endpoint-dialog");
const AddEndpointDialog = lazyDialog(dialogs, (it) => it.AddEndpointDialog);

type EndpointsScreenProps = { product: ProductView; surface: SurfaceView };

export function EndpointsScreen({ product, surface }: EndpointsScreenProps) {
  const [adding, setAdding] = useState(false);
  const [tryKey, setTryKey] = useState("");
  const endpoints = endpointsOf(product, surface);

  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="max-w-prose text-sm text-muted-foreground">
          Each capability on this surface has its own URL. Programs send a key and a JSON body, and
          get the response of the flow.
        </p>
        <GatedButton reason={useReadOnlyReason("PRODUCTS:WRITE")} onClick={() => setAdding(true)}>
          <PlusIcon aria-hidden /> Add Capability
        </GatedButton>
      </div>
      {endpoints.length === 0 ? (
        <div className="rounded-xl border bg-card shadow-raised">
          <EmptyState
            icon={WaypointsIcon}
            title="No endpoints yet: there is nothing to call here"
            guide={{ name: "surfaces-and-capabilities", title: "Surfaces and capabilities" }}
            description="Add a capability of this product to the surface. It can be called immediately."
          />
        </div>
      ) : (
        endpoints.map((endpoint) => (
          <EndpointCard
            key={endpoint.item.id}
            surface={surface}
            endpoint={endpoint}
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
