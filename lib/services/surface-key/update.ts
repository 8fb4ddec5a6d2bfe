import "server-only";
import type { z } from "zod";
import { updateSurfaceKeyContract } from "@/lib/contracts/surface-key";
import { type ApiKey, Prisma } from "@/lib/db/generated/client";
import { holdScopes } from "@/lib/services/key/hold-scopes";
import { assertKeyExists } from "@/lib/services/key/key-facts";
import { lifeChanges } from "@/lib/services/key/life-changes";
import { takeKey } from "@/lib/services/key/take-key";
import { assertExpiryWithin } from "@/lib/services/surface-key/reach";
import { replaceScopes, scopesOf } from "@/lib/services/surface-key/replace-scopes";
import { heldPlace, viewSurfaceKey } from "@/lib/services/surface-key/view";
import { defineWrite } from "@/lib/services/verb";

type Input = z.output<typeof updateSurfaceKeyContract.input>;

export const updateSurfaceKey = defineWrite(
  updateSurfaceKeyContract,
  async ({ principal, input, db }) => {
    const place = await heldPlace(db, principal, input);
    const { keyId: id, revision, scopes = [] } = input;
    await assertKeyExists(db, place, id);
    const held = await holdScopes(db, place, scopes, await scopesOf(db, id));
    const key = await takeKey(db, place, { id, revision });
    if (input.expiresAt !== undefined) await assertExpiryWithin(db, principal, input.expiresAt);
    const scoped = await replaceScopes(db, place, key, input, held);
    await db.apiKey.update({ where: { id }, data: { ...changes(input, key), scoped } });
    const output = await viewSurfaceKey(db, place, id);
    return {
      output,
      audit: {
        target: { type: "surfaceKey", id },
        metadata: {
          surfaceId: place.surfaceId,
          changed: changedFields(input),
          scoped: output.scoped,
          scopes: output.scopes,
        },
      },
    };
  },
);

function changes(input: Input, key: ApiKey): Prisma.ApiKeyUpdateInput {
  return {
    ...(input.name !== undefined && { name: input.name ?? "" }),
    ...(input.rateLimitPerMinute !== undefined && { limitPerMinute: input.rateLimitPerMinute }),
    ...(input.rateLimitPerDay !== undefined && { limitPerDay: input.rateLimitPerDay }),
    ...(input.customer !== undefined && { customer: input.customer }),
    ...(input.metadata !== undefined && { metadata: input.metadata ?? Prisma.DbNull }),
    ...lifeChanges(input, key),
  };
}

const ADDRESSING: readonly string[] = ["id", "surfaceId", "keyId", "revision"];

function changedFields(input: Input): string[] {
  return Object.entries(input)
    .filter(([name, value]) => value !== undefined && !ADDRESSING.includes(name))
    .map(([name]) => name);
}
