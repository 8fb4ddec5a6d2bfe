"use client";

import { DownloadIcon } from "lucide-react";
import { openApiPath } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/_components/endpoint-facts";
import { CopyButton } from "@/components/copy-button";
import { useOrigin } from "@/components/hooks/use-origin";
import { Panel } from "@/components/panel";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import type { SurfaceView } from "@/lib/contracts/surface";

const FORMATS = [
  { format: "json", label: "JSON" },
  { format: "yaml", label: "YAML" },
] as const;

/** The machine-readable description of the surface, for clients, Postman and generators. */
export function OpenApiPanel({ surface }: { surface: SurfaceView }) {
  const origin = useOrigin();
  const isPublic = surface.config.openapi?.access === "public";
  return (
    <Panel
      title="OpenAPI"
      description={
        isPublic
          ? "An OpenAPI 3.0 document of these endpoints, always as they are now. Everybody may read it."
          : "An OpenAPI 3.0 document of these endpoints, always as they are now. Reading it takes a key of this surface; Overview has that setting."
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
