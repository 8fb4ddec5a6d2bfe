import "server-only";
import type { SecretView } from "@/lib/contracts/secret";
import type { OrganizationSecret } from "@/lib/db/generated/client";

/** What is never shown of a secret. */
export const SEALED = { sealedValue: true, pepperVersion: true, organizationId: true } as const;

export function viewSecret(row: Omit<OrganizationSecret, keyof typeof SEALED>): SecretView {
  const { rotatedAt, createdAt, updatedAt, ...facts } = row;
  return {
    ...facts,
    lastRotatedAt: rotatedAt.toISOString(),
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}
