import "server-only";
import type { z } from "zod";
import { updatePlatformKeyContract } from "@/lib/contracts/platform-key";
import type { ApiKey, Prisma } from "@/lib/db/generated/client";
import { lifeChanges } from "@/lib/services/key/life-changes";
import { takeKey } from "@/lib/services/key/take-key";
import { assertGrantable, assertLimits } from "@/lib/services/platform-key/granting";
import { platformPlace, viewKey } from "@/lib/services/platform-key/view";
import { defineWrite } from "@/lib/services/verb";

type Input = z.output<typeof updatePlatformKeyContract.input>;

export const updatePlatformKey = defineWrite(
  updatePlatformKeyContract,
  async ({ principal, input, db }) => {
    const place = platformPlace(principal);
    const key = await takeKey(db, place, input);
    const added = (input.permissions ?? []).filter((scope) => !key.permissions.includes(scope));
    assertGrantable(principal, added, key.environment);
    assertLimits(input);
    const data = changes(input, key);
    await db.apiKey.update({ where: { id: key.id }, data });
    return {
      output: {
        apiKey: await viewKey(db, place, key.id),
        timestamp: new Date().toISOString(),
      },
      audit: {
        target: { type: "platformKey", id: key.id },
        metadata: { changed: Object.keys(data), permissions: input.permissions ?? key.permissions },
      },
    };
  },
);

function changes(input: Input, key: ApiKey): Prisma.ApiKeyUpdateInput {
  return {
    ...(input.name !== undefined && { name: input.name }),
    ...(input.permissions !== undefined && { permissions: input.permissions }),
    ...(input.allowedIps !== undefined && { allowedIps: input.allowedIps }),
    ...(input.rateLimitPerHour !== undefined && { limitPerHour: input.rateLimitPerHour }),
    ...(input.rateLimitPerDay !== undefined && { limitPerDay: input.rateLimitPerDay }),
    ...lifeChanges(input, key),
  };
}
