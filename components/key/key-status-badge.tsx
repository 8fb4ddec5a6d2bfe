"use client";

import { KEY_STATUSES } from "@/components/key/key-status";
import { Badge } from "@/components/ui/badge";
import { Tooltip, TooltipContent, TooltipTrigger } from "@/components/ui/tooltip";
import type { KeyStatus } from "@/lib/contracts/key-view";

export function KeyStatusBadge({ status }: { status: KeyStatus }) {
  const { label, variant, icon: Icon, advice } = KEY_STATUSES[status];
  return (
    <Tooltip>
      <TooltipTrigger asChild>
        <Badge variant={variant}>
          <Icon aria-hidden />
          <span>{label}</span>
          <span className="sr-only">. {advice}</span>
        </Badge>
      </TooltipTrigger>
      <TooltipContent>{advice}</TooltipContent>
    </Tooltip>
  );
}
