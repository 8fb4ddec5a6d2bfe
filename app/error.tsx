"use client";

import { ErrorState } from "@/components/error-state";
import { Button } from "@/components/ui/button";

type ErrorPageProps = { error: Error & { digest?: string }; retry: () => void };

export default function ErrorPage({ error, retry }: ErrorPageProps) {
  return (
    <main className="flex min-h-dvh items-center justify-center">
      <ErrorState
        description="Something went wrong on the server. Your data is as it was; trying again may be enough."
        requestId={error.digest}
        action={
          <Button variant="outline" onClick={retry}>
            Try again
          </Button>
        }
      />
    </main>
  );
}
