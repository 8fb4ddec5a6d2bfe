import "server-only";
import { updateSecretContract } from "@/lib/contracts/secret";
import { notFound } from "@/lib/core/errors";
import { given } from "@/lib/core/given";
import { databaseNow } from "@/lib/db/database-now";
import { orRefuse } from "@/lib/db/refused-write";
import { sealSecret } from "@/lib/services/sealed-secret";
import { SEALED, viewSecret } from "@/lib/services/secret/view";
import { defineWrite, NOTHING_CHANGED } from "@/lib/services/verb";

export const updateSecret = defineWrite(updateSecretContract, async ({ principal, input, db }) => {
  const { id, value, ...shown } = input;
  const where = { id, organizationId: principal.organizationId };
  const current = await db.organizationSecret.findUnique({ where, omit: SEALED });
  if (!current) throw notFound("Secret");
  const changed = Object.keys(given({ value, ...shown }));
  if (changed.length === 0) return { output: viewSecret(current), audit: NOTHING_CHANGED };
  const now = await databaseNow(db);
  const renewed = value !== undefined && {
    ...sealSecret(where, value),
    version: { increment: 1 },
    rotatedAt: now,
  };
  const row = await orRefuse(
    db.organizationSecret.update({
      where,
      data: { ...given(shown), ...renewed, updatedAt: now },
      omit: SEALED,
    }),
    { missing: notFound("Secret") },
  );
  const { key, environment, hosts } = row;
  return {
    output: viewSecret(row),
    audit: { target: { type: "secret", id }, metadata: { key, environment, hosts, changed } },
  };
});
