import "server-only";
import { deleteSecretContract } from "@/lib/contracts/secret";
import { notFound } from "@/lib/core/errors";
import { orRefuse } from "@/lib/db/refused-write";
import { defineWrite } from "@/lib/services/verb";

export const deleteSecret = defineWrite(deleteSecretContract, async ({ principal, input, db }) => {
  const { id } = input;
  const { key, environment } = await orRefuse(
    db.organizationSecret.delete({
      where: { id, organizationId: principal.organizationId },
      select: { key: true, environment: true },
    }),
    { missing: notFound("Secret") },
  );
  return {
    output: { id, deleted: true as const },
    audit: { target: { type: "secret", id }, metadata: { key, environment } },
  };
});
