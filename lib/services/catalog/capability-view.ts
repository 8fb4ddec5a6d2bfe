import "server-only";
import type { z } from "zod";
import type { capabilityView } from "@/lib/contracts/capability";
import { storedObject } from "@/lib/contracts/json-field";
import type { Prisma } from "@/lib/db/generated/client";

/** What a capability is read with. */
export const withFlow = {
  flow: { select: { name: true, publishedVersion: true } },
} as const satisfies Prisma.CapabilityInclude;

type CapabilityRow = Prisma.CapabilityGetPayload<{ include: typeof withFlow }>;

export function viewCapability(row: CapabilityRow): z.input<typeof capabilityView> {
  const { organizationId: _, flow, parametersSchema, createdAt, updatedAt, ...facts } = row;
  return {
    ...facts,
    agentId: null,
    flowName: flow.name,
    publishedVersion: flow.publishedVersion,
    parametersSchema: parametersSchema === null ? null : storedObject.parse(parametersSchema),
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}
