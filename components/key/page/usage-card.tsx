import { cn } from "@/components/cn";
import type { KeyActivity } from "@/components/key/key-facts";
import {
  OUTCOME_FACES,
  OUTCOME_GROUPS,
  type OutcomeGroup,
} from "@/components/key/page/outcome-groups";
import { UsageBar } from "@/components/key/page/usage-bar";
import { Panel } from "@/components/panel";
import { OUTCOMES } from "@/lib/core/outcome";

const COMPACT = new Intl.NumberFormat("en", { notation: "compact" });

type Day = KeyActivity["days"][number];
export type DayCounts = Record<OutcomeGroup, number>;

function countsOf({ outcomes }: Day): DayCounts {
  const counts: DayCounts = { accepted: 0, refused: 0, limited: 0, errors: 0 };
  for (const outcome of OUTCOMES) {
    counts[OUTCOME_FACES[outcome].group] += outcomes[outcome] ?? 0;
  }
  return counts;
}

function sum(counts: DayCounts) {
  return OUTCOME_GROUPS.reduce((total, { group }) => total + counts[group], 0);
}

function nameOf(day: string) {
  return new Intl.DateTimeFormat("en-GB", {
    weekday: "short",
    day: "numeric",
    timeZone: "UTC",
  }).format(new Date(day));
}

/** Seven days as bars, with the same numbers below each bar. */
export function UsageCard({ days }: { days: readonly Day[] }) {
  const columns = days.map((day) => ({ day: day.day, counts: countsOf(day) }));
  const peak = Math.max(1, ...columns.map(({ counts }) => sum(counts)));
  const total = columns.reduce((all, { counts }) => all + sum(counts), 0);
  return (
    <Panel
      title="Requests"
      description={`${total.toLocaleString("en")} in the last 7 days, by UTC day`}
    >
      <div className="overflow-x-auto">
        <table className="w-full table-fixed text-xs tabular-nums">
          <caption className="sr-only">Requests of the last 7 days by outcome</caption>
          <thead>
            <tr className="align-bottom">
              <th scope="col" className="w-19 text-left font-medium">
                <span className="sr-only">Outcome</span>
              </th>
              {columns.map(({ day, counts }) => (
                <th key={day} scope="col" className="min-w-10 px-0.5 font-medium">
                  <UsageBar counts={counts} peak={peak} />
                  <span className="mt-1.5 block text-muted-foreground">{nameOf(day)}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {OUTCOME_GROUPS.map(({ group, label, dot }) => (
              <tr key={group} className="border-t">
                <th scope="row" className="h-7 text-left font-medium">
                  <span className="flex items-center gap-1.5">
                    <span aria-hidden className={cn("size-2 rounded-[3px]", dot)} />
                    {label}
                  </span>
                </th>
                {columns.map(({ day, counts }) => (
                  <td
                    key={day}
                    className={cn(
                      "text-center",
                      counts[group] === 0 ? "text-muted-foreground" : "font-medium",
                    )}
                  >
                    <span className="max-sm:hidden">{counts[group].toLocaleString("en")}</span>
                    <span className="sm:hidden">{COMPACT.format(counts[group])}</span>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
