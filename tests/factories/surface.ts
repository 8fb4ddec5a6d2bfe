import { newId } from "@/lib/core/ids";
import { SURFACE_PREFIX } from "@/lib/credentials/families";
import { issueSecret } from "@/lib/credentials/issue";
import type { Prisma } from "@/lib/db/generated/client";
import { prisma } from "@/lib/db/prisma";
import { env } from "@/lib/env";
import type { Environment } from "@/lib/policy/roles";
import type { CreatedKey } from "./key";

type Json = Prisma.InputJsonValue;

let made = 0;

/** A step that greets whom its input names. */
export const GREETING = {
  id: "greet",
  name: "Greet",
  type: "template",
  order: 0,
  enabled: true,
  config: { template: "Hello {{name}}!", outputVariable: "greeting" },
};

/** A step that fails, whatever its input. */
export const FAILING = {
  ...GREETING,
  type: "transform-data",
  config: { script: "throw new Error('no')", outputVariable: "x" },
};

/** Steps that keep a record: a new one with every run, unless it has a name. */
export const keepingSteps = (recordType: string, recordName?: string) => [
  {
    id: "facts",
    name: "Facts",
    type: "set-variable",
    order: 0,
    enabled: true,
    config: { variableName: "facts", value: { kept: true } },
  },
  {
    id: "keep",
    name: "Keep",
    type: "upsert-record",
    order: 1,
    enabled: true,
    config: { recordType, sourceVariable: "facts", ...(recordName && { recordName }) },
  },
];

type FlowFacts = {
  organizationId: string;
  /** Of the draft. */
  steps?: Json[];
  /** Of the published version; none is published when absent. */
  published?: Json[];
};

export async function makeRunnableFlow({ organizationId, steps, published }: FlowFacts) {
  made += 1;
  const id = newId("flow");
  const draft = steps ?? [GREETING];
  const flow = { id, organizationId, name: `Flow ${made}`, steps: draft };
  await prisma().flow.create({ data: flow });
  if (published) {
    const version = { id: newId("flowVersion"), organizationId, flowId: id, versionNumber: 1 };
    await prisma().flowVersion.create({ data: { ...version, steps: published } });
    await prisma().flow.update({ where: { id }, data: { publishedVersion: 1 } });
  }
  return id;
}

type SurfaceFacts = {
  organizationId: string;
  productId?: string;
  status?: "active" | "paused";
  config?: Json;
  behavior?: Json;
};

export type MadeSurface = { organizationId: string; productId: string; surfaceId: string };

/** An API surface, of a product of its own unless one is given. */
export async function makeSurface(facts: SurfaceFacts): Promise<MadeSurface> {
  const { organizationId, status = "active", config = { type: "api" }, behavior = {} } = facts;
  const productId = facts.productId ?? (await makeProduct(organizationId));
  const id = newId("surface");
  const place = { id, organizationId, productId, name: "Public API", type: "api" as const };
  await prisma().surface.create({
    data: { ...place, status, config, behavior, inbound: {}, outbound: {} },
  });
  return { organizationId, productId, surfaceId: id };
}

export async function makeProduct(organizationId: string): Promise<string> {
  const id = newId("product");
  const product = { id, organizationId, name: "Support desk", canvas: {}, spec: {} };
  await prisma().product.create({ data: product });
  return id;
}

type CapabilityFacts = FlowFacts & {
  capabilityName?: string;
  parametersSchema?: Json;
  capabilityEnabled?: boolean;
};

/** A capability of a product that no surface offers, with its flow. */
export async function makeCapability(
  { productId }: Pick<MadeSurface, "productId">,
  { organizationId, capabilityName, parametersSchema, ...facts }: CapabilityFacts,
): Promise<{ capabilityId: string; flowId: string }> {
  const flowId = await makeRunnableFlow({ organizationId, ...facts });
  const capabilityId = newId("capability");
  made += 1;
  await prisma().capability.create({
    data: {
      id: capabilityId,
      organizationId,
      productId,
      flowId,
      capabilityName: capabilityName ?? `Capability ${made}`,
      displayOrder: 0,
      enabled: facts.capabilityEnabled ?? true,
      ...(parametersSchema !== undefined && { parametersSchema }),
    },
  });
  return { capabilityId, flowId };
}

type OfferFacts = CapabilityFacts & {
  slug: string;
  exposedName?: string;
  enabled?: boolean;
  outputStep?: string;
};

/** A capability with its flow, offered on a surface. */
export async function makeOffer(
  { productId, surfaceId }: MadeSurface,
  { slug, organizationId, ...facts }: OfferFacts,
): Promise<{ capabilityId: string; itemId: string; flowId: string }> {
  const { capabilityName = `Name of ${slug}`, exposedName, outputStep } = facts;
  const { capabilityId, flowId } = await makeCapability(
    { productId },
    { ...facts, organizationId, capabilityName },
  );
  const itemId = newId("surfaceItem");
  await prisma().surfaceItem.create({
    data: {
      id: itemId,
      organizationId,
      productId,
      surfaceId,
      capabilityId,
      endpointSlug: slug,
      exposedName: exposedName ?? null,
      enabled: facts.enabled ?? true,
      displayOrder: 0,
      presentation: {},
      config: outputStep === undefined ? {} : { outputStep },
    },
  });
  return { capabilityId, itemId, flowId };
}

type SurfaceKeyFacts = {
  environment?: Environment;
  /** Ids of capabilities; every one when absent. */
  scopes?: string[];
  limitPerMinute?: number;
  limitPerDay?: number;
  expiresAt?: Date;
  disabledAt?: Date;
  revokedAt?: Date;
  allowedIps?: string[];
  integration?: string;
};

/** A key of a surface: production and unlimited, unless said otherwise. */
export async function createSurfaceKey(
  { organizationId, productId, surfaceId }: MadeSurface,
  { environment = "production", scopes, allowedIps = [], ...facts }: SurfaceKeyFacts = {},
): Promise<CreatedKey> {
  const issued = issueSecret(SURFACE_PREFIX, env().RUNTYPE_KEY_PEPPERS);
  const { plaintext, hash, pepperVersion, prefix, lastFour } = issued;
  const id = newId("key");
  const secretId = newId("secret");
  const place = { organizationId, productId, surfaceId };
  await prisma().apiKey.create({
    data: {
      id,
      kind: "surface",
      environment,
      name: "Acme",
      permissions: [],
      allowedIps,
      ...place,
      ...facts,
    },
  });
  await prisma().apiSecret.create({
    data: { id: secretId, organizationId, keyId: id, hash, pepperVersion, prefix, lastFour },
  });
  if (scopes) {
    await prisma().apiKey.update({ where: { id }, data: { scoped: true } });
    await prisma().keyCapability.createMany({
      data: scopes.map((capabilityId) => ({ organizationId, surfaceId, keyId: id, capabilityId })),
    });
  }
  const headers = { Authorization: `Bearer ${plaintext}` };
  return { id, organizationId, secretId, plaintext, headers };
}
