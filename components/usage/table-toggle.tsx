import { ChevronRightIcon } from "lucide-react";
import type { ReactNode } from "react";

/** The numbers of a chart as a table, on demand. */
export function TableToggle({ children }: { children: ReactNode }) {
  return (
    <details className="group mt-3">
      <summary className="inline-flex cursor-pointer list-none items-center gap-1 rounded-sm text-xs font-medium text-muted-foreground hover:text-foreground [&::-webkit-details-marker]:hidden">
        <ChevronRightIcon
          aria-hidden
          className="size-3.5 transition-transform group-open:rotate-90"
        />
        Show as a table
      </summary>
      <div className="mt-2">{children}</div>
    </details>
  );
}
