import "server-only";
import { createPlatformKeyContract } from "@/lib/contracts/platform-key";
import { newId } from "@/lib/core/ids";
import { env } from "@/lib/env";
import { mintSecret, SHOWN_ONCE } from "@/lib/services/key/mint-secret";
import { defineWrite } from "@/lib/services/verb";
import { assertGrantable, assertLimits } from "./granting";
import { platformPlace, viewKey } from "./view";

export const createPlatformKey = defineWrite(
  createPlatformKeyContract,
  async ({ principal, input, db }) => {
    assertGrantable(principal, input.permissions, input.environment);
    assertLimits(input);
    const { organizationId } = principal;
    const { environment, name, permissions, allowedIps } = input;
    const key = { id: newId("key"), organizationId, kind: "platform" as const, environment };
    await db.apiKey.create({
      data: {
        ...key,
        name,
        permissions,
        allowedIps,
        limitPerHour: input.rateLimitPerHour ?? env().RUNTYPE_LIMIT_PER_HOUR,
        limitPerDay: input.rateLimitPerDay ?? env().RUNTYPE_LIMIT_PER_DAY,
        expiresAt: input.expiresAt ? new Date(input.expiresAt) : null,
        createdById: principal.kind === "user" ? principal.userId : null,
      },
    });
    const { plaintext: plainKey } = await mintSecret(db, key);
    return {
      output: {
        apiKey: await viewKey(db, platformPlace(principal), key.id),
        plainKey,
        warning: SHOWN_ONCE,
      },
      audit: {
        target: { type: "platformKey", id: key.id },
        metadata: {
          name,
          environment,
          permissions,
          allowedIps,
          expiresAt: input.expiresAt ?? null,
        },
      },
    };
  },
);
