import "server-only";
import { createSecretContract } from "@/lib/contracts/secret";
import { conflict } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { orRefuse } from "@/lib/db/refused-write";
import { sealSecret } from "@/lib/services/sealed-secret";
import { SEALED, viewSecret } from "@/lib/services/secret/view";
import { defineWrite } from "@/lib/services/verb";

export const createSecret = defineWrite(createSecretContract, async ({ principal, input, db }) => {
  const { value, ...shown } = input;
  const secret = { id: newId("organizationSecret"), organizationId: principal.organizationId };
  const row = await orRefuse(
    db.organizationSecret.create({
      data: { ...secret, ...shown, ...sealSecret(secret, value) },
      omit: SEALED,
    }),
    { duplicate: conflict("A secret of this key already exists in this environment") },
  );
  const { key, environment, hosts } = row;
  return {
    output: viewSecret(row),
    audit: {
      target: { type: "secret", id: secret.id },
      metadata: { key, environment, hosts },
    },
  };
});
