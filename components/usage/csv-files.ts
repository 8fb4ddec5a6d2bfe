import { download } from "@/components/download";
import { OUTCOME_FACES, OUTCOME_GROUPS } from "@/components/key/page/outcome-groups";
import type { UsageOverview } from "@/lib/contracts/analytics/overview";
import { type CsvRow, toCsv } from "@/lib/core/csv";
import { capabilityName, keyName, OUTCOME_STATUSES } from "./names";
import { type GroupCounts, groupCounts, usagePoints } from "./series";
import { dayLabel } from "./time-label";

export { download };

type CsvTable = { header: readonly string[]; rows: readonly CsvRow[] };

const GROUP_HEADERS = OUTCOME_GROUPS.map(({ label }) => label);
const groupCells = (counts: GroupCounts) => OUTCOME_GROUPS.map(({ group }) => counts[group]);

/** What of usage can be downloaded, by the name of its file. */
const TABLES = {
  requests: (usage) => ({
    header: ["Start (UTC)", "Requests", ...GROUP_HEADERS],
    rows: usagePoints(usage).map((point) => [
      point.at,
      point.requests,
      ...groupCells(point.counts),
    ]),
  }),
  latency: (usage) => ({
    header: ["Start (UTC)", "p50 (ms)", "p95 (ms)"],
    rows: usagePoints(usage).map(({ at, p50, p95 }) => [at, milliseconds(p50), milliseconds(p95)]),
  }),
  keys: ({ keys }) => ({
    header: ["Key", "Key id", "Environment", "Requests", ...GROUP_HEADERS],
    rows: keys.map((key) => [
      keyName(key),
      key.id,
      key.facts?.environment ?? "",
      key.requests,
      ...groupCells(groupCounts(key.outcomes)),
    ]),
  }),
  "keys-and-capabilities": ({ keys, capabilities }) => {
    const columns = capabilities.toSorted((one, other) => rank(one) - rank(other));
    return {
      header: ["Key", "Key id", ...columns.map(capabilityName), "Requests"],
      rows: keys.map((key) => {
        const cells = new Map(key.capabilities.map((cell) => [cell.capabilityId, cell.requests]));
        return [keyName(key), key.id, ...columns.map(({ id }) => cells.get(id) ?? 0), key.requests];
      }),
    };
  },
  errors: ({ errors, capabilities }) => {
    const names = new Map(capabilities.map((each) => [each.id, capabilityName(each)]));
    return {
      header: ["Outcome", "Status", "Capability", "Requests"],
      rows: errors.map(({ outcome, capabilityId, requests }) => [
        OUTCOME_FACES[outcome].label,
        OUTCOME_STATUSES[outcome],
        names.get(capabilityId) ?? "",
        requests,
      ]),
    };
  },
} as const satisfies Record<string, (usage: UsageOverview) => CsvTable>;

export type CsvFile = keyof typeof TABLES;

export function csvFile(what: CsvFile, usage: UsageOverview): { name: string; text: string } {
  const { header, rows } = TABLES[what](usage);
  return { name: `${csvName(what, usage)}.csv`, text: toCsv(header, rows) };
}

/** "usage-requests-2026-01-01-to-2026-01-31", by the first and the last day that are shown. */
export function csvName(
  what: CsvFile,
  { range: { from, to, granularity } }: Pick<UsageOverview, "range">,
): string {
  const lastMoment = new Date(Date.parse(to) - 1).toISOString();
  const days = new Set([dayLabel(from, granularity), dayLabel(lastMoment, granularity)]);
  return `usage-${what}-${[...days].join("-to-")}`;
}

/** What has no capability comes last. */
function rank({ id }: { id: string | null }): number {
  return id === null ? 1 : 0;
}

function milliseconds(duration: number | null): number | null {
  return duration === null ? null : Math.round(duration) / 1_000;
}
