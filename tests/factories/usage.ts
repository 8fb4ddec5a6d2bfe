import type { Outcome } from "@/lib/core/outcome";
import { prisma } from "@/lib/db/prisma";
import { rollUp } from "@/lib/usage/write-roll-ups";

const MINUTE = 60_000;

type Key = { organizationId: string; id: string; secretId: string };
type Requests = { requests: number; at?: Date; outcome?: Outcome; durationUs?: bigint };

/** Brings requests of a moment into the roll-ups, the way that those of callers go. */
export async function countRequests(key: Key, counted: Requests): Promise<void> {
  await writeRequests(key, counted);
  await rollUp();
}

/** Writes requests of a moment, which wait to be rolled up. */
export async function writeRequests(key: Key, counted: Requests): Promise<void> {
  const { requests, at = new Date(), outcome = "ok", durationUs = 0n } = counted;
  const { organizationId, id: keyId, secretId } = key;
  const bucket = new Date(Math.floor(at.getTime() / MINUTE) * MINUTE);
  const moment = { bucket, firstAt: at, lastAt: at };
  const { customerId, integration } = await prisma().apiKey.findUniqueOrThrow({
    where: { id: keyId },
  });
  await prisma().usageDelta.create({
    data: {
      organizationId,
      keyId,
      secretId,
      route: "/v1/me",
      outcome,
      requests,
      durationUs,
      customerId: customerId ?? "",
      integration: integration ?? "",
      ...moment,
    },
  });
}
