import "server-only";
import { revokePlatformKeyContract } from "@/lib/contracts/platform-key";
import { takeKey } from "@/lib/services/platform-key/take-key";
import { viewKey } from "@/lib/services/platform-key/view";
import { defineWrite } from "@/lib/services/verb";

export const revokePlatformKey = defineWrite(
  revokePlatformKeyContract,
  async ({ principal, input, db }) => {
    const { organizationId } = principal;
    const key = await takeKey(db, organizationId, input);
    await db.apiKey.update({
      where: { id: key.id },
      data: {
        revokedAt: new Date(),
        revokedById: principal.kind === "user" ? principal.userId : null,
        revokeReason: input.reason ?? null,
      },
    });
    return {
      output: {
        apiKey: await viewKey(db, organizationId, key.id),
        timestamp: new Date().toISOString(),
      },
      audit: {
        target: { type: "platformKey", id: key.id },
        metadata: { name: key.name, reason: input.reason ?? null },
      },
    };
  },
);
