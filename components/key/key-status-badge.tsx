import { UserXIcon } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { Tooltip } from "@/components/ui/tooltip";
import type { KeyStatus } from "@/lib/core/keys";
import type { Outcome } from "@/lib/core/outcome";
import { KEY_STATUSES, statusAdvice } from "./key-status";

type KeyStatusBadgeProps = { of: { status: KeyStatus; statusReason: Outcome | null } };

/** The status of a key, and which calls made it so. */
export function KeyStatusBadge({ of: { status, statusReason } }: KeyStatusBadgeProps) {
  const { label, variant, icon: Icon } = KEY_STATUSES[status];
  const advice = statusAdvice(status, statusReason);
  return (
    <Tooltip text={advice}>
      <Badge variant={variant}>
        <Icon aria-hidden />
        <span>{label}</span>
        <span className="sr-only">. {advice}</span>
      </Badge>
    </Tooltip>
  );
}

/** For a key whose creator is no longer in the organization. */
export function CreatorLeft() {
  return (
    <Tooltip text="The person who created this key is no longer a member. The key belongs to the organization and keeps working. Rotate it if they may have a copy.">
      <Badge variant="outline" className="text-muted-foreground">
        <UserXIcon aria-hidden />
        creator left
      </Badge>
    </Tooltip>
  );
}
