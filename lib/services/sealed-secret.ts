import "server-only";
import { type Sealed, seal, unseal } from "@/lib/credentials/envelope";
import { mintingPepper } from "@/lib/credentials/hash-secret";
import { prisma } from "@/lib/db/prisma";
import { env } from "@/lib/env";

type Reference = { organizationId: string; id: string };

/** Of a shorter value its last characters would be too large a part. */
const MIN_PREVIEWED = 16;

/** The columns of an organization's secret: sealed, and so much of it as may be shown. */
export function sealSecret(secret: Reference, value: string) {
  const { bytes, pepperVersion } = seal(value, termsOf(secret), env().RUNTYPE_KEY_PEPPERS);
  const shown = value.length < MIN_PREVIEWED ? "" : value.trimEnd().slice(-4);
  return { sealedValue: bytes, pepperVersion, valuePreview: `…${shown}` };
}

export function openSecret({
  sealedValue: bytes,
  pepperVersion,
  ...secret
}: Reference & { sealedValue: Sealed["bytes"]; pepperVersion: number }): string {
  return unseal({ bytes, pepperVersion }, termsOf(secret), env().RUNTYPE_KEY_PEPPERS);
}

/** A secret opens only as the one that was sealed, of its organization. */
function termsOf({ organizationId, id }: Reference) {
  return { purpose: "organization-secret", context: `${organizationId}/${id}` } as const;
}

const PAGE = 100;

/**
 * Seals the secrets that older peppers seal again under the one that mints, so that the older ones can
 * be removed. Several processes may do so at once. One that does not open keeps no other from it.
 */
export async function resealSecrets(): Promise<void> {
  const { version } = mintingPepper(env().RUNTYPE_KEY_PEPPERS);
  const failures: unknown[] = [];
  let last = "";
  for (;;) {
    const page = await prisma().organizationSecret.findMany({
      where: { pepperVersion: { lt: version }, id: { gt: last } },
      orderBy: { id: "asc" },
      take: PAGE,
    });
    for (const row of page) {
      await reseal(row).catch((error: unknown) => failures.push(error));
      last = row.id;
    }
    if (page.length < PAGE) break;
  }
  if (failures.length > 0) throw failures[0];
}

type Row = Parameters<typeof openSecret>[0] & { version: number };

/** Leaves alone what was changed or deleted since it was read. */
async function reseal(row: Row): Promise<void> {
  const { id, organizationId, pepperVersion, version } = row;
  const sealed = sealSecret({ id, organizationId }, openSecret(row));
  const where = { id, organizationId, pepperVersion, version };
  await prisma().organizationSecret.updateMany({ where, data: sealed });
}
