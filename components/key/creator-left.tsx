"use client";

import { UserXIcon } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { Tooltip, TooltipContent, TooltipTrigger } from "@/components/ui/tooltip";

/** For a key whose creator is no longer in the organization. */
export function CreatorLeft() {
  return (
    <Tooltip>
      <TooltipTrigger asChild>
        <Badge variant="outline" className="text-muted-foreground">
          <UserXIcon aria-hidden />
          creator left
        </Badge>
      </TooltipTrigger>
      <TooltipContent>
        Whoever made this key is no longer a member. The key belongs to the organization and goes on
        working: rotate it if they may have a copy.
      </TooltipContent>
    </Tooltip>
  );
}
