import { type AddressParams, oneOf } from "@/components/url-state/address-params";
import type { CustomersQuery, CustomersRow } from "@/lib/contracts/analytics/customers";
import { CUSTOMER_GROUPS, CUSTOMER_MEASURES } from "@/lib/core/customers";
import { idPattern } from "@/lib/core/ids";
import { usageQuery } from "./usage-query";

export const GROUP_LABELS = {
  customer: "Customer",
  integration: "Integration",
  key: "Key",
  capability: "Capability",
} as const;

export const MEASURE_LABELS = {
  requests: "Requests",
  units: "Units",
  price: "Price",
  cost: "Cost",
} as const;

const isCustomer = (text: string) => idPattern("customer").test(text);
const isLabel = (text: string) => text.trim() !== "" && [...text].length <= 255;

/** What the part about customers understands of an address. */
export const CUSTOMER_PARAMS: AddressParams = {
  customer: isCustomer,
  integration: isLabel,
  by: oneOf(CUSTOMER_GROUPS),
  measure: oneOf(CUSTOMER_MEASURES),
};

type Param = (name: string) => string | null | undefined;

/** The question that an address asks about customers; what it says wrongly is left out. */
export function customersQuery(param: Param): CustomersQuery {
  const { range, from, to, environment, keyId, capabilityId } = usageQuery(param);
  const [customer, integration] = [param("customer") ?? "", param("integration") ?? ""];
  return {
    ...{ range, from, to, environment, keyId, capabilityId },
    customerId: isCustomer(customer) ? customer : undefined,
    integration: isLabel(integration) ? integration.trim() : undefined,
    groupBy: CUSTOMER_GROUPS.find((name) => name === param("by")) ?? "customer",
    measure: CUSTOMER_MEASURES.find((name) => name === param("measure")) ?? "requests",
  };
}

const NOTHING = {
  customer: "No customer",
  integration: "No integration",
  key: "No key",
  capability: "No capability",
} as const;

/** What a row is of, in words. */
export function rowName(
  { id, name }: Pick<CustomersRow, "id" | "name">,
  group: keyof typeof GROUP_LABELS,
): string {
  if (id === null) return NOTHING[group];
  return name ?? `Deleted ${GROUP_LABELS[group].toLowerCase()} (${id.slice(-6)})`;
}
