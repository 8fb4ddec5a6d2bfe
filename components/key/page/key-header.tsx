"use client";

import { BanIcon, PauseIcon, PencilIcon, PlayIcon, RefreshCwIcon } from "lucide-react";
import { GatedButton } from "@/components/gated-button";
import { actRefusal, type KeyActs } from "@/components/key/acts/use-key-acts";
import { EnvironmentBadge } from "@/components/key/environment-badge";
import { useKeyClient } from "@/components/key/key-client";
import { type KeyFacts, keyName } from "@/components/key/key-facts";
import { KeyStatusBadge } from "@/components/key/key-status-badge";
import { PageHeader } from "@/components/page-header";

type KeyHeaderProps<Key extends KeyFacts> = {
  apiKey: Key;
  acts: KeyActs<Key>;
  readOnlyReason: string | null;
  /** Of the heading. */
  level: 1 | 2;
};

export function KeyHeader<Key extends KeyFacts>(props: KeyHeaderProps<Key>) {
  const { apiKey, acts, readOnlyReason, level } = props;
  const { home } = useKeyClient();
  const reason = actRefusal(apiKey, readOnlyReason);
  const isDisabled = apiKey.disabledAt !== null;
  const common = { reason, variant: "outline", className: "max-sm:[&_svg]:hidden" } as const;
  return (
    <PageHeader
      level={level}
      back={{ href: home, label: "API keys" }}
      title={keyName(apiKey)}
      meta={
        <>
          <KeyStatusBadge of={apiKey} />
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
