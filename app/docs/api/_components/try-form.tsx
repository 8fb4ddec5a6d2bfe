"use client";

import { useEffect, useRef, useState } from "react";
import { CodeGroup } from "@/app/docs/_components/code-group";
import { sendTry, type TryAnswer } from "@/app/docs/api/_components/send-try";
import type { TryOperation } from "@/app/docs/api/_components/try-button";
import { useTryKey } from "@/app/docs/api/_components/use-try-key";
import { Form } from "@/components/form/form";
import { FormField } from "@/components/form/form-field";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";

/** Sends one operation to this installation, with a key or as the person who is signed in. */
export function TryForm({ operation }: { operation: TryOperation }) {
  const { summary, method, parameters } = operation;
  const form = useRef<HTMLDivElement>(null);
  const [key, setKey] = useTryKey();
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
          hint="Stays in this page until you leave it. Without one, the request is sent as you are signed in."
        >
          {(control) => (
            <Input
              {...control}
              type="password"
              autoComplete="off"
              value={key}
              onChange={(event) => setKey(event.target.value)}
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
          {method === "GET" ? null : "This changes what is stored here."}
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
