import { OUTCOME_FACES, OUTCOME_GROUPS } from "@/components/key/page/outcome-groups";
import type { UsageCapability, UsageKey, UsageOverview } from "@/lib/contracts/analytics/overview";
import type { CsvFile } from "./csv-button";
import { capabilityName, keyName, OUTCOME_STATUSES } from "./names";
import { groupCounts, type UsagePoint } from "./series";
import { dayLabel } from "./time-label";

const GROUP_HEADERS = OUTCOME_GROUPS.map(({ label }) => label);

/** "usage-requests-2026-01-01-to-2026-01-31", by the first and the last day that are shown. */
export function csvName(
  what: string,
  { range: { from, to, granularity } }: Pick<UsageOverview, "range">,
): string {
  const lastMoment = new Date(Date.parse(to) - 1).toISOString();
  const days = new Set([dayLabel(from, granularity), dayLabel(lastMoment, granularity)]);
  return `usage-${what}-${[...days].join("-to-")}`;
}

export function requestsFile(name: string, points: readonly UsagePoint[]): CsvFile {
  return {
    name,
    header: ["Start (UTC)", "Requests", ...GROUP_HEADERS],
    rows: points.map(({ at, requests, counts }) => [
      at,
      requests,
      ...OUTCOME_GROUPS.map(({ group }) => counts[group]),
    ]),
  };
}

export function latencyFile(name: string, points: readonly UsagePoint[]): CsvFile {
  const milliseconds = (duration: number | null) =>
    duration === null ? null : Math.round(duration) / 1_000;
  return {
    name,
    header: ["Start (UTC)", "p50 (ms)", "p95 (ms)"],
    rows: points.map(({ at, p50, p95 }) => [at, milliseconds(p50), milliseconds(p95)]),
  };
}

export function keysFile(name: string, keys: readonly UsageKey[]): CsvFile {
  return {
    name,
    header: ["Key", "Key id", "Environment", "Requests", ...GROUP_HEADERS],
    rows: keys.map((key) => {
      const counts = groupCounts(key.outcomes);
      return [
        keyName(key),
        key.id,
        key.facts?.environment ?? "",
        key.requests,
        ...OUTCOME_GROUPS.map(({ group }) => counts[group]),
      ];
    }),
  };
}

export function matrixFile(
  name: string,
  keys: readonly UsageKey[],
  capabilities: readonly UsageCapability[],
): CsvFile {
  return {
    name,
    header: ["Key", "Key id", ...capabilities.map(capabilityName), "Requests"],
    rows: keys.map((key) => {
      const cells = new Map(key.capabilities.map((cell) => [cell.capabilityId, cell.requests]));
      return [
        keyName(key),
        key.id,
        ...capabilities.map(({ id }) => cells.get(id) ?? 0),
        key.requests,
      ];
    }),
  };
}

export function errorsFile(name: string, usage: UsageOverview): CsvFile {
  const names = new Map(usage.capabilities.map((each) => [each.id, capabilityName(each)]));
  return {
    name,
    header: ["Outcome", "Status", "Capability", "Requests"],
    rows: usage.errors.map(({ outcome, capabilityId, requests }) => [
      OUTCOME_FACES[outcome].label,
      OUTCOME_STATUSES[outcome],
      names.get(capabilityId) ?? "",
      requests,
    ]),
  };
}
