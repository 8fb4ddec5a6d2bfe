"use client";

import { PencilIcon } from "lucide-react";
import { useState } from "react";
import { settingsFacts } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/_components/settings-facts";
import { FactList } from "@/components/fact-list";
import { GatedButton } from "@/components/gated-button";
import { lazyDialog } from "@/components/lazy-dialog";
import { Panel } from "@/components/panel";
import type { SurfaceView } from "@/lib/contracts/surface";

const SettingsDialog = lazyDialog(() =>
  import(
    "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/_components/settings-dialog"
  ).then((module) => module.SettingsDialog),
);

type SettingsPanelProps = { surface: SurfaceView; readOnlyReason: string | null };

export function SettingsPanel({ surface, readOnlyReason }: SettingsPanelProps) {
  const [open, setOpen] = useState(false);
  return (
    <Panel
      title="Settings"
      action={
        <GatedButton
          variant="outline"
          size="sm"
          reason={readOnlyReason}
          onClick={() => setOpen(true)}
        >
          <PencilIcon aria-hidden /> Edit settings
        </GatedButton>
      }
    >
      <FactList facts={settingsFacts(surface)} />
      <SettingsDialog surface={surface} open={open} onClose={() => setOpen(false)} />
    </Panel>
  );
}
