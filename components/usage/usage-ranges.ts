import type { UsageQuery, UsageRangeName } from "@/lib/contracts/analytics/overview";

const MAX_RANGE_YEARS = 2;

/** Why this range cannot be shown, in words; null when it can. */
export function rangeProblem(from: Date, to: Date): string | null {
  if (from >= to) return "The start must be before the end.";
  const earliest = new Date(to);
  earliest.setUTCFullYear(earliest.getUTCFullYear() - MAX_RANGE_YEARS);
  return from < earliest ? `Choose at most ${MAX_RANGE_YEARS} years.` : null;
}

export const DEFAULT_RANGE: UsageRangeName = "30d";

/** The range that the usage of one key or surface begins with. */
export const PANEL_RANGE: UsageRangeName = "7d";

export const RANGE_LABELS: Record<UsageRangeName, string> = {
  "1h": "Last hour",
  "24h": "Last 24 hours",
  "7d": "Last 7 days",
  "30d": "Last 30 days",
  "90d": "Last 90 days",
};

export function rangeName(text: string | null | undefined): UsageRangeName | undefined {
  return RANGE_NAMES.find((name) => name === text);
}

function isRange(name: string): name is UsageRangeName {
  return Object.hasOwn(RANGE_LABELS, name);
}

const RANGE_NAMES = Object.keys(RANGE_LABELS).filter(isRange);

export const RANGE_OPTIONS = RANGE_NAMES.map((value) => ({ value, label: RANGE_LABELS[value] }));

/** Where the page about usage shows what a query asks. */
export function usageHref(query: UsageQuery): string {
  const { range, productId, surfaceId, capabilityId, keyId, ...same } = query;
  const asked = {
    range: range === DEFAULT_RANGE ? undefined : range,
    product: productId,
    surface: surfaceId,
    capability: capabilityId,
    key: keyId,
    ...same,
  };
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(asked)) {
    if (value !== undefined) params.set(name, value);
  }
  return params.size > 0 ? `/usage?${params}` : "/usage";
}
