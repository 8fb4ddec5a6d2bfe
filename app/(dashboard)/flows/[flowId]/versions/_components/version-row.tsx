"use client";

import { DifferencesList } from "@/app/(dashboard)/flows/[flowId]/versions/_components/differences-list";
import { GatedButton } from "@/components/gated-button";
import { RelativeTime } from "@/components/relative-time";
import { Badge } from "@/components/ui/badge";
import type { FlowVersionView } from "@/lib/contracts/flow-version";

type VersionRowProps = {
  version: FlowVersionView;
  /** The one before it; undefined when it is the oldest that is shown. */
  previous: FlowVersionView | undefined;
  readOnlyReason: string | null;
  onPublish: () => void;
};

export function VersionRow({ version, previous, readOnlyReason, onPublish }: VersionRowProps) {
  const { versionNumber, isPublished, stepCount, createdAt } = version;
  return (
    <li className="grid gap-2 px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 text-sm">
        <span className="font-medium">v{versionNumber}</span>
        {isPublished ? <Badge variant="success">Published</Badge> : null}
        <span className="text-muted-foreground">
          {stepCount} {stepCount === 1 ? "step" : "steps"} · <RelativeTime at={createdAt} />
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
              same="Nothing: the steps are the same."
            />
          </div>
        </details>
      ) : null}
    </li>
  );
}
