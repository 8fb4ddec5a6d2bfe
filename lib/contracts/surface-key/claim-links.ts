import { z } from "zod";
import { Collection } from "@/lib/contracts/collection";
import { defineContract } from "@/lib/contracts/contract";
import {
  cursorQuery,
  nullableTimestamp,
  pathId,
  textField,
  timestamp,
} from "@/lib/contracts/fields";
import { ofSurface } from "@/lib/contracts/product/fields";
import { ENVIRONMENTS } from "@/lib/policy/roles";
import { newKeyFields, scopeMeant } from "./contracts";

const MIN_PASSCODE_LENGTH = 6;
const HOUR_SECONDS = 3_600;
const DAY_SECONDS = 86_400;

const CLAIM_LINK_STATUSES = ["open", "opened", "claimed", "withdrawn", "expired"] as const;

export type ClaimLinkStatus = (typeof CLAIM_LINK_STATUSES)[number];

const claimLinkView = z
  .object({
    id: z.string(),
    surfaceId: z.string(),
    status: z.enum(CLAIM_LINK_STATUSES),
    name: z.string().nullable(),
    environment: z.enum(ENVIRONMENTS),
    customerId: z.string(),
    customer: z.string().nullable().meta({ description: "The external id of its customer." }),
    integration: z.string().nullable(),
    hasPasscode: z.boolean(),
    keyId: z.string().nullable().meta({ description: "The key, once it is claimed." }),
    createdAt: timestamp,
    expiresAt: timestamp,
    openedAt: nullableTimestamp,
    claimedAt: nullableTimestamp,
    withdrawnAt: nullableTimestamp,
  })
  .meta({ id: "ClaimLink" });

export type ClaimLinkView = z.output<typeof claimLinkView>;

/** For how long a link that hands something over works. */
export function linkLifeField(initialDays: number) {
  return z
    .int({ error: "Enter a whole number.", abort: true })
    .min(HOUR_SECONDS, "Let it work for at least an hour.")
    .max(30 * DAY_SECONDS, "Let it work for at most 30 days.")
    .default(initialDays * DAY_SECONDS)
    .meta({ description: "How long the link works." });
}

const passcodeField = textField(128).refine(
  (text) => [...text].length >= MIN_PASSCODE_LENGTH,
  `Use at least ${MIN_PASSCODE_LENGTH} characters.`,
);

const newLink = z
  .object({ id: z.string(), url: z.string(), expiresAt: timestamp })
  .meta({ id: "NewClaimLink" });

const claimLinks = new Collection({
  name: "claimLink",
  tag: "Claim Links",
  scope: "SURFACE_KEYS",
  path: "/v1/products/{id}/surfaces/{surfaceId}/claim-links",
  nouns: ["a claim link", "claim links"],
  within: ofSurface,
  one: { ...ofSurface, claimLinkId: pathId },
  view: claimLinkView,
  missing: { all: "Surface" },
});

const needsCustomer: typeof scopeMeant = (given, context) => {
  scopeMeant(given, context);
  const { customerId, customer } = Object(given);
  if (customerId || customer) return;
  const message = "Name the customer that the key is for.";
  context.addIssue({ code: "custom", path: ["customerId"], message });
};

export const claimLinkContracts = {
  list: claimLinks.list({
    fields: {
      ...cursorQuery,
      status: z.enum(CLAIM_LINK_STATUSES).optional().meta({
        description: "Links of this status.",
      }),
    },
    description: "Newest first, without their addresses.",
  }),

  create: {
    ...claimLinks.create({
      fields: {
        ...newKeyFields,
        expiresInSeconds: linkLifeField(7),
        passcode: passcodeField.optional().meta({
          description: "Asked for before the key is shown. Tell it to the customer by another way.",
        }),
      },
      check: z.superRefine(needsCustomer),
      secretFields: ["passcode"],
      description:
        "A link that gives a customer a key that nobody else ever holds: the key is created when the customer opens the link and presses the button. The body is that of a key, with a customer. The address is returned only in this response; the link works once, and only while its maker may create such a key.",
      errors: ["conflict"],
    }),
    output: newLink,
    secretOf: ({ id }: z.output<typeof newLink>) => id,
  },

  get: claimLinks.get({ description: "Without its address." }),

  withdraw: defineContract({
    ...claimLinks.write("claimLink.withdraw"),
    input: z.strictObject({ ...ofSurface, claimLinkId: pathId }),
    output: claimLinkView,
    http: claimLinks.ofOne("DELETE", "Withdraw", {
      description: "The link stops working when the response arrives.",
      errors: ["conflict"],
    }),
  }),
};

/** What is kept of the key that a link gives: as it was asked, to be judged again. */
export const claimFacts = z.object(newKeyFields).omit({
  scoped: true,
  customerId: true,
  customer: true,
});

/** Those of them that are shown, whatever has become of the others. */
export const shownClaimFacts = claimFacts.pick({
  name: true,
  environment: true,
  integration: true,
});
