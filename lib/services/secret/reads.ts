import "server-only";
import { type SecretView, secretContracts } from "@/lib/contracts/secret/contracts";
import { isoDates } from "@/lib/core/clock";
import { notFound } from "@/lib/core/errors";
import { omitUndefined } from "@/lib/core/fields";
import { flowsUsingSecret } from "@/lib/db/flows-using-secret";
import type { OrganizationSecret } from "@/lib/db/generated/client";
import { readPage, searching } from "@/lib/db/keyset";
import { defineRead } from "@/lib/services/verb";

export const listSecrets = defineRead(secretContracts.list, async ({ principal, input, db }) => {
  const { organizationId } = principal;
  const { search, environment } = input;
  const found = searching(search);
  const { rows, pagination } = await readPage(input, "organizationSecret", ({ after, ...page }) =>
    db.organizationSecret.findMany({
      where: { organizationId, ...omitUndefined({ environment }), AND: [after, found] },
      omit: SEALED,
      ...page,
    }),
  );
  return { data: rows.map(viewSecret), pagination };
});

export const getSecret = defineRead(secretContracts.get, async ({ principal, input, db }) => {
  const { organizationId } = principal;
  const row = await db.organizationSecret.findFirst({
    where: { id: input.id, organizationId },
    omit: SEALED,
  });
  if (!row) throw notFound("Secret");
  return { ...viewSecret(row), usedBy: await flowsUsingSecret(db, organizationId, row.key) };
});

/** What is never shown of a secret. */
export const SEALED = {
  sealedValue: true,
  pepperVersion: true,
  organizationId: true,
  searchText: true,
} as const;

export function viewSecret(row: Omit<OrganizationSecret, keyof typeof SEALED>): SecretView {
  const { rotatedAt: lastRotatedAt, ...facts } = row;
  return isoDates({ ...facts, lastRotatedAt });
}
