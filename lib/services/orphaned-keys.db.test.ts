import { describe, expect, it } from "vitest";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { createOrganization, createPerson } from "@/tests/factories/people";
import { createSurfaceKey, makeSurface } from "@/tests/factories/surface";
import { revokeForgottenOrphans, revokeKeysOf } from "./orphaned-keys";

/** Two surfaces with a key each, of which one is gone. */
async function scene(organizationId: string) {
  const [gone, there] = [
    await makeSurface({ organizationId }),
    await makeSurface({ organizationId }),
  ];
  const { id } = await createSurfaceKey(gone);
  await createSurfaceKey(there);
  await pool().query("DELETE FROM surfaces WHERE id = $1", [gone.surfaceId]);
  return { gone, there, id };
}

const entries = (organizationId: string) =>
  prisma().auditEntry.findMany({ where: { organizationId } });

describe("keys", () => {
  it("whose surface a process deleted before it died are revoked by the system, and no others", async () => {
    const organizationId = await createOrganization();
    const { gone, there, id } = await scene(organizationId);
    await Promise.all([revokeForgottenOrphans(), revokeForgottenOrphans()]);
    const { rows } = await pool().query(
      "SELECT surface_id FROM api_keys WHERE organization_id = $1 AND revoked_at IS NULL",
      [organizationId],
    );
    expect(rows).toEqual([{ surface_id: there.surfaceId }]);
    expect(await entries(organizationId)).toMatchObject([
      {
        actorKind: "system",
        actorId: null,
        action: "surfaceKey.revoke",
        targetType: "surfaceKey",
        targetId: id,
        metadata: { surfaceId: gone.surfaceId, reason: "Its surface was deleted" },
      },
    ]);
  });

  it("whose surface someone deleted are revoked by them", async () => {
    const { principal } = await createPerson();
    const { organizationId, userId } = principal;
    const { gone, id } = await scene(organizationId);
    await revokeKeysOf(principal, [gone.surfaceId]);
    const key = await prisma().apiKey.findUniqueOrThrow({ where: { id } });
    expect(key.revokedById).toBe(userId);
    expect(await entries(organizationId)).toMatchObject([
      { actorKind: "user", actorId: userId, action: "surfaceKey.revoke", targetId: id },
    ]);
  });
});
