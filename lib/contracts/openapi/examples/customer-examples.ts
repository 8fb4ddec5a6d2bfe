import { customerContracts } from "@/lib/contracts/customer/contracts";
import { type PortalLinkView, portalLinkContracts } from "@/lib/contracts/customer/portal-links";
import { statementContract } from "@/lib/contracts/customer/statement";
import { customerUsageContract } from "@/lib/contracts/customer/usage";
import { planContracts } from "@/lib/contracts/plan/contracts";
import { exampleOf, examplesOf, LATER, listOf, MOMENT, NEW } from "./example";

const newPlan = {
  name: "Team",
  limits: { perMinute: 600, perHour: null, perDay: 50_000 },
  quota: { unitsPerMonth: 100_000, mode: "hard" as const },
  spendCapPerMonth: "500",
  billFailed: false,
  prices: [
    {
      capabilityId: "cap_01kadxq9s4e7v1x8r2m5n3k6qa",
      tiers: [
        { upTo: 1_000, unitPrice: "0" },
        { upTo: null, unitPrice: "0.002" },
      ],
    },
  ],
};
const plan = {
  id: "plan_01kadxq9s7gk2n5w8y4b6t1rme",
  ...newPlan,
  currency: "EUR",
  pending: null,
  ...NEW,
};

const newCustomer = {
  name: "Acme Corp",
  externalId: "acme",
  planId: plan.id,
  limits: { perMinute: null, perHour: null, perDay: "unlimited" as const },
  quota: { unitsPerMonth: 250_000, mode: null },
  spendCapPerMonth: null,
  metadata: { region: "eu" },
  notes: "Renews in March.",
};
/** Whom the keys of other examples are handed to. */
export const CUSTOMER_ID = "cus_01kadxq9s5fh6x0r7v9k3m2wqa";

const customer = {
  id: CUSTOMER_ID,
  status: "active" as const,
  ...newCustomer,
  pending: null,
  ...NEW,
};

const portalLink: PortalLinkView = {
  id: "portal_01kadxq9s9c6e4m8x2t0w7z3nv",
  customerId: CUSTOMER_ID,
  status: "entered",
  createdAt: MOMENT,
  expiresAt: "2026-01-17T09:30:00.000Z",
  openedAt: LATER,
  enteredAt: LATER,
  sessionExpiresAt: "2026-01-17T02:05:12.480Z",
  withdrawnAt: null,
};

const onLink = { id: CUSTOMER_ID, portalLinkId: portalLink.id };

export const CUSTOMER_EXAMPLES = [
  ...examplesOf(customerContracts, {
    one: { id: customer.id },
    shown: customer,
    listed: { limit: 50, search: "acme" },
    created: newCustomer,
    changes: { status: "suspended" },
  }),
  exampleOf(customerUsageContract, {
    input: {
      id: customer.id,
      from: "2026-01-01T00:00:00Z",
      to: "2026-02-01T00:00:00Z",
      groupBy: "day,capability",
    },
    output: {
      data: [
        {
          day: "2026-01-15",
          capabilityId: "cap_01kadxq9qy9av6d3w5r8n0t2ez",
          requests: 1_240,
          units: 1_200,
          price: "2.4",
          cost: "0.3105",
        },
      ],
      totals: { requests: 1_240, units: 1_200, price: "2.4", cost: "0.3105" },
    },
  }),
  exampleOf(statementContract, {
    input: { id: customer.id, month: "2026-01" },
    output: {
      customerId: customer.id,
      month: "2026-01",
      currency: "EUR",
      lines: [
        {
          kind: "usage",
          forMonth: "2026-01",
          capabilityId: "cap_01kadxq9qy9av6d3w5r8n0t2ez",
          tier: 2,
          quantity: 200,
          unitPrice: "0.002",
          amount: "0.4",
        },
      ],
      total: "0.40",
      overageUnits: 0,
      status: "closed",
    },
  }),
  ...examplesOf(planContracts, {
    one: { id: plan.id },
    shown: plan,
    listed: { limit: 50, search: "team" },
    created: newPlan,
    changes: { quota: { unitsPerMonth: 200_000, mode: "soft" } },
  }),
  exampleOf(portalLinkContracts.list, {
    input: { id: CUSTOMER_ID, limit: 50, status: "entered" },
    output: listOf(portalLink),
  }),
  exampleOf(portalLinkContracts.create, {
    input: { id: CUSTOMER_ID, expiresInSeconds: 86_400 },
    output: {
      id: portalLink.id,
      url: "https://keys.example.com/portal#EXAMPLEexampleEXAMPLEexampleEXAMPLEexample0",
      expiresAt: portalLink.expiresAt,
    },
  }),
  exampleOf(portalLinkContracts.get, { input: onLink, output: portalLink }),
  exampleOf(portalLinkContracts.withdraw, {
    input: onLink,
    output: { ...portalLink, status: "withdrawn", withdrawnAt: LATER },
  }),
];
