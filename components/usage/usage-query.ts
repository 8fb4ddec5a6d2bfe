import { type AddressParams, oneOf } from "@/components/url-state/address-params";
import { rangeProblem } from "@/components/usage/range-problem";
import { moment } from "@/lib/contracts/usage-fields";
import type { USAGE_RANGES, UsageQuery, UsageRangeName } from "@/lib/contracts/usage-overview";
import { type IdKind, idPattern } from "@/lib/core/ids";
import { OUTCOMES } from "@/lib/core/outcome";
import { ENVIRONMENTS } from "@/lib/policy/roles";

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

/** What narrows the page in its address, beside the range. */
export const USAGE_FILTERS = [
  "environment",
  "product",
  "surface",
  "capability",
  "key",
  "outcome",
] as const;

export type UsageFilterName = (typeof USAGE_FILTERS)[number];

const isId = (kind: IdKind) => (text: string) => idPattern(kind).test(text);
const isEnd = (_text: string, query: URLSearchParams) =>
  rangeOf((name) => query.get(name)).from !== undefined;

/** What the page understands of an address. */
export const USAGE_PARAMS = {
  range: (text) => rangeName(text) !== undefined,
  from: isEnd,
  to: isEnd,
  environment: oneOf(ENVIRONMENTS),
  product: isId("product"),
  surface: isId("surface"),
  capability: isId("capability"),
  key: isId("key"),
  outcome: oneOf(OUTCOMES),
} satisfies AddressParams;

type Param = (name: string) => string | null | undefined;

/** The question that an address asks; what it says wrongly is left out. */
export function usageQuery(param: Param): UsageQuery {
  return {
    ...rangeOf(param),
    environment: ENVIRONMENTS.find((name) => name === param("environment")),
    productId: idOf("product", param("product")),
    surfaceId: idOf("surface", param("surface")),
    capabilityId: idOf("capability", param("capability")),
    keyId: idOf("key", param("key")),
    outcome: OUTCOMES.find((name) => name === param("outcome")),
  };
}

function rangeOf(param: Param): Pick<UsageQuery, "range" | "from" | "to"> {
  const from = momentOf(param("from"));
  const to = momentOf(param("to"));
  const isRange = from && to && rangeProblem(new Date(from), new Date(to)) === null;
  if (isRange) return { from, to };
  return { range: rangeName(param("range")) ?? DEFAULT_RANGE };
}

export function rangeName(text: string | null | undefined): UsageRangeName | undefined {
  return RANGE_NAMES.find((name) => name === text);
}

export const RANGE_NAMES = [
  "1h",
  "24h",
  "7d",
  "30d",
  "90d",
] as const satisfies readonly (keyof typeof USAGE_RANGES)[];

function idOf(kind: IdKind, text: string | null | undefined): string | undefined {
  return text && idPattern(kind).test(text) ? text : undefined;
}

/** A moment of the address as ISO 8601 in UTC; undefined when it is none. */
function momentOf(text: string | null | undefined): string | undefined {
  const read = moment.safeParse(text);
  return read.success ? new Date(read.data).toISOString() : undefined;
}

/** Where the page about usage shows what a query asks. */
export function usageHref(query: UsageQuery): string {
  const params = new URLSearchParams();
  const add = (name: string, value: string | undefined) => {
    if (value !== undefined) params.set(name, value);
  };
  if (query.range !== DEFAULT_RANGE) add("range", query.range);
  add("from", query.from);
  add("to", query.to);
  add("environment", query.environment);
  add("product", query.productId);
  add("surface", query.surfaceId);
  add("capability", query.capabilityId);
  add("key", query.keyId);
  add("outcome", query.outcome);
  const text = params.toString();
  return text ? `/usage?${text}` : "/usage";
}
