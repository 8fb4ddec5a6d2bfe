import { LoaderCircleIcon, PlayIcon } from "lucide-react";
import { useState } from "react";
import { meaningOf } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/_components/endpoint-facts";
import type { Sample } from "@/components/call-snippets/sample-value";
import { CodeSnippet } from "@/components/code-snippet";
import { Form } from "@/components/form/form";
import { FormField } from "@/components/form/form-field";
import { formatCount } from "@/components/format";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Input, Textarea } from "@/components/ui/input";
import { readJson } from "@/lib/core/fields";

type Answer = {
  status: number;
  statusText: string;
  milliseconds: number;
  headers: readonly (readonly [string, string])[];
  body: string;
};

type TryState =
  | { phase: "idle" }
  | { phase: "sending" }
  | { phase: "answered"; answer: Answer }
  | { phase: "failed"; reason: string };

type TryCall = { path: string; key: string; body: string };

/** Calls an endpoint as a program with this key would: without the person's own session. */
function useTryCall() {
  const [state, setState] = useState<TryState>({ phase: "idle" });

  async function send({ path, key, body }: TryCall) {
    setState({ phase: "sending" });
    const started = performance.now();
    try {
      const response = await fetch(path, {
        method: "POST",
        headers: { Authorization: `Bearer ${key}`, "Content-Type": "application/json" },
        body,
        credentials: "omit",
        cache: "no-store",
      });
      const text = await response.text();
      const milliseconds = performance.now() - started;
      setState({ phase: "answered", answer: answerOf(response, text, milliseconds) });
    } catch {
      setState({ phase: "failed", reason: "The server could not be reached." });
    }
  }

  return { state, send };
}

function answerOf(response: Response, text: string, milliseconds: number): Answer {
  const { status, statusText } = response;
  const headers = [...response.headers].toSorted(([one], [other]) => one.localeCompare(other));
  const json = readJson(text);
  const body = json ? JSON.stringify(json.value, null, 2) : text;
  return { status, statusText, milliseconds, headers, body };
}

type TryPanelProps = {
  /** Path of the endpoint on this host. */
  path: string;
  sample: Sample;
  /** The key of the page: pasted once for all endpoints, and nowhere but in its memory. */
  tryKey: string;
  onKeyChange: (key: string) => void;
};

/** Calls the endpoint for real with a pasted key; it counts like every other call. */
export function TryPanel({ path, sample, tryKey, onKeyChange }: TryPanelProps) {
  const [body, setBody] = useState(() => JSON.stringify(sample, null, 2));
  const [asked, setAsked] = useState(false);
  const { state, send } = useTryCall();
  const sending = state.phase === "sending";
  const keyError = tryKey.trim() === "" ? "Paste a key of this surface." : undefined;
  const bodyError = readJson(body) ? undefined : "This is not valid JSON.";

  function submit() {
    setAsked(true);
    if (keyError || bodyError) return;
    void send({ path, key: tryKey.trim(), body });
  }

  return (
    <div className="grid min-w-0 gap-4">
      <Form onSubmit={submit} busy={sending} className="grid min-w-0 gap-4" aria-label="Try it">
        <FormField
          label="Key"
          error={asked ? keyError : undefined}
          hint="Kept in memory until you leave this page, and never stored. The call counts like any other."
        >
          {(control) => (
            <Input
              {...control}
              type="password"
              value={tryKey}
              placeholder="papi_..."
              autoComplete="off"
              spellCheck={false}
              className="font-mono text-xs"
              onChange={(event) => onKeyChange(event.target.value)}
            />
          )}
        </FormField>
        <FormField label="Body" error={asked ? bodyError : undefined}>
          {(control) => (
            <Textarea
              {...control}
              value={body}
              rows={Math.min(12, Math.max(4, body.split("\n").length))}
              spellCheck={false}
              className="font-mono text-xs leading-5"
              onChange={(event) => setBody(event.target.value)}
            />
          )}
        </FormField>
        <Button type="submit" className="w-fit" aria-disabled={sending}>
          {sending ? (
            <LoaderCircleIcon aria-hidden className="animate-spin" />
          ) : (
            <PlayIcon aria-hidden />
          )}
          Send
        </Button>
      </Form>
      <TryAnswer state={state} />
    </div>
  );
}

/** What came back from a call, as a program sees it. */
function TryAnswer({ state }: { state: TryState }) {
  if (state.phase === "failed") {
    return (
      <Alert variant="destructive">
        <AlertTitle>No response</AlertTitle>
        <AlertDescription>{state.reason}</AlertDescription>
      </Alert>
    );
  }
  if (state.phase !== "answered") return null;
  const { status, statusText, milliseconds, headers, body } = state.answer;
  const meaning = meaningOf(status);
  return (
    <section aria-label="Response" className="grid min-w-0 gap-2">
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
