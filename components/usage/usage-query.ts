import { type AddressParams, oneOf } from "@/components/url-state/address-params";
import type { ActionResult } from "@/lib/contracts/action-result";
import type { UsageChoices, UsageOverview, UsageQuery } from "@/lib/contracts/analytics/overview";
import { type IdKind, idPattern } from "@/lib/core/ids";
import { OUTCOMES } from "@/lib/core/outcome";
import { ENVIRONMENTS } from "@/lib/policy/roles";
import { DEFAULT_RANGE, rangeName, rangeProblem } from "./usage-ranges";

type ChoicesQuery = Pick<UsageQuery, "keyId" | "productId" | "surfaceId"> & { search?: string };

/** How the screens of usage read. */
export type UsageClient = {
  readUsage: (query: UsageQuery) => Promise<ActionResult<UsageOverview>>;
  readChoices: (query: ChoicesQuery) => Promise<ActionResult<UsageChoices>>;
};

const isId = (kind: IdKind) => (text: string) => idPattern(kind).test(text);
const isEnd = (_text: string, query: URLSearchParams) =>
  rangeOf((name) => query.get(name)).from !== undefined;

const FILTERS: AddressParams = {
  environment: oneOf(ENVIRONMENTS),
  product: isId("product"),
  surface: isId("surface"),
  capability: isId("capability"),
  key: isId("key"),
  outcome: oneOf(OUTCOMES),
};

/** What narrows the page in its address, beside the range. */
export const USAGE_FILTERS = Object.keys(FILTERS);

/** What the page understands of an address. */
export const USAGE_PARAMS: AddressParams = {
  range: (text) => rangeName(text) !== undefined,
  from: isEnd,
  to: isEnd,
  ...FILTERS,
};

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

function idOf(kind: IdKind, text: string | null | undefined): string | undefined {
  return text && isId(kind)(text) ? text : undefined;
}

const MOMENT = /^(\d{4}-\d\d-\d\d)T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/;

/** A moment of the address as ISO 8601 in UTC; undefined when it is none. */
function momentOf(text: string | null | undefined): string | undefined {
  const [, day] = MOMENT.exec(text ?? "") ?? [];
  const moment = new Date(text ?? "");
  const isDay = day !== undefined && new Date(day).toJSON()?.startsWith(day);
  return isDay && !Number.isNaN(moment.getTime()) ? moment.toISOString() : undefined;
}
