import { expect, it } from "vitest";
import { notUnderstood } from "@/components/url-state/address-params";
import { newId } from "@/lib/core/ids";
import { CUSTOMER_PARAMS, customersQuery, rowName } from "./customers-query";

function ask(query: string) {
  const params = new URLSearchParams(query);
  return customersQuery((name) => params.get(name));
}

it("an address says whose usage is shown, and by what", () => {
  const customerId = newId("customer");
  expect(
    ask(`customer=${customerId}&integration=CRM+sync&by=key&measure=price&range=24h`),
  ).toMatchObject({
    ...{ customerId, integration: "CRM sync", groupBy: "key", measure: "price", range: "24h" },
  });
  expect(ask("")).toMatchObject({ groupBy: "customer", measure: "requests", range: "30d" });
});

it("what an address says wrongly is left out, and told", () => {
  const query = "customer=cus_1&by=day&measure=sum&integration=%20";
  expect(ask(query)).toMatchObject({
    ...{ customerId: undefined, integration: undefined },
    ...{ groupBy: "customer", measure: "requests" },
  });
  const told = notUnderstood(CUSTOMER_PARAMS, new URLSearchParams(query));
  expect(told).toHaveLength(4);
});

it("rows have a name, also what has none or is gone", () => {
  expect(rowName({ id: "cap_123456", name: "FAQ" }, "capability")).toBe("FAQ");
  expect(rowName({ id: "cap_123456", name: null }, "capability")).toBe(
    "Deleted capability (123456)",
  );
  expect(rowName({ id: null, name: null }, "integration")).toBe("No integration");
});
