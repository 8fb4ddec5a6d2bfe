import "server-only";
import { listFlowVersionsContract } from "@/lib/contracts/flow-version";
import { notFound } from "@/lib/core/errors";
import { readCursor, toPage } from "@/lib/db/keyset";
import { countSteps, seenSteps } from "@/lib/services/flow/view";
import { defineRead } from "@/lib/services/verb";

const MAX_VERSION_NUMBER = 2_147_483_647;

export const listFlowVersions = defineRead(
  listFlowVersionsContract,
  async ({ principal, input, db }) => {
    const { id: flowId, limit } = input;
    const { organizationId } = principal;
    const flow = await db.flow.findFirst({
      where: { id: flowId, organizationId },
      select: { publishedVersion: true },
    });
    if (!flow) throw notFound("Flow");
    const place = readCursor(input.cursor, "flowVersion");
    const found = await db.flowVersion.findMany({
      where: {
        organizationId,
        flowId,
        ...(place && { versionNumber: { lt: Math.min(place.at, MAX_VERSION_NUMBER) } }),
      },
      orderBy: { versionNumber: "desc" },
      take: limit + 1,
    });
    const { rows, pagination } = toPage(found, limit, ({ versionNumber: at, id }) => ({ at, id }));
    const data = rows.map(({ id, versionNumber, steps, createdAt }) => ({
      id,
      flowId,
      versionNumber,
      isPublished: versionNumber === flow.publishedVersion,
      steps: seenSteps(steps, principal),
      stepCount: countSteps(steps),
      createdAt: createdAt.toISOString(),
    }));
    return { data, pagination };
  },
);
