import "server-only";
import type { z } from "zod";
import { updateSurfaceKeyContract } from "@/lib/contracts/surface-key";
import { type ApiKey, Prisma } from "@/lib/db/generated/client";
import { changesOf } from "@/lib/services/changes-of";
import { holdScopes } from "@/lib/services/key/hold-scopes";
import { assertKeyExists } from "@/lib/services/key/key-facts";
import { lifeChanges } from "@/lib/services/key/life-changes";
import { takeKey } from "@/lib/services/key/take-key";
import { assertExpiryWithin } from "@/lib/services/surface-key/reach";
import { replaceScopes, scopesOf } from "@/lib/services/surface-key/replace-scopes";
import { heldPlace, viewSurfaceKey } from "@/lib/services/surface-key/view";
import { defineWrite, NOTHING_CHANGED } from "@/lib/services/verb";

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
    const changes = changesOf(key, columnsOf(input, key));
    const scope = await replaceScopes(db, place, key, input, held);
    const changed = [...Object.keys(changes), ...(scope.changed ? ["scopes"] : [])];
    if (changed.length > 0) await db.apiKey.update({ where: { id }, data: dataOf(changes, scope) });
    const output = await viewSurfaceKey(db, place, id);
    return {
      output,
      audit:
        changed.length === 0
          ? NOTHING_CHANGED
          : {
              target: { type: "surfaceKey", id },
              metadata: {
                surfaceId: place.surfaceId,
                changed: fieldsOf(input, changed),
                scoped: output.scoped,
                scopes: output.scopes,
              },
            },
    };
  },
);

function columnsOf(input: Input, key: ApiKey) {
  return {
    name: input.name === null ? "" : input.name,
    limitPerMinute: input.rateLimitPerMinute,
    limitPerDay: input.rateLimitPerDay,
    customer: input.customer,
    metadata: input.metadata,
    ...lifeChanges(input, key),
  };
}

function dataOf(
  { metadata, ...changes }: ReturnType<typeof changesOf<ReturnType<typeof columnsOf>>>,
  { scoped }: { scoped: boolean },
): Prisma.ApiKeyUpdateInput {
  return {
    ...changes,
    scoped,
    ...(metadata !== undefined && { metadata: metadata ?? Prisma.DbNull }),
  };
}

const COLUMN_OF = new Map([
  ["rateLimitPerMinute", "limitPerMinute"],
  ["rateLimitPerDay", "limitPerDay"],
  ["isActive", "disabledAt"],
  ["scoped", "scopes"],
]);

/** The fields by which columns were asked to change. */
function fieldsOf(input: Input, columns: readonly string[]): string[] {
  return Object.entries(input)
    .filter(([name, value]) => value !== undefined && columns.includes(COLUMN_OF.get(name) ?? name))
    .map(([name]) => name);
}
