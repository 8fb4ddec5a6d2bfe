"use client";

import { useState } from "react";
import { z } from "zod";
import {
  isStep,
  numbered,
  type StepDraft,
} from "@/app/(dashboard)/flows/[flowId]/_components/step-draft";
import type { FlowEditor } from "@/app/(dashboard)/flows/[flowId]/_components/use-flow-editor";
import { FormField } from "@/components/form/form-field";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/textarea";

const listOfSteps = z.array(z.custom<StepDraft>(isStep));

type JsonViewProps = { editor: FlowEditor; readOnlyReason: string | null };

/** The steps as JSON, as the API takes them; applied as a whole. */
export function JsonView({ editor, readOnlyReason }: JsonViewProps) {
  const written = JSON.stringify(numbered(editor.steps), null, 2);
  const [text, setText] = useState(written);
  const parsed = parseSteps(text);
  const problems = [...editor.problems];

  return (
    <div className="grid gap-3">
      <FormField
        label="Steps as JSON"
        hint="As the API takes them: paste from another flow, or copy into a repository."
        error={"problem" in parsed ? parsed.problem : undefined}
      >
        {(control) => (
          <Textarea
            {...control}
            value={text}
            spellCheck={false}
            readOnly={readOnlyReason !== null}
            className="min-h-96 font-mono text-xs leading-5"
            onChange={(event) => {
              setText(event.target.value);
              const next = parseSteps(event.target.value);
              if ("steps" in next) editor.replaceAll(next.steps);
            }}
          />
        )}
      </FormField>
      {problems.length > 0 ? (
        <ul className="grid gap-1 text-sm text-destructive">
          {problems.map(([place, message]) => (
            <li key={place} className="wrap-anywhere">
              <code className="font-mono text-xs">{place}</code> {message}
            </li>
          ))}
        </ul>
      ) : null}
      <Button variant="outline" size="sm" className="w-fit" onClick={() => setText(written)}>
        Format
      </Button>
    </div>
  );
}

function parseSteps(text: string): { steps: StepDraft[] } | { problem: string } {
  try {
    const steps = listOfSteps.safeParse(JSON.parse(text));
    if (steps.success)
      return { steps: steps.data.map((step) => ({ ...step, enabled: step.enabled ?? true })) };
    return { problem: "A list of steps, each with id, type, name and config." };
  } catch {
    return { problem: "Not JSON yet. The steps stay as they were." };
  }
}
