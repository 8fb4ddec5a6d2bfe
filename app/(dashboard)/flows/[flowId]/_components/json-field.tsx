"use client";

import { type ComponentProps, useState } from "react";
import { cn } from "@/components/cn";
import { Textarea } from "@/components/ui/textarea";

type JsonFieldProps = {
  control: ComponentProps<"textarea">;
  value: unknown;
  onChange: (value: unknown) => void;
};

/** Text or a JSON value, as text: what is no JSON is a text as it stands. */
export function JsonField({ control, value, onChange }: JsonFieldProps) {
  const [draft, setDraft] = useState<string | null>(null);

  function write(next: string) {
    setDraft(next);
    onChange(next.trim() === "" ? undefined : jsonOrText(next));
  }

  return (
    <Textarea
      {...control}
      value={draft ?? written(value)}
      spellCheck={false}
      placeholder="Text or JSON"
      className={cn("font-mono text-xs leading-5", control.className)}
      onChange={(event) => write(event.target.value)}
    />
  );
}

function written(value: unknown): string {
  if (value === undefined) return "";
  return typeof value === "string" ? value : JSON.stringify(value, null, 2);
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
