import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { CodeGroup } from "@/app/docs/_components/code-group";
import { Form } from "@/components/form/form";
import { FormField } from "@/components/form/form-field";
import { sharedValue } from "@/components/shared-value";
import { Button } from "@/components/ui/button";
import { Input, Textarea } from "@/components/ui/input";
import { readJson } from "@/lib/core/fields";
import type { TryOperation } from "./try-button";

/** The key that was typed in last: for every form of the page, and nowhere else. */
const tryKey = sharedValue("");

/** Sends one operation to this installation, with a key or as the person who is signed in. */
export function TryForm({ operation }: { operation: TryOperation }) {
  const { summary, method, parameters } = operation;
  const form = useRef<HTMLDivElement>(null);
  const key = useSyncExternalStore(tryKey.subscribe, tryKey.get, () => "");
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const [body, setBody] = useState(operation.body);
  const [busy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<TryAnswer>();

  useEffect(() => form.current?.querySelector("input")?.focus(), []);

  async function send() {
    setBusy(true);
    setAnswer(await sendTry({ operation, key, values, body }));
    setBusy(false);
  }

  return (
    <div ref={form} className="mt-4 max-w-3xl rounded-lg border bg-card p-4">
      <Form aria-label={`Try it: ${summary}`} className="grid gap-4" onSubmit={send} busy={busy}>
        <FormField
          label="API key"
          optional
          hint="Kept in memory until you leave this page. Without a key, the request uses your session."
        >
          {(control) => (
            <Input
              {...control}
              type="password"
              autoComplete="off"
              value={key}
              onChange={(event) => tryKey.set(event.target.value)}
            />
          )}
        </FormField>
        <div className="grid gap-4 sm:grid-cols-2">
          {parameters.map(({ path, in: place, required }) => (
            <FormField
              key={`${place} ${path}`}
              label={path}
              hint={place}
              optional={!required}
              required={required}
            >
              {(control) => (
                <Input
                  {...control}
                  autoComplete="off"
                  value={values[path] ?? ""}
                  onChange={(event) => setValues({ ...values, [path]: event.target.value })}
                />
              )}
            </FormField>
          ))}
        </div>
        {body === undefined ? null : (
          <FormField label="Body">
            {(control) => (
              <Textarea
                {...control}
                rows={Math.min(16, body.split("\n").length + 1)}
                spellCheck={false}
                className="font-mono text-xs"
                value={body}
                onChange={(event) => setBody(event.target.value)}
              />
            )}
          </FormField>
        )}
        <p className="flex flex-wrap items-center gap-3 text-sm text-muted-foreground">
          <Button type="submit" disabled={busy}>
            {busy ? "Sending …" : `Send ${method}`}
          </Button>
          {method === "GET" ? null : "This changes stored data."}
        </p>
      </Form>
      <div aria-live="polite">{answer ? <Answer {...answer} /> : null}</div>
    </div>
  );
}

function Answer({ line, text }: TryAnswer) {
  return (
    <div className="mt-4 grid gap-2">
      <p className="font-mono text-xs font-medium">{line}</p>
      {text === "" ? null : <CodeGroup blocks={[{ language: "json", code: text }]} />}
    </div>
  );
}

type Try = {
  operation: TryOperation;
  key: string;
  /** By the name of the parameter. */
  values: Readonly<Record<string, string>>;
  body: string | undefined;
};

type TryAnswer = {
  /** Status, time and what is left of the key's limit. */
  line: string;
  text: string;
};

/** Sends a request to this site and to no other, whatever address it is known by. */
async function sendTry({ operation, key, values, body }: Try): Promise<TryAnswer> {
  const { method } = operation;
  const startedAt = performance.now();
  try {
    const response = await fetch(addressOf(operation, values), {
      method,
      headers: headersOf(operation, { key: key.trim(), values, body }),
      ...(body !== undefined && { body }),
      // A key speaks for itself: no session beside it.
      credentials: key.trim() === "" ? "same-origin" : "omit",
      cache: "no-store",
    });
    const took = `${Math.round(performance.now() - startedAt)} ms`;
    const left = response.headers.get("x-ratelimit-remaining");
    const parts = [`${response.status} ${response.statusText}`.trim(), took];
    if (left !== null) parts.push(`${left} requests left`);
    return { line: parts.join(" · "), text: readable(await response.text()) };
  } catch {
    return { line: "The server cannot be reached. Try again.", text: "" };
  }
}

function addressOf({ path, parameters }: TryOperation, values: Try["values"]): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(values[name] || `{${name}}`),
  );
  const query = parameters
    .filter(({ in: place, path: name }) => place === "query" && values[name])
    .map(({ path: name }) => [name, values[name] ?? ""]);
  return query.length > 0 ? `${filled}?${new URLSearchParams(query)}` : filled;
}

function headersOf(
  { parameters }: TryOperation,
  { key, values, body }: Omit<Try, "operation">,
): Headers {
  const headers = new Headers();
  if (key !== "") headers.set("Authorization", `Bearer ${key}`);
  if (body !== undefined) headers.set("Content-Type", "application/json");
  for (const { path: name, in: place } of parameters) {
    if (place === "header" && values[name]) headers.set(name, values[name]);
  }
  return headers;
}

function readable(text: string): string {
  const read = readJson(text);
  return read ? JSON.stringify(read.value, null, 2) : text;
}
