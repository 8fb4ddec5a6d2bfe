import "server-only";
import { listSecretsContract } from "@/lib/contracts/secret";
import { omitUndefined } from "@/lib/core/omit-undefined";
import { readPage, searching } from "@/lib/db/keyset";
import { SEALED, viewSecret } from "@/lib/services/secret/view";
import { defineRead } from "@/lib/services/verb";

export const listSecrets = defineRead(listSecretsContract, async ({ principal, input, db }) => {
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
