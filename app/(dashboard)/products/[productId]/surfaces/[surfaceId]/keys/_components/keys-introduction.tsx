import type { ReactNode } from "react";

/** What the keys of a surface are for, and the act that makes one. */
export function KeysIntroduction({ children }: { children: ReactNode }) {
  return (
    <div className="mb-4 flex flex-col items-start justify-between gap-x-6 gap-y-3 sm:flex-row">
      <div className="grid gap-1">
        <h2 className="text-base font-semibold">API keys</h2>
        <p className="max-w-prose text-sm text-muted-foreground">
          Programs call this surface with these. Each key shows which capabilities it may call, who
          uses it, and when it was last used.
        </p>
      </div>
      <div className="shrink-0">{children}</div>
    </div>
  );
}
