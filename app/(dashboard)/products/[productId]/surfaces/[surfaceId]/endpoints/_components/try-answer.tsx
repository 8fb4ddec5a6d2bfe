"use client";

import { meaningOf } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/_components/answer-meanings";
import type { TryState } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/endpoints/_components/use-try-call";
import { CodeSnippet } from "@/components/code-snippet";
import { formatCount } from "@/components/format-count";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";

/** What came back from a call, as a program sees it. */
export function TryAnswer({ state }: { state: TryState }) {
  if (state.phase === "failed") {
    return (
      <Alert variant="destructive">
        <AlertTitle>No answer</AlertTitle>
        <AlertDescription>{state.reason}</AlertDescription>
      </Alert>
    );
  }
  if (state.phase !== "answered") return null;
  const { status, statusText, milliseconds, headers, body } = state.answer;
  const meaning = meaningOf(status);
  return (
    <section aria-label="Answer" className="grid min-w-0 gap-2">
      <p role="status" className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
        <Badge variant={status < 400 ? "success" : "destructive"}>
          {status} {statusText}
        </Badge>
        <span className="text-muted-foreground tabular-nums">
          {formatCount(Math.round(milliseconds))} ms
        </span>
        {meaning ? <span>{meaning}</span> : null}
      </p>
      <CodeSnippet label="Body" code={body === "" ? "(empty)" : body} copyText={body} />
      <details className="group min-w-0 rounded-lg border bg-subtle">
        <summary className="cursor-pointer px-3 py-1.5 text-xs font-medium text-muted-foreground select-none hover:text-foreground">
          {headers.length} headers
        </summary>
        <dl className="grid gap-x-4 gap-y-1 border-t px-3 py-2.5 font-mono text-xs sm:grid-cols-[auto_1fr]">
          {headers.map(([name, value]) => (
            <div key={name} className="sm:col-span-2 sm:grid sm:grid-cols-subgrid">
              <dt className="text-muted-foreground">{name}</dt>
              <dd className="wrap-anywhere">{value}</dd>
            </div>
          ))}
        </dl>
      </details>
    </section>
  );
}
