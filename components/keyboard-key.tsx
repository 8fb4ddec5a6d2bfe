import type { ReactNode } from "react";

export function KeyboardKey({ children }: { children: ReactNode }) {
  return (
    <kbd className="inline-flex h-5 min-w-5 items-center justify-center rounded border border-b-2 bg-subtle px-1 font-mono text-xs text-muted-foreground">
      {children}
    </kbd>
  );
}
