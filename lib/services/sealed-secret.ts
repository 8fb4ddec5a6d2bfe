import "server-only";
import { type Sealed, seal, unseal } from "@/lib/credentials/envelope";
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
