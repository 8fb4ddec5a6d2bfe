import { pageTrouble } from "./trouble/trouble";
import { Button } from "./ui/button";

type PageFailureProps = { error: Error & { digest?: string }; retry: () => void };

/** A page that could not be shown: why, and what to do next. */
export function PageFailure({ error, retry }: PageFailureProps) {
  const trouble = pageTrouble(error);
  return (
    <div role="alert" className="flex flex-col items-center gap-1.5 px-6 py-14 text-center">
      <span className="mb-2 flex size-10 items-center justify-center rounded-lg border border-destructive-line bg-destructive-soft text-destructive">
        <b aria-hidden>!</b>
      </span>
      <h2 className="text-base font-semibold">Something went wrong</h2>
      <p className="max-w-md text-sm text-balance text-muted-foreground">
        {trouble?.details ?? "Something went wrong on the server. Your data is safe. Try again."}
      </p>
      {error.digest ? (
        <p className="font-mono text-xs text-muted-foreground">Request {error.digest}</p>
      ) : null}
      <Button
        variant="outline"
        className="mt-3"
        onClick={trouble ? () => window.location.reload() : retry}
      >
        {trouble?.kind === "outdated" ? "Reload" : "Retry"}
      </Button>
    </div>
  );
}
