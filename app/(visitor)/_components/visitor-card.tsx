import type { ReactNode } from "react";
import { Card } from "@/components/panel";

type VisitorCardProps = { title: ReactNode; description?: ReactNode; children?: ReactNode };

export function VisitorCard({ title, description, children }: VisitorCardProps) {
  return (
    <Card className="mx-auto w-full max-w-2xl gap-5 px-5 py-6 shadow-floating sm:px-7">
      <div className="grid gap-1.5">
        <h1 className="text-xl font-semibold tracking-tight wrap-anywhere">{title}</h1>
        {description ? (
          <div className="text-sm text-muted-foreground wrap-anywhere">{description}</div>
        ) : null}
      </div>
      {children}
    </Card>
  );
}

/** Shown while a link is looked at, in the size of what follows. */
export function VisitorWait() {
  return (
    <VisitorCard title="Opening your link …">
      <div role="status" aria-label="Opening your link" className="h-40" />
    </VisitorCard>
  );
}
