import "server-only";
import type { z } from "zod";
import { updateSurfaceKeyContract } from "@/lib/contracts/surface-key";
import { type ApiKey, Prisma } from "@/lib/db/generated/client";
import type { Transaction } from "@/lib/db/prisma";
import type { Powers } from "@/lib/policy/key-reach";
import { changesOf } from "@/lib/services/changes";
import { holdReach, momentOf, newMarks, storedKey } from "@/lib/services/key/hold-reach";
import { holdScopes } from "@/lib/services/key/hold-scopes";
import { assertKeyExists } from "@/lib/services/key/key-facts";
import { lifeChanges } from "@/lib/services/key/life-changes";
import { takeKey } from "@/lib/services/key/take-key";
import { defineWrite, NOTHING_CHANGED } from "@/lib/services/verb";
import { askedScopes, replaceScopes, scopesOf } from "./replace-scopes";
import { heldPlace, viewSurfaceKey } from "./view";

type Input = z.output<typeof updateSurfaceKeyContract.input>;

export const updateSurfaceKey = defineWrite(
  updateSurfaceKeyContract,
  async ({ principal, input, db, precondition }) => {
    const place = await heldPlace(db, principal, input);
    const { keyId: id, revision, scopes = [] } = input;
    await assertKeyExists(db, place, id);
    const held = await holdScopes(db, place, scopes, await scopesOf(db, id));
    const key = await takeKey(db, place, { id, revision, precondition });
    const had = await scopesOf(db, id);
    const labels = labelsOf(input);
    const asked = askedPowers(input);
    const powers = holdReach(principal, {
      key: storedKey(key, had),
      powers: asked,
      replaced: LABELS.filter((name) => name in changesOf(key, labels)),
    });
    const setByPerson = newMarks(principal, key, givenIn({ ...asked, ...labels }));
    const columns = { ...labels, ...(await columnsOf(db, powers, input, key)), setByPerson };
    const changes = changesOf(key, columns);
    const scope = await replaceScopes(db, place, { ...key, had }, input, held);
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
                ...(setByPerson && { setByPerson }),
              },
            },
    };
  },
);

const LABELS = ["name", "customer", "metadata"] as const;

function labelsOf({ name, customer, metadata }: Input) {
  return { name: name === null ? "" : name, customer, metadata };
}

function askedPowers(input: Input) {
  const { rateLimitPerMinute, rateLimitPerDay, allowedIps, isActive, expiresAt } = input;
  const scopes = askedScopes(input);
  return {
    scopes: scopes?.length === 0 ? ("all" as const) : scopes,
    rateLimitPerMinute,
    rateLimitPerDay,
    allowedIps,
    isActive,
    expiresAt: momentOf(expiresAt),
  };
}

function givenIn(asked: object): string[] {
  return Object.entries(asked).flatMap(([name, value]) => (value === undefined ? [] : name));
}

async function columnsOf(db: Transaction, powers: Powers, input: Input, key: ApiKey) {
  return {
    limitPerMinute: powers.rateLimitPerMinute,
    limitPerDay: powers.rateLimitPerDay,
    allowedIps: [...powers.allowedIps],
    ...(await lifeChanges(db, input, [key])),
  };
}

type Columns = ReturnType<typeof labelsOf> &
  Awaited<ReturnType<typeof columnsOf>> & { setByPerson: string[] | undefined };

function dataOf(
  { metadata, ...changes }: ReturnType<typeof changesOf<Columns>>,
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
