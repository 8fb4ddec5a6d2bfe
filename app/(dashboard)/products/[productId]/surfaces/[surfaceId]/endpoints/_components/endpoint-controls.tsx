"use client";

import { PencilIcon, Trash2Icon } from "lucide-react";
import { useId } from "react";
import type { EndpointFacts } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/_components/endpoint-facts";
import type { EndpointAct } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/endpoints/_components/endpoint-card";
import { GatedButton } from "@/components/gated-button";
import { Switch } from "@/components/ui/switch";
import { Tooltip, TooltipContent, TooltipTrigger } from "@/components/ui/tooltip";

type EndpointControlsProps = {
  endpoint: EndpointFacts;
  readOnlyReason: string | null;
  onAct: (act: EndpointAct) => void;
};

/** On or off, edit, remove. */
export function EndpointControls({ endpoint, readOnlyReason, onAct }: EndpointControlsProps) {
  const { item, name } = endpoint;
  const button = { reason: readOnlyReason, variant: "outline", size: "sm" } as const;
  return (
    <div className="flex flex-wrap items-center gap-2">
      <OnOff
        isOn={item.enabled}
        label={`${name} is on`}
        reason={readOnlyReason}
        onToggle={() => onAct("switch")}
      />
      <GatedButton {...button} aria-label={`Edit ${name}`} onClick={() => onAct("edit")}>
        <PencilIcon aria-hidden /> Edit
      </GatedButton>
      <GatedButton
        {...button}
        aria-label={`Remove ${name}`}
        className="text-destructive hover:text-destructive"
        onClick={() => onAct("remove")}
      >
        <Trash2Icon aria-hidden /> Remove
      </GatedButton>
    </div>
  );
}

type OnOffProps = { isOn: boolean; label: string; reason: string | null; onToggle: () => void };

function OnOff({ isOn, label, reason, onToggle }: OnOffProps) {
  const id = useId();
  const control = (
    <Switch
      checked={isOn}
      aria-label={label}
      aria-disabled={reason === null ? undefined : true}
      aria-describedby={reason === null ? undefined : id}
      className="aria-disabled:cursor-not-allowed aria-disabled:opacity-55"
      onCheckedChange={reason === null ? onToggle : undefined}
    />
  );
  return (
    <span className="mr-1 inline-flex items-center gap-2 text-sm">
      {reason === null ? (
        control
      ) : (
        <Tooltip>
          <TooltipTrigger asChild>{control}</TooltipTrigger>
          <span id={id} hidden>
            {reason}
          </span>
          <TooltipContent>{reason}</TooltipContent>
        </Tooltip>
      )}
      <span aria-hidden className="w-6 text-muted-foreground">
        {isOn ? "On" : "Off"}
      </span>
    </span>
  );
}
