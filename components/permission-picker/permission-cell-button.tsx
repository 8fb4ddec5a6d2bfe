"use client";

import { cn } from "@/components/cn";
import { Tooltip, TooltipContent, TooltipTrigger } from "@/components/ui/tooltip";

type PermissionCellButtonProps = {
  /** The word in the cell. */
  text: string;
  /** What it allows, for the tooltip and those who cannot see the row. */
  about: string;
  pressed: boolean;
  /** For the cell that grants nothing. */
  quiet?: boolean;
  disabledReason: string | null;
  onPress: () => void;
};

export function PermissionCellButton({
  text,
  about,
  pressed,
  quiet = false,
  disabledReason,
  onPress,
}: PermissionCellButtonProps) {
  return (
    <Tooltip>
      <TooltipTrigger asChild>
        <button
          type="button"
          aria-pressed={pressed}
          aria-disabled={disabledReason !== null}
          className={cn(
            "h-7 rounded-md border px-1 text-xs font-medium transition-colors",
            "aria-disabled:cursor-not-allowed aria-disabled:border-dashed aria-disabled:bg-transparent",
            !pressed && "text-muted-foreground hover:bg-accent hover:text-foreground",
            pressed && (quiet ? "border-input bg-accent" : "border-brand bg-brand-soft text-brand"),
          )}
          onClick={() => disabledReason === null && onPress()}
        >
          {text}
          <span className="sr-only">
            : {about}
            {disabledReason ? `. ${disabledReason}` : ""}
          </span>
        </button>
      </TooltipTrigger>
      <TooltipContent>
        {about}
        {disabledReason ? <span className="block font-medium">{disabledReason}</span> : null}
      </TooltipContent>
    </Tooltip>
  );
}
