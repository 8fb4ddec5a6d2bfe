import "server-only";
import { getSecretContract } from "@/lib/contracts/secret";
import { notFound } from "@/lib/core/errors";
import { flowsUsingSecret } from "@/lib/db/flows-using-secret";
import { SEALED, viewSecret } from "@/lib/services/secret/view";
import { defineRead } from "@/lib/services/verb";

export const getSecret = defineRead(getSecretContract, async ({ principal, input, db }) => {
  const { organizationId } = principal;
  const row = await db.organizationSecret.findFirst({
    where: { id: input.id, organizationId },
    omit: SEALED,
  });
  if (!row) throw notFound("Secret");
  return { ...viewSecret(row), usedBy: await flowsUsingSecret(db, organizationId, row.key) };
});
