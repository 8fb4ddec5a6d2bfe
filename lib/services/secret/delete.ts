import "server-only";
import { deleteSecretContract } from "@/lib/contracts/secret";
import { notFound } from "@/lib/core/errors";
import { orRefuse } from "@/lib/db/refused-write";
import { assertUnchanged } from "@/lib/services/seen-revision";
import { defineWrite } from "@/lib/services/verb";

export const deleteSecret = defineWrite(deleteSecretContract, async (context) => {
  const { principal, input, db, precondition } = context;
  const { id } = input;
  const { key, environment, revision } = await orRefuse(
    db.organizationSecret.delete({
      where: { id, organizationId: principal.organizationId },
      select: { key: true, environment: true, revision: true },
    }),
    { missing: notFound("Secret") },
  );
  assertUnchanged(revision, { precondition }, "secret");
  return {
    output: { id, deleted: true as const },
    audit: { target: { type: "secret", id }, metadata: { key, environment } },
  };
});
