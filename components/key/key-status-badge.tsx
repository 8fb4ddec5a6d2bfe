"use client";

import { KEY_STATUSES, statusAdvice } from "@/components/key/key-status";
import { Badge } from "@/components/ui/badge";
import { Tooltip, TooltipContent, TooltipTrigger } from "@/components/ui/tooltip";
import type { KeyStatus } from "@/lib/core/keys";
import type { Outcome } from "@/lib/core/outcome";

type KeyStatusBadgeProps = { of: { status: KeyStatus; statusReason: Outcome | null } };

/** The status of a key, and which calls made it so. */
export function KeyStatusBadge({ of: { status, statusReason } }: KeyStatusBadgeProps) {
  const { label, variant, icon: Icon } = KEY_STATUSES[status];
  const advice = statusAdvice(status, statusReason);
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
