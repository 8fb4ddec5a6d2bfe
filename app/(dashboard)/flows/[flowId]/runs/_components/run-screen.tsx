import { shownValue } from "@/app/(dashboard)/flows/[flowId]/_components/step-result";
import { OutcomeBadge } from "@/app/(dashboard)/flows/[flowId]/runs/_components/outcome-badge";
import { durationOf, versionOf } from "@/app/(dashboard)/flows/[flowId]/runs/_components/run-facts";
import { StepTimeline } from "@/app/(dashboard)/flows/[flowId]/runs/_components/step-timeline";
import { TRIGGERS } from "@/app/(dashboard)/flows/[flowId]/runs/_components/triggers";
import { CodeSnippet } from "@/components/code-snippet";
import { FactList } from "@/components/fact-list";
import { EnvironmentBadge } from "@/components/key/environment-badge";
import { Panel } from "@/components/panel";
import { RelativeTime } from "@/components/relative-time";
import type { ExecutionDetail } from "@/lib/contracts/execution";

export function RunScreen({ run }: { run: ExecutionDetail }) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-[minmax(0,1fr)_24rem]">
      <div className="grid min-w-0 gap-4">
        <Panel title="Timeline" description="Each step from where it began to where it ended">
          {run.error ? (
            <p className="mb-3 text-sm wrap-anywhere text-destructive">
              {run.error.stepName}: {run.error.message ?? "Failed"}
            </p>
          ) : null}
          {run.durationUs === null ? (
            <p className="text-sm text-muted-foreground">
              The server ended before the run was recorded. How it ended is not known.
            </p>
          ) : (
            <StepTimeline steps={run.steps} durationUs={run.durationUs} />
          )}
        </Panel>
        <Kept title="Input" value={run.input} isHidden={run.dataHidden} />
        <Kept title="Output" value={run.output} isHidden={run.dataHidden} />
      </div>
      <Panel title="Facts">
        <FactList facts={factsOf(run)} />
      </Panel>
    </div>
  );
}

type KeptProps = { title: string; value: unknown; isHidden: boolean };

function Kept({ title, value, isHidden }: KeptProps) {
  return (
    <Panel title={title}>
      {value === undefined ? (
        <p className="text-sm text-muted-foreground">
          {isHidden
            ? "Hidden. The data of runs is for those who may read records."
            : "Not kept. The operator decides what is kept of a run."}
        </p>
      ) : (
        <CodeSnippet label={title} code={shownValue(value)} />
      )}
    </Panel>
  );
}

function factsOf(run: ExecutionDetail) {
  return [
    { label: "Outcome", value: <OutcomeBadge outcome={run.outcome} /> },
    { label: "Duration", value: durationOf(run) },
    { label: "Started", value: <RelativeTime at={run.startedAt} /> },
    { label: "Environment", value: <EnvironmentBadge environment={run.environment} /> },
    { label: "Version", value: versionOf(run) },
    { label: "Started by", value: TRIGGERS[run.trigger] },
    { label: "Capability", value: run.capabilityName ?? "None" },
    { label: "Key", value: run.keyName === null ? "None" : run.keyName || "Unnamed key" },
    { label: "Request id", value: <code className="font-mono text-xs">{run.requestId}</code> },
    { label: "Run id", value: <code className="font-mono text-xs">{run.id}</code> },
  ];
}
