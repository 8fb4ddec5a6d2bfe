"use client";

import { BanIcon, PauseIcon, PencilIcon, PlayIcon, RefreshCwIcon } from "lucide-react";
import { GatedButton } from "@/app/(dashboard)/settings/api/_components/gated-button";
import { actRefusal, type KeyActs } from "@/app/(dashboard)/settings/api/_components/use-key-acts";
import { EnvironmentBadge } from "@/components/key/environment-badge";
import { KeyStatusBadge } from "@/components/key/key-status-badge";
import { PageHeader } from "@/components/page-header";
import type { PlatformKeyView } from "@/lib/contracts/platform-key";

type KeyHeaderProps = { apiKey: PlatformKeyView; acts: KeyActs; readOnlyReason: string | null };

export function KeyHeader({ apiKey, acts, readOnlyReason }: KeyHeaderProps) {
  const reason = actRefusal(apiKey, readOnlyReason);
  const isDisabled = apiKey.disabledAt !== null;
  const common = { reason, variant: "outline", className: "max-sm:[&_svg]:hidden" } as const;
  return (
    <PageHeader
      back={{ href: "/settings/api", label: "API keys" }}
      title={apiKey.name}
      meta={
        <>
          <KeyStatusBadge status={apiKey.status} />
          <EnvironmentBadge environment={apiKey.environment} />
        </>
      }
      actions={
        <>
          <GatedButton {...common} onClick={() => acts.start("edit", apiKey)}>
            <PencilIcon aria-hidden /> Edit
          </GatedButton>
          <GatedButton {...common} onClick={() => acts.start("rotate", apiKey)}>
            <RefreshCwIcon aria-hidden /> Rotate
          </GatedButton>
          <GatedButton
            {...common}
            onClick={() => acts.start(isDisabled ? "enable" : "disable", apiKey)}
          >
            {isDisabled ? <PlayIcon aria-hidden /> : <PauseIcon aria-hidden />}
            {isDisabled ? "Enable" : "Disable"}
          </GatedButton>
          <GatedButton
            {...common}
            className="text-destructive hover:text-destructive max-sm:[&_svg]:hidden"
            onClick={() => acts.start("revoke", apiKey)}
          >
            <BanIcon aria-hidden /> Revoke
          </GatedButton>
        </>
      }
    />
  );
}
