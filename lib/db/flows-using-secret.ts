import "server-only";
import type { SecretDetail } from "@/lib/contracts/secret/contracts";
import type { Transaction } from "@/lib/db/prisma";

/** Space in a text of JSON. */
const SPACE = String.raw`(\s|\\[nrt])*`;

/** The flows whose draft or published version names a secret, by name. */
export function flowsUsingSecret(db: Transaction, organizationId: string, key: string) {
  const named = String.raw`\{\{${["", "secret", ":", key, ""].join(SPACE)}\}\}`;
  return db.$queryRaw<SecretDetail["usedBy"]>`
    SELECT * FROM (
      SELECT f.id AS "flowId", f.name AS "flowName", f.steps::text ~ ${named} AS draft,
        EXISTS (
          SELECT 1 FROM flow_versions v
          WHERE v.flow_id = f.id AND v.version_number = f.published_version
            AND v.steps::text ~ ${named}) AS published
      FROM flows f WHERE f.organization_id = ${organizationId}) n
    WHERE draft OR published ORDER BY lower("flowName"), "flowId"`;
}
