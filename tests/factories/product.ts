import { newId } from "@/lib/core/ids";
import type { Prisma } from "@/lib/db/generated/client";
import { prisma } from "@/lib/db/prisma";
import { makeFlow } from "./content";

let made = 0;

export async function makeProduct({ organizationId }: { organizationId: string }) {
  made += 1;
  const facts = { id: newId("product"), name: `Product ${made}`, canvas: {}, spec: {} };
  return prisma().product.create({ data: { ...facts, organizationId } });
}

type InProduct = { organizationId: string; productId: string };

type CapabilityFacts = InProduct & {
  flowId?: string;
  capabilityName?: string;
  enabled?: boolean;
  parametersSchema?: Prisma.InputJsonObject;
};

/** A capability of a product, with a flow of its own unless one is given. */
export async function makeCapability(facts: CapabilityFacts) {
  made += 1;
  const flowId = facts.flowId ?? (await makeFlow(facts)).id;
  const usual = { id: newId("capability"), capabilityName: `Capability ${made}` };
  return prisma().capability.create({ data: { ...usual, displayOrder: made, ...facts, flowId } });
}

type SurfaceFacts = { organizationId: string; productId?: string; config?: Prisma.InputJsonObject };

/** An API surface, of a product of its own unless one is given. */
export async function makeSurface({ config = { type: "api" }, ...facts }: SurfaceFacts) {
  made += 1;
  const productId = facts.productId ?? (await makeProduct(facts)).id;
  const blank = { config, behavior: {}, inbound: {}, outbound: {} };
  const usual = { id: newId("surface"), name: `Surface ${made}`, type: "api" as const };
  return prisma().surface.create({ data: { ...usual, ...blank, ...facts, productId } });
}

type ItemFacts = InProduct & {
  surfaceId: string;
  capabilityId?: string;
  endpointSlug?: string;
  enabled?: boolean;
};

/** A capability on a surface; a new one of its product unless one is given. */
export async function makeItem(facts: ItemFacts) {
  made += 1;
  const { organizationId, productId } = facts;
  const capabilityId =
    facts.capabilityId ?? (await makeCapability({ organizationId, productId })).id;
  const usual = { id: newId("surfaceItem"), endpointSlug: `capability-${made}` };
  const blank = { presentation: {}, config: {}, displayOrder: made };
  return prisma().surfaceItem.create({ data: { ...usual, ...blank, ...facts, capabilityId } });
}
