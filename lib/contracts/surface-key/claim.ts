import { z } from "zod";
import { defineContract } from "@/lib/contracts/contract";
import { nullableTimestamp, timestamp } from "@/lib/contracts/fields";
import { surfaceLimits } from "@/lib/core/windows";
import { ENVIRONMENTS } from "@/lib/policy/roles";
import { callableCapability } from "./screen";

/** What a visitor shows: the cookies of the browser, and what was in the fragment of a link. */
export const visitorFields = { cookies: z.string() };

/** Cookies that an answer sets. */
export const setCookies = z.array(z.string());

const token = z.string().max(100);
const link = z.string().max(100);
const key = z.object({
  id: z.string(),
  name: z.string().nullable(),
  environment: z.enum(ENVIRONMENTS),
});

export const claimContracts = {
  /** Looks at a link by its token, or again by the cookie that a first look has set. */
  open: defineContract({
    name: "claim.opened",
    need: "anyone",
    secretFields: ["cookies", "token"],
    input: z.strictObject({ ...visitorFields, token: token.optional(), link: link.optional() }),
    output: z.object({
      link: z.string(),
      organization: z.string(),
      product: z.string(),
      customer: z.string(),
      /** Where the key calls to. */
      productId: z.string(),
      surfaceId: z.string(),
      name: z.string().nullable(),
      environment: z.enum(ENVIRONMENTS),
      /** False for a key that may call every capability, now and later. */
      scoped: z.boolean(),
      capabilities: z.array(callableCapability),
      ...surfaceLimits(() => z.int().nullable()),
      allowedIps: z.array(z.string()),
      keyExpiresAt: nullableTimestamp,
      linkExpiresAt: timestamp,
      asksPasscode: z.boolean(),
      /** By this browser, which may show the key again. */
      claimed: z.boolean(),
      setCookies,
    }),
  }),

  /** Makes the key of a link that this browser has opened, and shows it; shows it again for a while. */
  press: defineContract({
    name: "claim.claimed",
    need: "anyone",
    secretFields: ["cookies", "passcode"],
    input: z.strictObject({ ...visitorFields, link, passcode: z.string().max(128).optional() }),
    output: z.object({ key, secret: z.string(), setCookies }),
  }),
};

export type OpenedClaim = Omit<z.output<typeof claimContracts.open.output>, "setCookies">;

export type ClaimedKey = Omit<z.output<typeof claimContracts.press.output>, "setCookies">;
