"use client";

import { PauseIcon, PlayIcon } from "lucide-react";
import { useState } from "react";
import {
  SurfaceEnvironmentBadge,
  SurfaceStatusBadge,
} from "@/app/(dashboard)/products/_components/product-marks";
import { ActButtons, removeAct } from "@/components/act-buttons";
import { lazyDialog } from "@/components/lazy-dialog";
import { PageHeader } from "@/components/page-header";
import { useReadOnlyReason } from "@/components/read-only";
import type { SurfaceView } from "@/lib/contracts/surface/contracts";

const dialogs = () => import("./surface-dialogs");
const PauseSurfaceDialog = lazyDialog(dialogs, (it) => it.PauseSurfaceDialog);
const DeleteSurfaceDialog = lazyDialog(dialogs, (it) => it.DeleteSurfaceDialog);

type SurfaceHeaderProps = { surface: SurfaceView; productName: string };

export function SurfaceHeader({ surface, productName }: SurfaceHeaderProps) {
  const [act, setAct] = useState<"pause" | "delete" | null>(null);
  const dialog = { surface, onClose: () => setAct(null) };
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
          <ActButtons
            reason={useReadOnlyReason("PRODUCTS:WRITE")}
            acts={[
              {
                label: isActive ? "Pause" : "Activate",
                icon: isActive ? PauseIcon : PlayIcon,
                onSelect: () => setAct("pause"),
              },
              removeAct("Delete", () => setAct("delete")),
            ]}
          />
        }
      />
      <PauseSurfaceDialog {...dialog} open={act === "pause"} />
      <DeleteSurfaceDialog {...dialog} open={act === "delete"} />
    </>
  );
}
