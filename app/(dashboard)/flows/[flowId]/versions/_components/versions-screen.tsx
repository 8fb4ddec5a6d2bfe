"use client";

import { HistoryIcon } from "lucide-react";
import { EmptyState } from "@/components/empty-state";
import { counted } from "@/components/format";
import { GatedButton } from "@/components/gated-button";
import { useActDialogs } from "@/components/hooks/use-act-dialogs";
import { lazyDialog } from "@/components/lazy-dialog";
import { Card, Panel } from "@/components/panel";
import { useReadOnlyReason } from "@/components/read-only";
import { RelativeTime } from "@/components/relative-time";
import { Badge } from "@/components/ui/badge";
import type { FlowVersionView, FlowView } from "@/lib/contracts/flow/contracts";
import { stepDifferences } from "./step-differences";

type DifferencesListProps = { before: unknown; after: unknown; same: string };

const KINDS = {
  added: { label: "Added", variant: "success" },
  removed: { label: "Removed", variant: "destructive" },
  changed: { label: "Changed", variant: "info" },
} as const;

/** What changed from one list of steps to another, step by step. */
function DifferencesList({ before, after, same }: DifferencesListProps) {
  const differences = stepDifferences(before, after);
  if (differences.length === 0) return <p className="text-sm text-muted-foreground">{same}</p>;
  return (
    <ul className="grid gap-3">
      {differences.map(({ id, name, kind, fields }) => (
        <li key={id} className="grid gap-1.5">
          <p className="flex items-center gap-2 text-sm font-medium">
            <Badge variant={KINDS[kind].variant}>{KINDS[kind].label}</Badge>
            <span className="wrap-anywhere">{name}</span>
          </p>
          <dl className="grid gap-1 pl-1 text-xs empty:hidden">
            {fields.map((field) => (
              <div key={field.path} className="grid gap-0.5 sm:grid-cols-[9rem_1fr] sm:gap-3">
                <dt className="text-muted-foreground">{field.path}</dt>
                <dd className="grid min-w-0 gap-0.5 font-mono wrap-anywhere whitespace-pre-wrap">
                  <del className="bg-destructive-soft no-underline">{field.before}</del>
                  <ins className="bg-success-soft no-underline">{field.after}</ins>
                </dd>
              </div>
            ))}
          </dl>
        </li>
      ))}
    </ul>
  );
}

const dialogs = () => import("@/app/(dashboard)/flows/[flowId]/_components/confirm-dialogs");
const PublishVersionDialog = lazyDialog(dialogs, (it) => it.PublishVersionDialog);

type VersionsScreenProps = {
  flow: FlowView;
  /** Newest first. */
  versions: readonly FlowVersionView[];
  hasOlder: boolean;
};

export function VersionsScreen({ flow, versions, hasOlder }: VersionsScreenProps) {
  const { act, subject, start, close } = useActDialogs<"publish", FlowVersionView>();
  const published = versions.find(({ isPublished }) => isPublished);

  if (versions.length === 0) {
    return (
      <Card>
        <EmptyState
          icon={HistoryIcon}
          title="Never published: production keys cannot call this flow"
          description="Publish the draft in the editor. Each time you publish, a numbered version is created that never changes."
        />
      </Card>
    );
  }
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      {published ? (
        <Panel
          title={`Draft against v${published.versionNumber}`}
          description="What changes for production keys when you publish the draft"
        >
          <DifferencesList
            before={published.steps}
            after={flow.steps}
            same="The draft is the published version."
          />
        </Panel>
      ) : null}
      <Panel title="Versions" description="Newest first. A version never changes.">
        <ol className="-mx-4 divide-y border-t">
          {versions.map((version, index) => (
            <VersionRow
              key={version.id}
              version={version}
              previous={versions[index + 1]}
              onPublish={() => start("publish", version)}
            />
          ))}
        </ol>
        {hasOlder ? (
          <p className="pt-3 text-sm text-muted-foreground">
            Use the API to list older versions: GET /v1/flows/{flow.id}/versions.
          </p>
        ) : null}
      </Panel>
      {subject ? (
        <PublishVersionDialog
          flow={flow}
          version={subject}
          open={act === "publish"}
          onClose={close}
        />
      ) : null}
    </div>
  );
}

type VersionRowProps = {
  version: FlowVersionView;
  /** The one before it; undefined when it is the oldest that is shown. */
  previous: FlowVersionView | undefined;
  onPublish: () => void;
};

function VersionRow({ version, previous, onPublish }: VersionRowProps) {
  const readOnlyReason = useReadOnlyReason("FLOWS:EXECUTE");
  const { versionNumber, isPublished, stepCount, createdAt } = version;
  return (
    <li className="grid gap-2 px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 text-sm">
        <span className="font-medium">v{versionNumber}</span>
        {isPublished ? <Badge variant="success">Published</Badge> : null}
        <span className="text-muted-foreground">
          {counted(stepCount, "step")} · <RelativeTime at={createdAt} />
        </span>
        {isPublished ? null : (
          <GatedButton
            variant="outline"
            size="sm"
            className="ml-auto"
            reason={readOnlyReason}
            onClick={onPublish}
          >
            Publish v{versionNumber} again
          </GatedButton>
        )}
      </div>
      {previous ? (
        <details className="text-sm">
          <summary className="w-fit rounded text-muted-foreground hover:text-foreground">
            What changed since v{previous.versionNumber}
          </summary>
          <div className="pt-2">
            <DifferencesList
              before={previous.steps}
              after={version.steps}
              same="No changes. The steps are the same."
            />
          </div>
        </details>
      ) : null}
    </li>
  );
}
