"use client";

import { PencilIcon } from "lucide-react";
import { useState } from "react";
import { ActButtons } from "@/components/act-buttons";
import { CodeList, type Fact, FactList } from "@/components/fact-list";
import { formatCount } from "@/components/format";
import { lazyDialog } from "@/components/lazy-dialog";
import { Panel } from "@/components/panel";
import { useReadOnlyReason } from "@/components/read-only";
import type { SurfaceView } from "@/lib/contracts/surface/contracts";
import { nameIn, SURFACE_WINDOWS } from "@/lib/core/windows";

const ENVIRONMENTS = {
  development: "Development: new keys are test keys by default",
  production: "Production: new keys are production keys by default",
} as const;

/** The settings of a surface as it is, in words. */
function settingsFacts({ environment, behavior, config }: SurfaceView): Fact[] {
  const limits = SURFACE_WINDOWS.map((each) =>
    limitOf(config.rateLimit?.[nameIn("per", each)] ?? null, each),
  );
  const origins = config.cors?.allowedOrigins ?? [];
  return [
    { label: "Environment", value: ENVIRONMENTS[environment] },
    {
      label: "Response",
      value: behavior.response?.mode === "all" ? "All outputs" : "One output",
    },
    {
      label: "Default limits",
      value: limits.join(", "),
    },
    {
      label: "Allowed origins",
      value: origins.length === 0 ? "None. Only servers can call." : <CodeList of={origins} />,
    },
    {
      label: "OpenAPI document",
      value: config.openapi?.access === "public" ? "Everyone can read it" : "Anyone with a key",
    },
    {
      label: "Customer portal",
      value: config.portal?.enabled ? "On: customers see their keys and usage" : "Off",
    },
  ];
}

function limitOf(limit: number | null, unit: string): string {
  return limit === null
    ? `no limit per ${unit}`
    : `${formatCount(limit)} ${limit === 1 ? "call" : "calls"} per ${unit}`;
}

const dialogs = () => import("./settings-dialog");
const SettingsDialog = lazyDialog(dialogs, (it) => it.SettingsDialog);

export function SettingsPanel({ surface }: { surface: SurfaceView }) {
  const [open, setOpen] = useState(false);
  return (
    <Panel
      title="Settings"
      action={
        <ActButtons
          size="sm"
          reason={useReadOnlyReason("PRODUCTS:WRITE")}
          acts={[{ label: "Edit settings", icon: PencilIcon, onSelect: () => setOpen(true) }]}
        />
      }
    >
      <FactList facts={settingsFacts(surface)} />
      <SettingsDialog surface={surface} open={open} onClose={() => setOpen(false)} />
    </Panel>
  );
}
