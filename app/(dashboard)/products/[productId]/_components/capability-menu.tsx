"use client";

import { EllipsisIcon, PauseIcon, PencilIcon, PlayIcon, Trash2Icon } from "lucide-react";
import type { CapabilityActs } from "@/app/(dashboard)/products/[productId]/_components/use-capability-acts";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import type { CapabilityView } from "@/lib/contracts/capability";

type CapabilityMenuProps = {
  capability: CapabilityView;
  acts: CapabilityActs;
  readOnlyReason: string | null;
};

export function CapabilityMenu({ capability, acts, readOnlyReason }: CapabilityMenuProps) {
  const disabled = readOnlyReason !== null;
  const { enabled, capabilityName } = capability;
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button
          variant="ghost"
          size="icon-sm"
          className="text-muted-foreground"
          aria-label={`Actions for ${capabilityName}`}
        >
          <EllipsisIcon />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end" className="max-w-64">
        {readOnlyReason ? <DropdownMenuLabel>{readOnlyReason}</DropdownMenuLabel> : null}
        <DropdownMenuItem disabled={disabled} onSelect={() => acts.start("edit", capability)}>
          <PencilIcon /> Edit
        </DropdownMenuItem>
        <DropdownMenuItem disabled={disabled} onSelect={() => acts.start("switch", capability)}>
          {enabled ? <PauseIcon /> : <PlayIcon />} {enabled ? "Disable" : "Enable"}
        </DropdownMenuItem>
        <DropdownMenuSeparator />
        <DropdownMenuItem
          variant="destructive"
          disabled={disabled}
          onSelect={() => acts.start("remove", capability)}
        >
          <Trash2Icon /> Remove
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
