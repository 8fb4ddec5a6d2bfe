import "server-only";
import { presentPrincipal } from "@/lib/auth/hold-principal";
import { storedBehavior, storedItemConfig } from "@/lib/contracts/surface/settings";
import type { SurfaceError } from "@/lib/core/refusals";
import type { Prisma } from "@/lib/db/generated/client";
import { prisma } from "@/lib/db/prisma";
import { NEWEST_TWO } from "@/lib/db/valid-from";
import type { CalledCapability, CallTarget } from "@/lib/decisions/verdict";
import { isOnSurface, mayInvoke } from "@/lib/policy/decide";
import type { KeyPrincipal, SurfaceKeyPrincipal } from "@/lib/policy/principal";
import { assertUsable, type SurfaceVerb } from "./surface-verbs";

type Fields = Record<string, unknown>;

/** Why a call is not answered with what was asked, and what its answer says beside that. */
export type RefusedCall = { refused: SurfaceError; more?: Record<string, string> };

type Place = { answersAll: boolean; capability: CalledCapability };

export type PlacedCall = Place & { principal: SurfaceKeyPrincipal; fields: Fields };

type Asked = {
  /** The surface and the endpoint that the path names. */
  surface: { productId: string; surfaceId: string };
  slug: string | undefined;
  /** What was decided on the key, and when. */
  admitted: { principal: KeyPrincipal; target: CallTarget | null };
  decidedAt: number;
  call: { callerAddress: string | null; capabilityId: string | null };
  readBody: () => Promise<{ text: string; fields: Fields }>;
};

/**
 * Checks a call in this order: key, surface, pause, capability, scope, body. Who may not call learns
 * nothing of the input, and a caller who is slow to send it is asked again.
 */
export async function placeCall(
  verb: SurfaceVerb,
  { surface, slug, admitted, decidedAt, call, readBody }: Asked,
): Promise<PlacedCall | RefusedCall> {
  if (!isOnSurface(admitted.principal, surface)) return { refused: "wrongResource" };
  const decided =
    slug === undefined ? undefined : placeOf(admitted.principal, call, admitted.target);
  if (decided && "refused" in decided) return decided;
  const { text, fields } = await readBody();
  assertUsable(text, fields);
  const principal = await presentPrincipal({ decidedAt, address: call.callerAddress, ...admitted });
  if (!isOnSurface(principal, surface)) return { refused: "wrongResource" };
  const presentTarget = () =>
    slug === undefined
      ? targetByName(principal, verb.read(fields).name ?? "")
      : findTarget(principal, slug, [{ endpointSlug: slug }]);
  const place =
    decided && principal === admitted.principal
      ? decided
      : placeOf(principal, call, await presentTarget());
  return "refused" in place ? place : { principal, fields, ...place };
}

/** What the call runs, or why it may not; the call notes which capability that is. */
function placeOf(
  principal: SurfaceKeyPrincipal,
  call: Asked["call"],
  target: CallTarget | null,
): Place | RefusedCall {
  if (!target) return { refused: "wrongResource" };
  const { paused, capability, answersAll } = target;
  call.capabilityId = capability?.capabilityId ?? null;
  if (paused) return { refused: "paused" };
  if (!capability) return { refused: "unknownCapability" };
  const { capabilityId } = capability;
  const { productId, surfaceId } = principal;
  return mayInvoke(principal, { productId, surfaceId, capabilityId })
    ? { answersAll, capability }
    : { refused: "wrongCapability", more: { capabilityId } };
}

/**
 * Where a call with a key of the surface goes that names its capability in the body: by its slug,
 * or by any of its names. Null when the surface is gone.
 */
function targetByName(principal: SurfaceKeyPrincipal, name: string) {
  const named = [{ exposedName: name }, { capability: { capabilityName: name } }];
  return findTarget(principal, name, [{ endpointSlug: name }, ...named]);
}

async function findTarget(
  { organizationId, productId, surfaceId }: SurfaceKeyPrincipal,
  name: string,
  meant: Prisma.SurfaceItemWhereInput[],
): Promise<CallTarget | null> {
  const surface = await prisma().surface.findFirst({
    where: { id: surfaceId, productId, organizationId },
    select: { status: true, behavior: true },
  });
  if (!surface) return null;
  return {
    paused: surface.status === "paused",
    answersAll: storedBehavior(surface.behavior).response?.mode === "all",
    capability: await findCapability({ organizationId, surfaceId }, name, meant),
  };
}

async function findCapability(
  place: { organizationId: string; surfaceId: string },
  name: string,
  meant: Prisma.SurfaceItemWhereInput[],
): Promise<CalledCapability | null> {
  const found = await prisma().surfaceItem.findMany({
    where: { ...place, enabled: true, capability: { enabled: true }, OR: meant },
    select: {
      endpointSlug: true,
      exposedName: true,
      config: true,
      capability: {
        select: {
          id: true,
          revision: true,
          weight: true,
          costs: NEWEST_TWO,
          flow: { select: { id: true, revision: true, publishedVersion: true } },
        },
      },
    },
    orderBy: [{ displayOrder: "asc" }, { id: "asc" }],
  });
  const item = closest(found, name);
  if (!item) return null;
  const { id: capabilityId, revision: capabilityRevision, weight, costs, flow } = item.capability;
  return {
    capabilityId,
    capabilityRevision,
    flowId: flow.id,
    flowRevision: flow.revision,
    publishedVersion: flow.publishedVersion,
    weight,
    outputStep: storedItemConfig(item.config).outputStep ?? null,
    costs: costs.map(({ validFrom, unitCost }) => [
      validFrom.getTime(),
      unitCost === null ? null : Number(unitCost),
    ]),
  };
}

/** The slug goes before the name it is exposed by, and that before the capability's own. */
function closest<I extends { endpointSlug: string; exposedName: string | null }>(
  items: readonly I[],
  name: string,
): I | undefined {
  return (
    items.find(({ endpointSlug }) => endpointSlug === name) ??
    items.find(({ exposedName }) => exposedName === name) ??
    items[0]
  );
}
