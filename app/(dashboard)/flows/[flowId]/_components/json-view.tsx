"use client";

import { numbered } from "@/app/(dashboard)/flows/[flowId]/_components/step-draft";
import type { FlowEditor } from "@/app/(dashboard)/flows/[flowId]/_components/use-flow-editor";
import { FormField } from "@/components/form/form-field";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/textarea";

type JsonViewProps = { editor: FlowEditor; readOnlyReason: string | null };

/** The steps as JSON, as the API takes them; applied as a whole. */
export function JsonView({ editor, readOnlyReason }: JsonViewProps) {
  const { json, unread, write } = editor;
  const written = JSON.stringify(numbered(editor.steps), null, 2);
  const problems = unread === null ? [...editor.problems] : [];

  return (
    <div className="grid gap-3">
      <FormField
        label="Steps as JSON"
        hint="As the API takes them: paste from another flow, or copy into a repository."
        error={unread ?? undefined}
      >
        {(control) => (
          <Textarea
            {...control}
            value={json ?? written}
            spellCheck={false}
            readOnly={readOnlyReason !== null}
            className="min-h-96 font-mono text-xs leading-5"
            onChange={(event) => write(event.target.value)}
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
      <Button
        variant="outline"
        size="sm"
        className="w-fit"
        disabled={unread !== null}
        onClick={() => write(written)}
      >
        Format
      </Button>
    </div>
  );
}
