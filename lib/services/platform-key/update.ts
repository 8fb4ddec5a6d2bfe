import "server-only";
import type { z } from "zod";
import { updatePlatformKeyContract } from "@/lib/contracts/platform-key";
import type { ApiKey } from "@/lib/db/generated/client";
import { changesOf, isNothing } from "@/lib/services/changes-of";
import { lifeChanges } from "@/lib/services/key/life-changes";
import { takeKey } from "@/lib/services/key/take-key";
import { assertGrantable, assertLimits } from "@/lib/services/platform-key/granting";
import { platformPlace, viewKey } from "@/lib/services/platform-key/view";
import { defineWrite, NOTHING_CHANGED } from "@/lib/services/verb";

type Input = z.output<typeof updatePlatformKeyContract.input>;

export const updatePlatformKey = defineWrite(
  updatePlatformKeyContract,
  async ({ principal, input, db }) => {
    const place = platformPlace(principal);
    const key = await takeKey(db, place, input);
    const added = (input.permissions ?? []).filter((scope) => !key.permissions.includes(scope));
    assertGrantable(principal, added, key.environment);
    assertLimits(input);
    const changes = changesOf(key, columnsOf(input, key));
    const changed = !isNothing(changes);
    if (changed) await db.apiKey.update({ where: { id: key.id }, data: changes });
    return {
      output: {
        apiKey: await viewKey(db, place, key.id),
        timestamp: new Date().toISOString(),
      },
      audit: changed
        ? {
            target: { type: "platformKey", id: key.id },
            metadata: {
              changed: Object.keys(changes),
              permissions: input.permissions ?? key.permissions,
            },
          }
        : NOTHING_CHANGED,
    };
  },
);

function columnsOf(input: Input, key: ApiKey) {
  return {
    name: input.name,
    permissions: input.permissions,
    allowedIps: input.allowedIps,
    limitPerHour: input.rateLimitPerHour,
    limitPerDay: input.rateLimitPerDay,
    ...lifeChanges(input, key),
  };
}
