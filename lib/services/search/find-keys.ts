import "server-only";
import type { Found } from "@/lib/contracts/search";
import type { Prisma } from "@/lib/db/generated/client";
import { searching } from "@/lib/db/keyset";
import type { Transaction } from "@/lib/db/prisma";
import type { Principal } from "@/lib/policy/principal";
import { holds } from "@/lib/services/assert-holds";
import { maskedSecret, newestSecret } from "@/lib/services/key/masked-secret";

/** As it is shown: the beginning of a secret, and its end where that is given. */
const SHOWN = /^([A-Za-z0-9]+_[A-Za-z0-9_]*)?(?:…|\.\.\.)?([A-Za-z0-9]{4})?$/;
const PREFIX_LENGTH = 12;

type FoundKey = Extract<Found, { kind: "key" }>;

/** The newest keys that have this name, customer, id, prefix or last four characters, and a page. */
export async function findKeys(
  db: Transaction,
  principal: Principal,
  text: string,
  limit: number,
): Promise<FoundKey[]> {
  const { organizationId } = principal;
  const kinds: Prisma.ApiKeyWhereInput[] = [
    ...(holds(principal, "API_KEYS:READ") ? [{ kind: "platform" as const }] : []),
    ...(holds(principal, "SURFACE_KEYS:READ") ? [{ surface: { organizationId } }] : []),
  ];
  const rows = await db.apiKey.findMany({
    where: {
      organizationId,
      AND: [{ OR: kinds }, { OR: [{ id: text }, searching(text), ...bySecret(text)] }],
    },
    select: { id: true, name: true, productId: true, surfaceId: true, secrets: newestSecret },
    orderBy: { createdAt: "desc" },
    take: limit,
  });
  return rows.map(({ id, name, productId, surfaceId, secrets }) => {
    const masked = maskedSecret(secrets[0]);
    const surface = productId && surfaceId ? { productId, surfaceId } : null;
    return { kind: "key", id, name: name || masked, detail: masked, surface };
  });
}

function bySecret(text: string): Prisma.ApiKeyWhereInput[] {
  const [, prefix, lastFour] = SHOWN.exec(text) ?? [];
  if (prefix === undefined && lastFour === undefined) return [];
  const begins = prefix && { prefix: { startsWith: prefix.slice(0, PREFIX_LENGTH) } };
  return [{ secrets: { some: { ...begins, ...(lastFour && { lastFour }) } } }];
}
