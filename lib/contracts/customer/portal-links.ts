import { z } from "zod";
import { Collection } from "@/lib/contracts/collection";
import { defineContract } from "@/lib/contracts/contract";
import { cursorQuery, nullableTimestamp, pathId, timestamp } from "@/lib/contracts/fields";
import { linkLifeField } from "@/lib/contracts/surface-key/claim-links";

const PORTAL_LINK_STATUSES = ["open", "opened", "entered", "withdrawn", "expired"] as const;

export type PortalLinkStatus = (typeof PORTAL_LINK_STATUSES)[number];

const portalLinkView = z
  .object({
    id: z.string(),
    customerId: z.string(),
    status: z.enum(PORTAL_LINK_STATUSES),
    createdAt: timestamp,
    expiresAt: timestamp,
    openedAt: nullableTimestamp,
    enteredAt: nullableTimestamp,
    sessionExpiresAt: nullableTimestamp,
    withdrawnAt: nullableTimestamp,
  })
  .meta({ id: "PortalLink" });

export type PortalLinkView = z.output<typeof portalLinkView>;

const newLink = z
  .object({ id: z.string(), url: z.string(), expiresAt: timestamp })
  .meta({ id: "NewPortalLink" });

const ofLink = { id: pathId, portalLinkId: pathId };

const portalLinks = new Collection({
  name: "portalLink",
  tag: "Portal Links",
  scope: "CUSTOMERS",
  path: "/v1/customers/{id}/portal-links",
  nouns: ["a portal link", "portal links"],
  within: { id: pathId },
  one: ofLink,
  view: portalLinkView,
  missing: { all: "Customer" },
});

export const portalLinkContracts = {
  list: portalLinks.list({
    fields: {
      ...cursorQuery,
      status: z.enum(PORTAL_LINK_STATUSES).optional().meta({
        description: "Links of this status.",
      }),
    },
    description: "Newest first, without their addresses.",
  }),

  create: {
    ...portalLinks.create({
      fields: { expiresInSeconds: linkLifeField(7) },
      description:
        "A link with which a customer sees its own usage and keys, and rolls its keys. Only people with CUSTOMERS:WRITE and SURFACE_KEYS:WRITE create one. The address is returned only in this response. It is exchanged once, for a session of at most 12 hours, which ends with the link.",
      errors: ["conflict"],
    }),
    need: "person" as const,
    output: newLink,
    secretOf: ({ id }: z.output<typeof newLink>) => id,
  },

  get: portalLinks.get({ description: "Without its address." }),

  withdraw: defineContract({
    ...portalLinks.write("portalLink.withdraw"),
    input: z.strictObject(ofLink),
    output: portalLinkView,
    http: portalLinks.ofOne("DELETE", "Withdraw", {
      description: "The link and its session end when the response arrives.",
    }),
  }),
};
