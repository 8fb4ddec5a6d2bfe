"use client";

import type { ReactNode } from "react";
import { pageTrouble } from "./trouble/trouble";
import { Button } from "./ui/button";

type PageFailureProps = { error: Error & { digest?: string }; retry: () => void };

/** A page that could not be shown: why, and what to do next. */
export function PageFailure({ error, retry }: PageFailureProps) {
  const trouble = pageTrouble(error);
  return (
    <ErrorState
      description={
        trouble?.details ?? "Something went wrong on the server. Your data is safe. Try again."
      }
      requestId={error.digest}
      action={
        <Button variant="outline" onClick={trouble ? () => window.location.reload() : retry}>
          {trouble?.kind === "outdated" ? "Reload" : "Retry"}
        </Button>
      }
    />
  );
}

type ErrorStateProps = {
  title?: string;
  description: ReactNode;
  /** Shown so that the person can quote it. */
  requestId?: string;
  action?: ReactNode;
};

function ErrorState({
  title = "Something went wrong",
  description,
  requestId,
  action,
}: ErrorStateProps) {
  return (
    <div role="alert" className="flex flex-col items-center gap-1.5 px-6 py-14 text-center">
      <span className="mb-2 flex size-10 items-center justify-center rounded-lg border border-destructive-line bg-destructive-soft text-destructive">
        <b aria-hidden>!</b>
      </span>
      <h2 className="text-base font-semibold">{title}</h2>
      <p className="max-w-md text-sm text-balance text-muted-foreground">{description}</p>
      {requestId ? (
        <p className="font-mono text-xs text-muted-foreground">Request {requestId}</p>
      ) : null}
      {action ? <div className="mt-3 flex flex-wrap justify-center gap-2">{action}</div> : null}
    </div>
  );
}
