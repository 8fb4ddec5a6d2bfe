import { formatCount } from "@/components/format";
import { OUTCOME_FACES } from "@/components/key/page/outcome-groups";
import { Panel } from "@/components/panel";
import { Truncated } from "@/components/truncated";
import type { UsageOverview } from "@/lib/contracts/analytics/overview";
import { CsvButton } from "./csv-button";
import { NoCapabilityNote } from "./matrix-panel";
import { capabilityName, OUTCOME_STATUSES } from "./names";
import { NumberTable } from "./number-table";

/** What was not served, and why. */
export function ErrorsPanel({ usage }: { usage: UsageOverview }) {
  const names = new Map(usage.capabilities.map((each) => [each.id, capabilityName(each)]));
  return (
    <Panel
      title="Errors"
      description="Requests that failed or were refused, by reason and capability"
      action={
        <CsvButton
          what="errors"
          file={({ csvName, errorsFile }) => errorsFile(csvName("errors", usage), usage)}
        />
      }
    >
      {usage.errors.length === 0 ? (
        <p className="text-sm text-muted-foreground">No errors.</p>
      ) : (
        <>
          <NumberTable
            caption="Errors"
            rows={usage.errors}
            rowId={({ outcome, capabilityId }) => `${outcome} ${capabilityId}`}
            columns={[
              {
                header: "Reason",
                cell: ({ outcome }) => (
                  <span title={OUTCOME_FACES[outcome].about}>{OUTCOME_FACES[outcome].label}</span>
                ),
              },
              { header: "Status", words: true, cell: ({ outcome }) => OUTCOME_STATUSES[outcome] },
              {
                header: "Capability",
                words: true,
                cell: ({ capabilityId }) => (
                  <Truncated
                    className="inline-block max-w-40 align-middle"
                    title={names.get(capabilityId) ?? ""}
                  />
                ),
              },
              { header: "Requests", cell: ({ requests }) => formatCount(requests) },
            ]}
          />
          {usage.errors.some(({ capabilityId }) => capabilityId === null) ? (
            <NoCapabilityNote />
          ) : null}
        </>
      )}
    </Panel>
  );
}
