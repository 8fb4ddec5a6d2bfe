import "server-only";
import { createHash } from "node:crypto";
import { stringify } from "yaml";
import { surfaceJsonContract, surfaceYamlContract } from "@/lib/contracts/openapi/contracts";
import { storedBehavior, storedConfig } from "@/lib/contracts/surface/settings";
import {
  buildSurfaceDocument,
  type DescribedSurface,
} from "@/lib/contracts/surface-openapi/build-surface-document";
import { BoundedCache } from "@/lib/core/bounded-cache";
import { notFound, unavailable } from "@/lib/core/errors";
import { FairQueue } from "@/lib/core/fair-queue";
import { invalidKey, missingPermission } from "@/lib/core/refusals";
import { TextDocument } from "@/lib/core/text-document";
import { withDatabaseTimeout } from "@/lib/db/database-timeout";
import { prisma } from "@/lib/db/prisma";
import { env } from "@/lib/env";
import { decide, isOnSurface, mayInvoke } from "@/lib/policy/decide";
import type { Principal } from "@/lib/policy/principal";
import { defineDocument } from "@/lib/services/verb";

export const getSurfaceJson = defineDocument(surfaceJsonContract, ({ principal, input }) =>
  surfaceDocument("json", principal, input),
);

export const getSurfaceYaml = defineDocument(surfaceYamlContract, ({ principal, input }) =>
  surfaceDocument("yaml", principal, input),
);

type Place = { id: string; surfaceId: string };

const WRITERS = {
  json: (document: object) => JSON.stringify(document),
  yaml: (document: object) => stringify(document, { aliasDuplicateObjects: false }),
};

/** Everyone may ask: documents are read and made two at a time, and surfaces take turns. */
const queue = new FairQueue(
  { running: { total: 2, group: 1 }, waiting: { total: 200, group: 50, member: 50 } },
  () => unavailable("Too many requests for this document. Try again."),
);

/** By what they are made of, so they are never old; sizes in bytes. */
const documents = new BoundedCache<TextDocument>(400, 16_000_000);

/** The document of a surface as a caller may see it. Throws as {@link describeSurface} does. */
function surfaceDocument(
  format: keyof typeof WRITERS,
  principal: Principal | null,
  place: Place,
): Promise<TextDocument> {
  const make = async () => {
    const surface = await describeSurface(principal, place);
    const content = createHash("sha256").update(JSON.stringify([format, surface]));
    const key = content.digest("base64url");
    const known = documents.get(key);
    if (known !== undefined) return known;
    const document = new TextDocument(WRITERS[format](buildSurfaceDocument(surface)));
    documents.set(key, document, document.bytes.length + document.gzip.length);
    return document;
  };
  return withDatabaseTimeout(queue.run({ group: place.surfaceId, member: "" }, make));
}

const NEED = { permission: "PRODUCTS:READ" } as const;

/**
 * A surface as a caller may see it: a scoped key sees what it may call. Throws `unauthorized`,
 * `forbidden` or `not_found`.
 */
async function describeSurface(
  principal: Principal | null,
  { id: productId, surfaceId }: Place,
): Promise<DescribedSurface> {
  const surface = await withDatabaseTimeout(findSurface(productId, surfaceId));
  const isPublic = storedConfig(surface?.config).openapi?.access === "public";
  if (!surface || !isPublic) assertReader(principal, { productId, surfaceId }, surface);
  if (!surface) throw notFound("Surface");
  const onlyOwn = principal?.kind === "surfaceKey" && !isPublic;
  const items = surface.items.filter(
    ({ capabilityId }) => !onlyOwn || mayInvoke(principal, { productId, surfaceId, capabilityId }),
  );
  const path = `/v1/products/${productId}/surfaces/${surfaceId}/api`;
  return {
    url: new URL(env().NEXTAUTH_URL).origin + path,
    productName: surface.product.name,
    productDescription: surface.product.description,
    name: surface.name,
    revision: surface.revision,
    answersAll: storedBehavior(surface.behavior).response?.mode === "all",
    capabilities: items.map(({ capability, ...item }) => ({
      slug: item.endpointSlug,
      name: item.exposedName ?? capability.capabilityName,
      description: item.exposedDescription ?? capability.capabilityDescription,
      parametersSchema: capability.parametersSchema,
    })),
  };
}

/** Anyone who may not read learns nothing of what there is. */
function assertReader(
  principal: Principal | null,
  place: { productId: string; surfaceId: string },
  surface: { organizationId: string } | null,
): void {
  if (!principal) throw invalidKey();
  if (isOnSurface(principal, place)) return;
  if (!decide(principal, NEED).allowed) throw missingPermission(NEED.permission);
  if (surface?.organizationId !== principal.organizationId) throw notFound("Surface");
}

function findSurface(productId: string, surfaceId: string) {
  return prisma().surface.findFirst({
    where: { id: surfaceId, productId },
    include: {
      product: { select: { name: true, description: true } },
      items: {
        where: { enabled: true, capability: { enabled: true } },
        orderBy: [{ displayOrder: "asc" }, { id: "asc" }],
        include: { capability: true },
      },
    },
  });
}
