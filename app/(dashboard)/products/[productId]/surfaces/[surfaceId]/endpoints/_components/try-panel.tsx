"use client";

import { LoaderCircleIcon, PlayIcon } from "lucide-react";
import { useState } from "react";
import { TryAnswer } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/endpoints/_components/try-answer";
import { useTryCall } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/endpoints/_components/use-try-call";
import type { Sample } from "@/components/call-snippets/sample-value";
import { Form } from "@/components/form/form";
import { FormField } from "@/components/form/form-field";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";

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
  const bodyError = isJson(body) ? undefined : "This is not JSON yet.";

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
          hint="Stays in this page's memory until you leave; it is saved nowhere. The call counts like any other."
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

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
