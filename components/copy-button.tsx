"use client";

import { CheckIcon, CopyIcon } from "lucide-react";
import { cn } from "@/components/cn";
import { CopyByHand } from "@/components/copy-by-hand";
import { useCopy } from "@/components/hooks/use-copy";
import { Button } from "@/components/ui/button";
import { Popover, PopoverAnchor, PopoverContent } from "@/components/ui/popover";

type CopyButtonProps = {
  text: string;
  /** What is copied: "Copy <label>" is the button's name. */
  label: string;
  onCopied?: () => void;
  className?: string;
};

export function CopyButton({ text, label, onCopied, className }: CopyButtonProps) {
  const { state, copy, confirmCopied, reset } = useCopy(onCopied);
  const copied = state === "copied";
  return (
    <Popover open={state === "failed"} onOpenChange={(open) => !open && reset()}>
      <PopoverAnchor>
        <Button
          variant="ghost"
          size="icon-sm"
          className={cn("text-muted-foreground", className)}
          aria-label={`Copy ${label}`}
          title={`Copy ${label}`}
          onClick={() => copy(text)}
        >
          {copied ? <CheckIcon className="text-success" /> : <CopyIcon />}
        </Button>
      </PopoverAnchor>
      <span aria-live="polite" className="sr-only">
        {copied ? "Copied" : ""}
      </span>
      <PopoverContent align="end" className="w-80">
        <CopyByHand text={text} label={label} onCopied={confirmCopied} />
      </PopoverContent>
    </Popover>
  );
}
