import { z } from "zod";
import { defineContract } from "@/lib/contracts/contract";
import { cursorField, timestamp, wholeNumber } from "@/lib/contracts/fields";
import { OUTCOMES } from "@/lib/core/outcome";

/** A call in the JSON format of CloudEvents 1.0. */
const cloudEvent = z
  .object({
    specversion: z.literal("1.0"),
    id: z.string().meta({ description: "The same whenever it is read." }),
    source: z.string().meta({ description: "`/organizations/{id}`" }),
    type: z.literal("runtype.usage.call"),
    subject: z.string().meta({
      description: "The external id of the customer when it called, or its id if it had none.",
    }),
    time: timestamp.meta({ description: "When the call was decided." }),
    datacontenttype: z.literal("application/json"),
    data: z.object({
      keyId: z.string(),
      customerId: z.string(),
      integration: z.string().nullable(),
      capabilityId: z.string(),
      units: z.int(),
      price: z.string(),
      cost: z.string().optional().meta({ description: "For owners, admins and keys." }),
      environment: z.literal("production"),
      outcome: z.enum(OUTCOMES),
    }),
  })
  .meta({ id: "UsageEvent", description: "A CloudEvent of version 1.0." });

const MAX_FEED_PAGE = 10_000;

export const usageEventsContract = defineContract({
  name: "usage.events",
  need: { permission: "CUSTOMERS:READ" },
  input: z.strictObject({
    cursor: cursorField(100),
    limit: wholeNumber(1, MAX_FEED_PAGE)
      .default(1_000)
      .meta({ default: 1_000, description: "Number of events per page." }),
  }),
  output: z
    .object({
      data: z.array(cloudEvent),
      pagination: z.object({
        nextCursor: z.string().meta({
          description: "Continues after this page, also when it is the last one. Keep it.",
        }),
        hasMore: z.boolean(),
      }),
    })
    .meta({ id: "FeedPage" }),
  http: {
    method: "GET",
    path: "/v1/usage/events",
    status: 200,
    tag: "Analytics",
    summary: "Read billable calls as events",
    description:
      "Every successful production call of a capability with a key of a customer, once, as a CloudEvent, in a stable order. " +
      "Start without a cursor and continue with `pagination.nextCursor`, which never expires as long as the events after it are kept: " +
      "90 days, and always this month and the last. If it did, 410 gives the `earliestCursor`. " +
      "Also needs `ANALYTICS:READ`. A test key sees no calls. A call is listed a second or two after it ended.",
    errors: ["gone"],
  },
});
