import "server-only";
import type { Impact } from "@/lib/contracts/product/impact";
import { clock, isoDates } from "@/lib/core/clock";
import type { Prisma } from "@/lib/db/generated/client";
import type { Transaction } from "@/lib/db/prisma";
import type { Principal } from "@/lib/policy/principal";
import { holds } from "@/lib/services/caller-rights";
import { maskedSecret, newestSecret } from "@/lib/services/key/key-facts";
import { callersOfLivingKeys, readLivingKeys } from "@/lib/usage/living-keys";

const DAY = 24 * 60 * 60 * 1_000;
const DAYS = 7;
const MAX_KEYS = 50;
const MAX_CALLERS = 50;

type Subject = { productId: string; surfaceId?: string | undefined; capabilityId?: string };

/**
 * Whom it would break if a surface, a capability wherever it stands, or one on one surface could not
 * be called any more. Keys and callers are named to those who may read surface keys.
 */
export async function readImpact(
  db: Transaction,
  principal: Principal,
  subject: Subject,
): Promise<Impact> {
  const { organizationId } = principal;
  const from = new Date((Math.floor(clock.now().getTime() / DAY) - DAYS + 1) * DAY);
  const called = { organizationId, ...subject, from };
  const isNamed = holds(principal, "SURFACE_KEYS:READ");
  const [{ keys, ...counts }, callers] = await Promise.all([
    readLivingKeys(called, MAX_KEYS),
    isNamed ? callersOfLivingKeys(called, MAX_CALLERS + 1) : [],
  ]);
  return {
    ...counts,
    keys: isNamed ? await namedKeys(db, organizationId, keys) : [],
    keysHasMore: isNamed && counts.keyCount > keys.length,
    keysUrl: urlOfKeys(subject),
    callers: callers.slice(0, MAX_CALLERS).map(isoDates),
    callersHasMore: callers.length > MAX_CALLERS,
  };
}

/** Each surface has a list of its own. */
function urlOfKeys({ productId, surfaceId, capabilityId }: Subject): string | null {
  if (surfaceId === undefined) return null;
  const query = capabilityId === undefined ? "" : `?capabilityId=${capabilityId}`;
  return `/v1/products/${productId}/surfaces/${surfaceId}/keys${query}`;
}

const COLUMNS = {
  id: true,
  surfaceId: true,
  name: true,
  customer: { select: { externalId: true } },
  environment: true,
  scoped: true,
  secrets: newestSecret,
} as const satisfies Prisma.ApiKeySelect;

async function namedKeys(
  db: Transaction,
  organizationId: string,
  keys: readonly { keyId: string; requests: number }[],
): Promise<Impact["keys"]> {
  const rows = await db.apiKey.findMany({
    where: { organizationId, id: { in: keys.map(({ keyId }) => keyId) } },
    select: COLUMNS,
  });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return keys.flatMap(({ keyId, requests }) => {
    const row = byId.get(keyId);
    if (!row) return [];
    const { secrets, name, customer: held, ...facts } = row;
    const customer = held?.externalId ?? null;
    const surfaceId = row.surfaceId ?? "";
    const maskedKey = maskedSecret(secrets[0]);
    return { ...facts, customer, surfaceId, name: name || null, maskedKey, requests };
  });
}
