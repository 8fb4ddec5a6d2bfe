import { LoaderCircleIcon, PlayIcon } from "lucide-react";
import { useState } from "react";
import { tryFlow } from "@/app/(dashboard)/flows/actions";
import { defaultInput } from "@/components/call-snippets/sample-value";
import { cn } from "@/components/cn";
import { CodeSnippet } from "@/components/code-snippet";
import { Form } from "@/components/form/form";
import { FormField } from "@/components/form/form-field";
import { formatDuration } from "@/components/format";
import { GatedButton } from "@/components/gated-button";
import { useAct } from "@/components/hooks/use-act";
import { Panel } from "@/components/panel";
import { useReadOnlyReason } from "@/components/read-only";
import { TroubleNote } from "@/components/trouble/trouble-note";
import { Truncated } from "@/components/truncated";
import { Textarea } from "@/components/ui/input";
import { RadioGroup } from "@/components/ui/radio-group";
import type { FlowRun } from "@/lib/contracts/flow/run";
import { isFields, readJson } from "@/lib/core/fields";
import { ENVIRONMENTS, type Environment } from "@/lib/policy/roles";
import { numbered, type StepDraft, sameJson } from "./step-draft";
import { StepNumber, StepOutcome, shownValue } from "./step-result";
import { useEditing } from "./use-flow-editor";

const RECORDS = { test: "Test records", production: "Production records" } as const;

/** Runs steps that need not be saved. */
export function useFlowTry(flowId: string, steps: readonly StepDraft[]) {
  const { act, busy: running, trouble } = useAct();
  const [run, setRun] = useState<FlowRun | null>(null);
  const [ran, setRan] = useState(steps);

  function start(input: Record<string, unknown>, environment: Environment) {
    const asked = { id: flowId, steps: numbered(steps), input, environment };
    void act(tryFlow, asked, {
      onDone(value) {
        setRun(value);
        setRan(steps);
      },
    });
  }

  /** Whether the steps were edited since that run began. */
  const isOutdated = run !== null && ran !== steps && !sameJson(numbered(ran), numbered(steps));
  return { running, run: trouble ? null : run, isOutdated, trouble, start };
}

type RunPanelProps = {
  attempt: ReturnType<typeof useFlowTry>;
  /** What an input looks like; null where nothing says so. */
  parametersSchema: unknown;
};

/** Runs the steps as they stand on screen and shows the result. */
export function RunPanel({ attempt, parametersSchema }: RunPanelProps) {
  const { editor } = useEditing();
  const { variables } = editor;
  const refusal = useReadOnlyReason("FLOWS:EXECUTE") ?? editor.invalid;
  const [written, setWritten] = useState<string>();
  // Until someone writes an input, it is one that the steps can run with.
  const text = written ?? JSON.stringify(defaultInput(parametersSchema, variables ?? []), null, 2);
  const input = readInput(text);
  const [environment, setEnvironment] = useState<Environment>("test");
  const { running, run, isOutdated, trouble } = attempt;

  function start() {
    if (!input) return;
    editor.showProblems();
    if (variables !== null) attempt.start(input, environment);
  }

  return (
    <Panel title="Try it" description="Runs the steps on screen, including unsaved changes">
      <Form
        className="grid grid-cols-[minmax(0,1fr)] gap-4"
        busy={running || refusal !== null}
        onSubmit={start}
      >
        <FormField
          label="Input"
          hint={hintOf(variables)}
          problem={input ? null : "Not valid JSON. Put text in double quotes."}
        >
          {(control) => (
            <Textarea
              {...control}
              value={text}
              spellCheck={false}
              placeholder="JSON"
              className="font-mono text-xs leading-5"
              onChange={(event) => setWritten(event.target.value)}
            />
          )}
        </FormField>
        <RadioGroup
          label="Records"
          value={environment}
          options={ENVIRONMENTS.map((name) => ({ value: name, label: RECORDS[name] }))}
          onChange={setEnvironment}
        />
        <RecordsHint />
        <GatedButton type="submit" className="w-fit" reason={refusal} aria-disabled={running}>
          {running ? (
            <LoaderCircleIcon aria-hidden className="animate-spin" />
          ) : (
            <PlayIcon aria-hidden />
          )}
          Run
        </GatedButton>
      </Form>
      <div role="status" className="mt-4 grid gap-3 empty:hidden">
        {trouble ? <TroubleNote trouble={trouble} onRetry={start} /> : null}
        {run ? <RunOutcome run={run} isOutdated={isOutdated} /> : null}
      </div>
    </Panel>
  );
}

const OUTCOMES = { succeeded: "Succeeded", failed: "Failed", timed_out: "Timed out" } as const;

function RunOutcome({ run, isOutdated }: { run: FlowRun; isOutdated: boolean }) {
  const tone = run.outcome === "succeeded" ? "text-success" : "text-destructive";
  return (
    <>
      {isOutdated ? <p className="text-sm font-medium">From before your last edit</p> : null}
      <p className={cn("text-sm", isOutdated && "text-muted-foreground")}>
        <span className={isOutdated ? "text-muted-foreground" : tone}>{OUTCOMES[run.outcome]}</span>{" "}
        after {formatDuration(run.durationUs)}
      </p>
      {run.failure ? (
        <p className="text-sm wrap-anywhere text-destructive">
          {run.failure.stepName}: {run.failure.message}
        </p>
      ) : null}
      <ol className="grid gap-1">
        {run.steps.map((step, index) => (
          <li key={step.id} className="flex items-center justify-between gap-3 text-sm">
            <span className="flex min-w-0 items-baseline gap-2">
              <StepNumber index={index} />
              <Truncated title={step.name} />
              <span className="shrink-0 text-xs text-muted-foreground">{step.type}</span>
            </span>
            <StepOutcome run={step} isOutdated={isOutdated} />
          </li>
        ))}
      </ol>
      {run.outcome === "succeeded" ? (
        <CodeSnippet label="Output" code={shownValue(run.output)} />
      ) : null}
    </>
  );
}

/** Variables by their names; what is no object is the variable `input`, as in a call. */
function readInput(text: string): Record<string, unknown> | undefined {
  const read = text.trim() === "" ? { value: {} } : readJson(text);
  if (read === undefined) return undefined;
  return isFields(read.value) ? read.value : { input: read.value };
}

function hintOf(variables: readonly string[] | null): string | undefined {
  if (variables === null) return undefined;
  return variables.length > 0
    ? `The steps use ${variables.join(", ")}.`
    : "The steps use no input.";
}

/** Says where records come from: no screen makes them. */
function RecordsHint() {
  return (
    <p className="text-xs text-muted-foreground">
      Steps read and write records. Add more through the{" "}
      <a
        href="/docs/api#record_create"
        target="_blank"
        className="underline underline-offset-2"
        rel="noopener"
      >
        API
      </a>
      : POST /v1/records. Test and production records are separate.
    </p>
  );
}
