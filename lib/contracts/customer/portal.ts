import { z } from "zod";
import { defineContract } from "@/lib/contracts/contract";
import { nullableTimestamp, timestamp } from "@/lib/contracts/fields";
import { graceField } from "@/lib/contracts/key/view";
import { setCookies, visitorFields } from "@/lib/contracts/surface-key/claim";
import { KEY_STATUSES } from "@/lib/core/keys";
import { OUTCOMES } from "@/lib/core/outcome";
import { perWindow, WINDOW_NAMES } from "@/lib/core/windows";
import { ENVIRONMENTS } from "@/lib/policy/roles";

const text = z.string().max(100);
const session = { ...visitorFields, link: text.optional() };

/** What all keys of the customer may use together; null is without a limit. */
const limit = z.object({ allowed: z.int().nullable(), used: z.int(), resetsAt: timestamp });

const endpoint = z.object({
  capabilityId: z.string(),
  name: z.string(),
  slug: z.string(),
  parametersSchema: z.unknown(),
});

const surface = z.object({
  id: z.string(),
  productId: z.string(),
  product: z.string(),
  name: z.string(),
  endpoints: z.array(endpoint),
});

const key = z.object({
  id: z.string(),
  surfaceId: z.string(),
  name: z.string().nullable(),
  integration: z.string().nullable(),
  environment: z.enum(ENVIRONMENTS),
  keyPrefix: z.string(),
  lastFour: z.string(),
  status: z.enum(KEY_STATUSES),
  /** Whether the old secret of a roll still works. */
  rotating: z.boolean(),
  /** What it may call, of its surface; everything where it is not scoped. */
  scoped: z.boolean(),
  capabilityIds: z.array(z.string()),
  lastUsedAt: nullableTimestamp,
  expiresAt: nullableTimestamp,
});

export const portalContracts = {
  /** Looks at a link by its token: says whose portal it opens, and uses nothing up. */
  open: defineContract({
    name: "portal.opened",
    need: "anyone",
    secretFields: ["cookies", "token"],
    input: z.strictObject({ ...visitorFields, token: text }),
    output: z.object({
      link: z.string(),
      organization: z.string(),
      customer: z.string(),
      linkExpiresAt: timestamp,
      /** By this browser, whose session lives. */
      entered: z.boolean(),
      setCookies,
    }),
  }),

  /** Exchanges a link that this browser has opened for its session. */
  enter: defineContract({
    name: "portal.entered",
    need: "anyone",
    secretFields: ["cookies"],
    input: z.strictObject({ ...visitorFields, link: text }),
    output: z.object({ link: z.string(), setCookies }),
  }),

  overview: defineContract({
    name: "portal.overview",
    need: "anyone",
    input: z.strictObject(session),
    output: z.object({
      link: z.string(),
      organization: z.string(),
      customer: z.string(),
      endsAt: timestamp,
      limits: z.object({ ...perWindow("per", WINDOW_NAMES, () => limit), unitsPerMonth: limit }),
      /** Whether calls over the quota are refused. */
      isQuotaHard: z.boolean(),
      usage: z.object({
        from: timestamp,
        to: timestamp,
        days: z.array(
          z.object({
            at: timestamp,
            requests: z.int(),
            outcomes: z.partialRecord(z.enum(OUTCOMES), z.int()),
          }),
        ),
      }),
      surfaces: z.array(surface),
      keys: z.array(key),
      setCookies,
    }),
  }),

  /** Gives a key of the customer a new secret, and shows it once. */
  roll: defineContract({
    name: "portal.roll",
    need: "anyone",
    secretFields: ["cookies"],
    input: z.strictObject({
      ...session,
      key: text,
      graceSeconds: graceField(0),
      /** A repeat of this name, by the same browser, gets what the first request made. */
      name: text.min(22),
    }),
    output: z.object({ secret: z.string(), setCookies }),
  }),

  leave: defineContract({
    name: "portal.left",
    need: "anyone",
    secretFields: ["cookies"],
    input: z.strictObject(session),
    output: z.object({ setCookies }),
  }),
};

export type OpenedPortal = Omit<z.output<typeof portalContracts.open.output>, "setCookies">;

export type PortalOverview = Omit<z.output<typeof portalContracts.overview.output>, "setCookies">;

export type PortalKey = PortalOverview["keys"][number];

export type RolledKey = Omit<z.output<typeof portalContracts.roll.output>, "setCookies">;
