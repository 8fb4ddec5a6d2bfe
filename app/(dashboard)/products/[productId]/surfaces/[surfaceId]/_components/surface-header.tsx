"use client";

import { PauseIcon, PlayIcon, Trash2Icon } from "lucide-react";
import { useState } from "react";
import {
  SurfaceEnvironmentBadge,
  SurfaceStatusBadge,
} from "@/app/(dashboard)/products/_components/surface-badges";
import { GatedButton } from "@/components/gated-button";
import { lazyDialog } from "@/components/lazy-dialog";
import { PageHeader } from "@/components/page-header";
import type { SurfaceView } from "@/lib/contracts/surface/contracts";

const PauseSurfaceDialog = lazyDialog(() =>
  import("./surface-dialogs").then((module) => module.PauseSurfaceDialog),
);
const DeleteSurfaceDialog = lazyDialog(() =>
  import("./surface-dialogs").then((module) => module.DeleteSurfaceDialog),
);

type SurfaceHeaderProps = {
  surface: SurfaceView;
  productName: string;
  readOnlyReason: string | null;
};

export function SurfaceHeader({ surface, productName, readOnlyReason }: SurfaceHeaderProps) {
  const [open, setOpen] = useState<"pause" | "delete" | null>(null);
  const close = () => setOpen(null);
  const isActive = surface.status === "active";
  return (
    <>
      <PageHeader
        back={{ href: `/products/${surface.productId}`, label: productName }}
        title={surface.name}
        meta={
          <>
            <SurfaceStatusBadge status={surface.status} />
            <SurfaceEnvironmentBadge environment={surface.environment} />
          </>
        }
        actions={
          <>
            <GatedButton variant="outline" reason={readOnlyReason} onClick={() => setOpen("pause")}>
              {isActive ? <PauseIcon aria-hidden /> : <PlayIcon aria-hidden />}
              {isActive ? "Pause" : "Activate"}
            </GatedButton>
            <GatedButton
              variant="outline"
              className="text-destructive hover:text-destructive"
              reason={readOnlyReason}
              onClick={() => setOpen("delete")}
            >
              <Trash2Icon aria-hidden /> Delete
            </GatedButton>
          </>
        }
      />
      <PauseSurfaceDialog surface={surface} open={open === "pause"} onClose={close} />
      <DeleteSurfaceDialog surface={surface} open={open === "delete"} onClose={close} />
    </>
  );
}
