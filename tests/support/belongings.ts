import type { Contract } from "@/lib/contracts/contract";
import { ID_PREFIXES, type IdKind, newId } from "@/lib/core/ids";
import { prisma } from "@/lib/db/prisma";
import { sealSecret } from "@/lib/services/sealed-secret";
import { makePrompt, makeRecord } from "../factories/content";
import { makeCustomer, makePlan } from "../factories/customer";
import { createKey } from "../factories/key";
import { makeClaimLink, makePortalLink } from "../factories/link";
import {
  createSurfaceKey,
  GREETING,
  makeCapability,
  makeOffer,
  makeRunnableFlow,
  makeSurface,
} from "../factories/surface";

/** Ids of what an organization has, by the words that name it in {@link wordFor}. */
export type Belongings = Readonly<Record<string, string>>;

/** One of everything that an organization can have: a product, its surface, its key and so on. */
export async function makeBelongings(organizationId: string): Promise<Belongings> {
  const facts = { organizationId };
  const config = { type: "api", portal: { enabled: true } };
  const surface = await makeSurface({ ...facts, config });
  const { productId, surfaceId } = surface;
  const published = [GREETING];
  const slug = "greet";
  const { capabilityId, itemId } = await makeOffer(surface, { organizationId, slug, published });
  const unoffered = await makeCapability(surface, { organizationId });
  const flowId = await makeRunnableFlow({ organizationId, published });
  const version = await prisma().flowVersion.findFirstOrThrow({ where: { flowId } });
  const key = await createKey(facts);
  const customerId = await makeCustomer(facts);
  return {
    keyId: key.id,
    flowId,
    versionId: version.id,
    recordId: (await makeRecord(facts)).id,
    promptId: (await makePrompt(facts)).id,
    secretId: await makeSecret(organizationId),
    productId,
    surfaceId,
    capabilityId,
    unofferedCapabilityId: unoffered.capabilityId,
    itemId,
    surfaceKeyId: (await createSurfaceKey(surface)).id,
    customerId,
    planId: await makePlan(facts),
    claimLinkId: (await makeClaimLink(surface, { customerId })).id,
    portalLinkId: (await makePortalLink({ ...facts, customerId })).id,
    executionId: await makeExecution(organizationId, flowId),
  };
}

async function makeSecret(organizationId: string): Promise<string> {
  const secret = { id: newId("organizationSecret"), organizationId };
  const shown = { environment: "test" as const, key: secret.id, hosts: ["api.example.com"] };
  await prisma().organizationSecret.create({
    data: { ...secret, ...shown, ...sealSecret(secret, "a-value-of-a-secret") },
  });
  return secret.id;
}

async function makeExecution(organizationId: string, flowId: string): Promise<string> {
  const { id } = await prisma().flowExecution.create({
    data: {
      id: newId("execution"),
      organizationId,
      flowId,
      environment: "production",
      trigger: "run",
      requestId: newId("request"),
      outcome: "succeeded",
      startedAt: new Date(),
      durationUs: 1_000,
      steps: [],
    },
  });
  return id;
}

/** Domains whose verbs act in a product. */
const IN_PRODUCT = ["product", "capability", "surface", "surfaceItem", "surfaceKey", "claimLink"];

/** The word for what a field of a contract's input names; undefined for fields that name nothing. */
export function wordFor({ name }: Contract, field: string): string | undefined {
  const domain = name.split(".")[0] ?? "";
  if (/^keyIds?$/.test(field)) return domain === "surfaceKey" ? "surfaceKeyId" : "keyId";
  if (field === "capabilityId" && name === "surfaceItem.create") return "unofferedCapabilityId";
  if (field === "agentId" || field === "externalId") return undefined;
  if (field !== "id") return /[a-z]Id$/.test(field) ? field : undefined;
  if (IN_PRODUCT.includes(domain)) return "productId";
  if (domain === "portalLink") return "customerId";
  return domain === "platformKey" ? "keyId" : `${domain}Id`;
}

/** Fields of a contract's input, in its order. */
export function fieldsOf({ input }: Contract): string[] {
  return Object.keys("shape" in input && input.shape ? input.shape : {});
}

/** Fields of a contract's input that name something. */
export function namingFields(contract: Contract): string[] {
  return fieldsOf(contract).filter((field) => wordFor(contract, field) !== undefined);
}

/** What some fields of a contract's input name among belongings. */
export function idsFrom(
  belongings: Belongings,
  contract: Contract,
  fields: readonly string[],
): Record<string, string | string[]> {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const id = belongings[wordFor(contract, field) ?? ""];
      return id === undefined ? [] : [[field, naming(field, id)]];
    }),
  );
}

/** An id as a field takes it: some fields name several things. */
export function naming(field: string, id: string): string | string[] {
  return field.endsWith("Ids") ? [id] : id;
}

/** An id of the same kind that names nothing. */
export function randomLike(id: string): string {
  const prefix = id.slice(0, id.lastIndexOf("_"));
  const kinds = Object.entries(ID_PREFIXES).filter(([, each]) => each === prefix);
  const kind = kinds.map(([name]) => name).find(isIdKind);
  if (!kind) throw new Error(`${id} is an id of no kind`);
  return newId(kind);
}

function isIdKind(name: string): name is IdKind {
  return Object.hasOwn(ID_PREFIXES, name);
}
