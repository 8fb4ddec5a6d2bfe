import type { ReactNode } from "react";
import { CodeGroup } from "@/app/docs/_components/code-group";
import { Markdown } from "@/app/docs/_components/markdown";
import { cn } from "@/components/cn";
import type { Method } from "@/lib/contracts/contract";
import type { OperationView } from "@/lib/docs/reference";
import { ErrorRows, FieldRows } from "./field-rows";
import { TryButton } from "./try-button";

const COLORS: Readonly<Record<string, string>> = {
  GET: "border-info-line bg-info-soft text-info",
  POST: "border-success-line bg-success-soft text-success",
  PUT: "border-warning-line bg-warning-soft text-warning",
  DELETE: "border-destructive-line bg-destructive-soft text-destructive",
} satisfies Record<Method, string>;

type MethodBadgeProps = { method: string; short?: boolean };

export function MethodBadge({ method, short = false }: MethodBadgeProps) {
  return (
    <span
      className={cn(
        "shrink-0 rounded border px-1 text-center font-mono font-medium",
        COLORS[method],
        short ? "w-9 text-[0.625rem] leading-4" : "text-xs leading-5",
      )}
    >
      {short && method === "DELETE" ? "DEL" : method}
    </span>
  );
}

/** What one operation takes, answers and refuses. */
export function Operation({ operation }: { operation: OperationView }) {
  const { id, method, path, summary, description, permission, callers } = operation;
  const { parameters, body, answer, errors, sharedErrors } = operation;
  return (
    <section aria-labelledby={id} className="mt-8 border-t pt-6">
      <h3 id={id} className="group text-base font-semibold">
        <a href={`#${id}`}>
          {summary}
          <span
            aria-hidden
            className="ml-1.5 font-normal text-muted-foreground opacity-0 group-hover:opacity-100"
          >
            #
          </span>
        </a>
      </h3>
      <p className="mt-1.5 flex flex-wrap items-center gap-2">
        <MethodBadge method={method} />
        <code className="font-mono text-sm wrap-anywhere">{path}</code>
      </p>
      <div className="prose mt-3 max-w-3xl">
        {description === undefined ? null : <Markdown text={description} />}
        <p className="text-sm text-muted-foreground">
          {callers}
          {permission === undefined ? null : (
            <>
              , with{" "}
              <a href="/docs/scopes">
                <code>{permission}</code>
              </a>
            </>
          )}
          .
        </p>
      </div>
      <div className="mt-4 grid gap-x-8 gap-y-4 2xl:grid-cols-2">
        <div className="grid content-start gap-4">
          <FieldRows title="Parameters" fields={parameters} />
          <FieldRows title="Body" fields={body?.fields ?? []} />
          <Fold title={`Response ${answer.status}`} when={answer.fields.length > 0}>
            <FieldRows fields={answer.fields} />
          </Fold>
          <Fold
            title={`Errors: ${errors.map(({ status }) => status).join(", ")}`}
            when={errors.length > 0}
          >
            <ErrorRows errors={errors} />
          </Fold>
          {sharedErrors.length > 0 ? (
            <p className="text-sm text-muted-foreground">
              <a href="#shared-errors" className="underline underline-offset-2">
                Common errors
              </a>
              : {sharedErrors.join(", ")}
            </p>
          ) : null}
        </div>
        <div className="grid content-start gap-3">
          <Example title="Example body" json={body?.example} />
          <Example title={`Example response ${answer.status}`} json={answer.example} />
        </div>
      </div>
      <TryButton operation={{ id, method, path, summary, parameters, body: body?.example }} />
    </section>
  );
}

type FoldProps = { title: string; when: boolean; children: ReactNode };

function Fold({ title, when, children }: FoldProps) {
  if (!when) return null;
  return (
    <details className="rounded-lg border px-3 py-2">
      <summary className="text-sm font-medium">{title}</summary>
      <div className="pt-2">{children}</div>
    </details>
  );
}

function Example({ title, json }: { title: string; json: string | undefined }) {
  if (json === undefined) return null;
  return (
    <details className="code-group" open={json.length < 600}>
      <summary>{title}</summary>
      <CodeGroup blocks={[{ language: "json", code: json }]} />
    </details>
  );
}
