import "server-only";
import { notFound } from "@/lib/core/errors";
import { flowUnpublished } from "@/lib/core/refusals";
import type { Transaction } from "@/lib/db/prisma";
import { type ReadyFlow, readyDraft, readyVersion } from "./ready-flow";

/** A stored flow, ready to run. Throws `not_found`, or `conflict` when nothing is published. */
export async function storedFlow(
  db: Transaction,
  reference: { organizationId: string; flowId: string },
  version: "draft" | "published",
): Promise<ReadyFlow> {
  const { organizationId, flowId } = reference;
  const flow = await db.flow.findFirst({
    where: { id: flowId, organizationId },
    select: { revision: true, publishedVersion: true },
  });
  if (!flow) throw notFound("Flow");
  const ready =
    version === "draft"
      ? await readyDraft(reference, flow.revision)
      : await readyVersion(reference, numberOf(flow.publishedVersion));
  if (!ready) throw notFound("Flow");
  return ready;
}

function numberOf(publishedVersion: number | null): number {
  if (publishedVersion === null) throw flowUnpublished();
  return publishedVersion;
}
