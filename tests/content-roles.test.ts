import { beforeAll, describe, expect, it } from "vitest";
import * as usage from "@/app/v1/analytics/usage/route";
import * as customer from "@/app/v1/customers/[id]/route";
import * as customers from "@/app/v1/customers/route";
import * as publish from "@/app/v1/flows/[id]/publish/route";
import * as flow from "@/app/v1/flows/[id]/route";
import * as versions from "@/app/v1/flows/[id]/versions/route";
import * as flows from "@/app/v1/flows/route";
import * as capabilities from "@/app/v1/products/[id]/capabilities/route";
import * as product from "@/app/v1/products/[id]/route";
import * as surfaces from "@/app/v1/products/[id]/surfaces/route";
import * as products from "@/app/v1/products/route";
import * as prompt from "@/app/v1/prompts/[id]/route";
import * as prompts from "@/app/v1/prompts/route";
import * as record from "@/app/v1/records/[id]/route";
import * as records from "@/app/v1/records/route";
import type { Handler } from "@/lib/http/door";
import { ROLES } from "@/lib/policy/roles";
import { makeFlow, makePrompt, makeRecord } from "@/tests/factories/content";
import { makeCustomer } from "@/tests/factories/customer";
import { createOrganization, createPerson } from "@/tests/factories/people";
import { makeProduct } from "@/tests/factories/surface";
import { callRoute } from "@/tests/support/call-route";

type Act = [name: string, method: string, handler: Handler, body?: object];

const READS: Record<string, Act[]> = {
  flow: [
    ["list", "GET", flows.GET],
    ["get", "GET", flow.GET],
    ["list versions", "GET", versions.GET],
  ],
  record: [
    ["list", "GET", records.GET],
    ["get", "GET", record.GET],
  ],
  prompt: [
    ["list", "GET", prompts.GET],
    ["get", "GET", prompt.GET],
  ],
  product: [
    ["list", "GET", products.GET],
    ["get", "GET", product.GET],
    ["list capabilities", "GET", capabilities.GET],
    ["list surfaces", "GET", surfaces.GET],
  ],
  customer: [
    ["list", "GET", customers.GET],
    ["get", "GET", customer.GET],
  ],
  usage: [["count", "GET", usage.GET]],
};

/** The last act of each deletes what the others worked on. */
const CHANGES: Record<string, Act[]> = {
  flow: [
    ["create", "POST", flows.POST, { name: "New" }],
    ["publish", "POST", publish.POST, {}],
    ["update", "PUT", flow.PUT, { name: "Renamed" }],
    ["delete", "DELETE", flow.DELETE],
  ],
  record: [
    ["create", "POST", records.POST, { type: "t", name: "New" }],
    ["update", "PUT", record.PUT, { metadata: { a: 1 } }],
    ["delete", "DELETE", record.DELETE],
  ],
  prompt: [
    ["create", "POST", prompts.POST, { name: "New", text: "x" }],
    ["update", "PUT", prompt.PUT, { text: "y" }],
    ["delete", "DELETE", prompt.DELETE],
  ],
  product: [
    ["create", "POST", products.POST, { name: "New" }],
    ["update", "PUT", product.PUT, { name: "Renamed" }],
    ["delete", "DELETE", product.DELETE],
  ],
  customer: [
    ["create", "POST", customers.POST, { name: "New" }],
    ["update", "PUT", customer.PUT, { status: "suspended" }],
    ["delete", "DELETE", customer.DELETE],
  ],
};

const MAKERS: Record<string, (facts: { organizationId: string }) => Promise<{ id: string }>> = {
  flow: makeFlow,
  record: makeRecord,
  prompt: makePrompt,
  customer: async (facts) => ({ id: await makeCustomer(facts) }),
  product: async ({ organizationId }) => ({ id: await makeProduct(organizationId) }),
};

const WITHOUT_ID = new Set(["list", "create", "count"]);

describe.each(ROLES)("content and the role %s", (role) => {
  let headers: Record<string, string>;
  let ids: Record<string, string>;

  beforeAll(async () => {
    const organizationId = await createOrganization();
    const { cookie } = await createPerson({ organizationId, role });
    headers = { cookie, origin: process.env.NEXTAUTH_URL ?? "" };
    ids = {};
    for (const [what, make] of Object.entries(MAKERS)) {
      ids[what] = (await make({ organizationId })).id;
    }
  });

  const perform = async (what: string, [name, method, handler, body]: Act) => {
    const params: Record<string, string> = WITHOUT_ID.has(name) ? {} : { id: ids[what] ?? "" };
    return (await callRoute(handler, method, { headers, params, body })).status;
  };

  it.each(Object.entries(READS))("lets a person read: %s", async (what, acts) => {
    for (const act of acts) expect([act[0], await perform(what, act)]).toEqual([act[0], 200]);
  });

  it.each(Object.entries(CHANGES))("lets all but viewers change: %s", async (what, acts) => {
    for (const act of acts) {
      const allowed = act[0] === "create" ? 201 : 200;
      const expected = ["owner", "admin", "member"].includes(role) ? allowed : 403;
      expect([act[0], await perform(what, act)]).toEqual([act[0], expected]);
    }
  });
});
