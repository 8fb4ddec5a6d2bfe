import { LoaderCircleIcon } from "lucide-react";
import { useRouter } from "next/navigation";
import { publishFlow, updateFlow } from "@/app/(dashboard)/flows/actions";
import { GatedButton } from "@/components/gated-button";
import { useAct } from "@/components/hooks/use-act";
import { useReadOnlyReason } from "@/components/read-only";
import { toast } from "@/components/toast";
import { TroubleNote } from "@/components/trouble/trouble-note";
import type { FlowView } from "@/lib/contracts/flow/contracts";
import { numbered } from "./step-draft";
import { useEditing } from "./use-flow-editor";

type EditorBarProps = {
  flow: FlowView;
  /** Whether the saved draft is the published version. */
  isPublished: boolean;
  view: "steps" | "json";
  onView: (view: "steps" | "json") => void;
};

const VIEWS = [
  { value: "steps", label: "Steps" },
  { value: "json", label: "JSON" },
] as const;

/** Saves and publishes, and says where the flow stands. */
export function EditorBar({ flow, isPublished, view, onView }: EditorBarProps) {
  const { editor } = useEditing();
  const readOnlyReason = useReadOnlyReason("FLOWS:WRITE");
  const runReason = useReadOnlyReason("FLOWS:EXECUTE");
  const saving = useFlowSave(flow);
  const nothing = editor.isChanged ? null : "There are no changes to save.";
  const unsaved = editor.isChanged ? "Save your changes before you publish." : null;
  const same = isPublished
    ? `The draft is the same as version ${flow.publishedVersion}, so there is nothing to publish.`
    : null;
  const empty = editor.steps.length === 0 ? "Add a step first." : null;

  function save() {
    // Also those that are not known yet, as the check of the steps is still under way.
    editor.showProblems();
    if (editor.problems.size === 0) void saving.save(numbered(editor.steps));
  }

  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <fieldset aria-label="View" className="flex rounded-md border bg-subtle p-0.5">
          {VIEWS.map(({ value, label }) => (
            <GatedButton
              key={value}
              reason={view === value ? null : editor.unread}
              variant={view === value ? "outline" : "ghost"}
              size="sm"
              aria-pressed={view === value}
              onClick={() => onView(value)}
            >
              {label}
            </GatedButton>
          ))}
        </fieldset>
        <p role="status" className="mr-auto text-sm text-muted-foreground">
          {editor.isChanged ? "Unsaved changes" : "All changes saved"}
          {editor.invalid === null ? "" : ". Some steps have problems."}
        </p>
        <div className="flex gap-2">
          <GatedButton
            variant="outline"
            reason={readOnlyReason ?? editor.invalid ?? nothing}
            onClick={save}
          >
            {saving.busy ? <LoaderCircleIcon aria-hidden className="animate-spin" /> : null}
            Save
          </GatedButton>
          <GatedButton
            reason={runReason ?? empty ?? unsaved ?? same}
            onClick={() => void saving.publish()}
          >
            Publish
          </GatedButton>
        </div>
      </div>
      {saving.trouble ? (
        <TroubleNote
          trouble={saving.trouble}
          refused="Not saved"
          onRetry={editor.isChanged ? save : () => void saving.publish()}
        />
      ) : null}
    </div>
  );
}

/** Saves the draft of a flow and publishes it; `trouble` says why the last act did not happen. */
function useFlowSave({ id, revision }: FlowView) {
  const router = useRouter();
  const { act, busy, trouble } = useAct();
  const done = (title: string, description: string) => {
    toast.success(title, { description });
    router.refresh();
  };
  return {
    busy,
    trouble,
    save: (steps: unknown[]) =>
      act(
        updateFlow,
        { id, steps, revision },
        { onDone: () => done("Saved", "Test keys now run this draft.") },
      ),
    publish: () =>
      act(
        publishFlow,
        { id, revision },
        { onDone: ({ message }) => done(message, "Production keys now run it.") },
      ),
  };
}
