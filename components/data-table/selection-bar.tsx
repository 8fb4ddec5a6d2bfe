import { XIcon } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { cn } from "@/components/cn";
import { formatCount } from "@/components/format";
import { useHotkeys } from "@/components/hooks/use-hotkeys";
import { toast } from "@/components/toast";
import { Button } from "@/components/ui/button";

type SelectionBarProps = {
  count: number;
  /** What is counted: "key" or "keys". */
  noun: string;
  onClear: () => void;
  /** The acts on what is selected. */
  children: ReactNode;
};

const SHOWN =
  "mx-auto flex w-fit max-w-full flex-wrap items-center gap-x-3 gap-y-2 rounded-xl border bg-popover py-2 pr-2 pl-4 text-popover-foreground shadow-floating duration-150 animate-in fade-in-0 slide-in-from-bottom-2 max-sm:w-full max-sm:px-3";

/** Counts what is selected and offers acts on it, at the foot of the window: nothing moves for it, and toasts make room. */
export function SelectionBar({ count, noun, onClear, children }: SelectionBarProps) {
  const acts = useRef<HTMLDivElement>(null);
  const isShown = count > 0;
  useHotkeys(
    {
      a: () => acts.current?.querySelector("button")?.focus(),
      Escape: onClear,
    },
    isShown,
  );
  useEffect(() => {
    if (isShown) toast.dismiss();
  }, [isShown]);
  return (
    <section
      aria-label="Selection"
      className={cn(isShown ? "sticky bottom-3 z-20 mt-3" : "sr-only")}
    >
      <div className={cn(isShown && SHOWN)}>
        <p role="status" className="text-sm font-medium whitespace-nowrap tabular-nums">
          {isShown ? `${formatCount(count)} ${noun} selected` : ""}
        </p>
        {isShown ? (
          <>
            <div ref={acts} className="flex flex-wrap gap-1.5 max-sm:order-1 max-sm:w-full">
              {children}
            </div>
            <Button
              variant="ghost"
              size="icon-sm"
              aria-label="Clear the selection"
              className="text-muted-foreground max-sm:ml-auto"
              onClick={onClear}
            >
              <XIcon />
            </Button>
          </>
        ) : null}
      </div>
    </section>
  );
}
