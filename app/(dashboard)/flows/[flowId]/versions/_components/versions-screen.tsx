"use client";

import { HistoryIcon } from "lucide-react";
import { useState } from "react";
import { DifferencesList } from "@/app/(dashboard)/flows/[flowId]/versions/_components/differences-list";
import { VersionRow } from "@/app/(dashboard)/flows/[flowId]/versions/_components/version-row";
import { EmptyState } from "@/components/empty-state";
import { lazyDialog } from "@/components/lazy-dialog";
import { Panel } from "@/components/panel";
import { Card } from "@/components/ui/card";
import type { FlowView } from "@/lib/contracts/flow";
import type { FlowVersionView } from "@/lib/contracts/flow-version";

const PublishVersionDialog = lazyDialog(() =>
  import("@/app/(dashboard)/flows/[flowId]/versions/_components/publish-version-dialog").then(
    (module) => module.PublishVersionDialog,
  ),
);

type VersionsScreenProps = {
  flow: FlowView;
  /** Newest first. */
  versions: readonly FlowVersionView[];
  hasOlder: boolean;
  /** Why this person cannot publish; null when they can. */
  readOnlyReason: string | null;
};

export function VersionsScreen(props: VersionsScreenProps) {
  const { flow, versions, hasOlder, readOnlyReason } = props;
  const [asked, setAsked] = useState<FlowVersionView | null>(null);
  const [again, setAgain] = useState(false);
  const published = versions.find(({ isPublished }) => isPublished);

  if (versions.length === 0) {
    return (
      <Card>
        <EmptyState
          icon={HistoryIcon}
          title="Never published: production keys cannot call this flow"
          description="Publish the draft in the editor. Each publishing makes a numbered version that never changes."
        />
      </Card>
    );
  }
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      {published ? (
        <Panel
          title={`Draft against v${published.versionNumber}`}
          description="What publishing the draft would change for production keys"
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
              readOnlyReason={readOnlyReason}
              onPublish={() => {
                setAsked(version);
                setAgain(true);
              }}
            />
          ))}
        </ol>
        {hasOlder ? (
          <p className="pt-3 text-sm text-muted-foreground">
            Older versions are listed by the API: GET /v1/flows/{flow.id}/versions.
          </p>
        ) : null}
      </Panel>
      {asked ? (
        <PublishVersionDialog
          flowId={flow.id}
          version={asked}
          open={again}
          onClose={() => setAgain(false)}
        />
      ) : null}
    </div>
  );
}
