import { expect } from "vitest";
import { POST as rotateKey } from "@/app/v1/products/[id]/surfaces/[surfaceId]/keys/[keyId]/rotate/route";
import {
  DELETE,
  GET as getKey,
  PUT,
} from "@/app/v1/products/[id]/surfaces/[surfaceId]/keys/[keyId]/route";
import { GET, POST } from "@/app/v1/products/[id]/surfaces/[surfaceId]/keys/route";
import type { SurfaceKeyView } from "@/lib/contracts/surface-key/contracts";
import { idPattern } from "@/lib/core/ids";
import { type MadeSurface, makeOffer, makeSurface } from "../factories/surface";
import { callRoute } from "./call-route";
import { aMoment } from "./key-view";

type Headers = Record<string, string>;

/** The routes of the keys of one surface, asked with some headers unless others are given. */
export function surfaceKeysOf({ productId, surfaceId }: MadeSurface, usual: Headers) {
  const place = { id: productId, surfaceId };
  const asked = (headers: Headers, keyId?: string) => ({
    headers,
    params: { ...place, ...(keyId !== undefined && { keyId }) },
  });
  return {
    create: (body: unknown, headers = usual) =>
      callRoute(POST, "POST", { ...asked(headers), body }),
    list: (query = "", headers = usual) =>
      callRoute(GET, "GET", { ...asked(headers), path: `/v1/keys${query}` }),
    get: (keyId: string, headers = usual) => callRoute(getKey, "GET", asked(headers, keyId)),
    update: (keyId: string, body: unknown, headers = usual) =>
      callRoute(PUT, "PUT", { ...asked(headers, keyId), body }),
    rotate: (keyId: string, body: unknown = {}, headers = usual) =>
      callRoute(rotateKey, "POST", { ...asked(headers, keyId), body }),
    revoke: (keyId: string, headers = usual, query = "") =>
      callRoute(DELETE, "DELETE", { ...asked(headers, keyId), path: `/v1/keys${query}` }),
  };
}

/** A surface with capabilities of these slugs, and their ids in this order. */
export async function surfaceWith(organizationId: string, ...slugs: string[]) {
  const surface = await makeSurface({ organizationId });
  const capabilities: string[] = [];
  for (const slug of slugs) {
    capabilities.push((await makeOffer(surface, { organizationId, slug })).capabilityId);
  }
  return { surface, capabilities };
}

/** Every field of a surface key as the API shows it, for a key that nobody used; exact. */
export function viewOfSurfaceKey(
  { productId, surfaceId }: MadeSurface,
  facts: Partial<SurfaceKeyView>,
) {
  return {
    productId,
    surfaceId,
    id: expect.stringMatching(idPattern("key")),
    name: null,
    keyPrefix: expect.stringMatching(/^papi_[0-9A-Za-z]{7}$/),
    keyHint: expect.stringMatching(/^…[0-9A-Za-z]{4}$/),
    maskedKey: expect.stringMatching(/^papi_[0-9A-Za-z]{7}…[0-9A-Za-z]{4}$/),
    scopes: [],
    scoped: false,
    rateLimitPerMinute: null,
    rateLimitPerDay: null,
    allowedIps: [],
    customerId: null,
    customer: null,
    integration: null,
    metadata: null,
    mintedByKeyId: null,
    environment: "test",
    isActive: true,
    status: "active",
    statusReason: null,
    expiresAt: null,
    lastUsedAt: null,
    lastUsedFrom: null,
    createdAt: aMoment,
    updatedAt: aMoment,
    disabledAt: null,
    revokedAt: null,
    revokeReason: null,
    createdBy: null,
    revision: expect.any(Number),
    ...facts,
  };
}
