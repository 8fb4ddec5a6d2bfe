import "server-only";
import type { z } from "zod";
import { updatePlatformKeyContract } from "@/lib/contracts/platform-key";
import type { ApiKey } from "@/lib/db/generated/client";
import type { Transaction } from "@/lib/db/prisma";
import { changesOf, isNothing } from "@/lib/services/changes";
import { lifeChanges } from "@/lib/services/key/life-changes";
import { takeKey } from "@/lib/services/key/take-key";
import { defineWrite } from "@/lib/services/verb";
import { shortenMinted } from "./change-minted";
import { assertGrantable, assertLimits } from "./granting";
import { platformPlace, viewKey } from "./view";

type Input = z.output<typeof updatePlatformKeyContract.input>;

export const updatePlatformKey = defineWrite(
  updatePlatformKeyContract,
  async ({ principal, input, db, precondition }) => {
    const place = platformPlace(principal);
    const { id, ...asked } = input;
    const minted = await shortenMinted(db, principal, { keyIds: [id], ...asked });
    const key = await takeKey(db, place, { id, revision: input.revision, precondition });
    const added = (input.permissions ?? []).filter((scope) => !key.permissions.includes(scope));
    assertGrantable(principal, added, key.environment);
    assertLimits(input);
    const changes = changesOf(key, await columnsOf(db, input, key));
    const changed = !isNothing(changes);
    if (changed) await db.apiKey.update({ where: { id }, data: changes });
    const own = changed
      ? [
          {
            target: { type: "platformKey", id },
            metadata: {
              changed: Object.keys(changes),
              permissions: input.permissions ?? key.permissions,
            },
          },
        ]
      : [];
    return {
      output: {
        apiKey: await viewKey(db, place, id),
        timestamp: new Date().toISOString(),
        ...minted.output,
      },
      audit: [...own, ...minted.audit],
    };
  },
);

async function columnsOf(db: Transaction, input: Input, key: ApiKey) {
  return {
    name: input.name,
    permissions: input.permissions,
    allowedIps: input.allowedIps,
    limitPerHour: input.rateLimitPerHour,
    limitPerDay: input.rateLimitPerDay,
    ...(await lifeChanges(db, input, [key])),
  };
}
