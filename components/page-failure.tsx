"use client";

import { ErrorState } from "@/components/error-state";
import { pageTrouble } from "@/components/trouble/trouble";
import { Button } from "@/components/ui/button";

type PageFailureProps = { error: Error & { digest?: string }; retry: () => void };

/** A page that could not be shown: why, and the way on. */
export function PageFailure({ error, retry }: PageFailureProps) {
  const trouble = pageTrouble(error);
  return (
    <ErrorState
      description={
        trouble?.details ??
        "Something went wrong on the server. Your data is as it was; trying again may be enough."
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
