"use client";

import { type ComponentProps, useState } from "react";
import { cn } from "@/components/cn";
import { Textarea } from "@/components/ui/textarea";

type JsonFieldProps = {
  control: ComponentProps<"textarea">;
  value: unknown;
  onChange: (value: unknown) => void;
  /** What is no JSON is a text as it stands. */
  orText?: boolean;
};

/** A JSON value as text; while it does not parse, what was written stays and the value is kept. */
export function JsonField({ control, value, onChange, orText = false }: JsonFieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const text = draft ?? written(value, orText);
  const broken = draft !== null && !orText;

  function write(next: string) {
    if (next.trim() === "") {
      setDraft(null);
      onChange(undefined);
      return;
    }
    const parsed = parse(next);
    setDraft(next);
    if (parsed) onChange(parsed.value);
    else if (orText) onChange(next);
  }

  return (
    <>
      <Textarea
        {...control}
        value={text}
        spellCheck={false}
        placeholder={orText ? "Text or JSON" : "JSON"}
        aria-invalid={control["aria-invalid"] || (broken && !parse(draft)) || undefined}
        className={cn("font-mono text-xs leading-5", control.className)}
        onChange={(event) => write(event.target.value)}
      />
      {broken && !parse(draft) ? (
        <p role="status" className="text-xs text-destructive">
          Not JSON yet: texts stand in double quotes.
        </p>
      ) : null}
    </>
  );
}

function written(value: unknown, orText: boolean): string {
  if (value === undefined) return "";
  return orText && typeof value === "string" ? value : JSON.stringify(value, null, 2);
}

function parse(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
