import "server-only";
import type { z } from "zod";
import { surfaceKeyContracts } from "@/lib/contracts/surface-key/contracts";
import { invalidField } from "@/lib/core/errors";
import { omitUndefined } from "@/lib/core/fields";
import { nameIn, SURFACE_WINDOWS, surfaceLimits } from "@/lib/core/windows";
import { type ApiKey, Prisma } from "@/lib/db/generated/client";
import type { SurfacePlace } from "@/lib/db/key-status";
import type { Transaction } from "@/lib/db/prisma";
import type { Powers } from "@/lib/policy/key-reach";
import { changesOf } from "@/lib/services/changes";
import { grantScopes, holdScopes } from "@/lib/services/key/add-surface-key";
import { lifeChanges, takeKey } from "@/lib/services/key/change-or-revoke-keys";
import {
  holdReach,
  limitColumns,
  momentOf,
  newMarks,
  storedKey,
} from "@/lib/services/key/hold-reach";
import { customerOfKey } from "@/lib/services/key/key-customer";
import { assertKeyExists } from "@/lib/services/key/key-facts";
import { defineWrite, NOTHING_CHANGED } from "@/lib/services/verb";
import { heldPlace, viewSurfaceKey } from "./view";

type Input = z.output<typeof surfaceKeyContracts.update.input>;

export const updateSurfaceKey = defineWrite(surfaceKeyContracts.update, async (context) => {
  const { principal, input, db, precondition } = context;
  const place = await heldPlace(db, principal, input);
  const { keyId: id, revision, scopes = [] } = input;
  await assertKeyExists(db, place, id);
  const held = await holdScopes(db, place, scopes, await scopesOf(db, id));
  const key = await takeKey(db, place, { id, revision, precondition });
  const had = await scopesOf(db, id);
  const { customerId, audit } = await customerOfKey(db, principal, input, key.customerId);
  const labels = { ...labelsOf(input), customerId };
  const asked = askedPowers(input);
  const powers = holdReach(principal, {
    key: storedKey(key, had),
    powers: asked,
    replaced: LABELS.filter((name) => name in changesOf(key, labels)),
  });
  const setByPerson = newMarks(principal, key, Object.keys(omitUndefined({ ...asked, ...labels })));
  const columns = { ...labels, ...(await columnsOf(db, powers, input, key)), setByPerson };
  const changes = changesOf(key, columns);
  const scope = await replaceScopes(db, place, { ...key, had }, input, held);
  const changed = [...Object.keys(changes), ...(scope.changed ? ["scopes"] : [])];
  if (changed.length > 0) await db.apiKey.update({ where: { id }, data: dataOf(changes, scope) });
  const output = await viewSurfaceKey(db, place, id);
  if (changed.length === 0) return { output, audit: NOTHING_CHANGED };
  const metadata = {
    surfaceId: place.surfaceId,
    changed: fieldsOf(input, changed),
    scoped: output.scoped,
    scopes: output.scopes,
    ...(changes.customerId !== undefined && { customerId: changes.customerId }),
    ...(setByPerson && { setByPerson }),
  };
  return { output, audit: [...audit, { id, metadata }] };
});

const LABELS = ["name", "customerId", "integration", "metadata"] as const;

function labelsOf({ name, integration, metadata }: Input) {
  return { name: name === null ? "" : name, integration, metadata };
}

function askedPowers(input: Input) {
  const { allowedIps, isActive, expiresAt } = input;
  const scopes = askedScopes(input);
  return {
    scopes: scopes?.length === 0 ? ("all" as const) : scopes,
    ...surfaceLimits((_, name) => input[name]),
    allowedIps,
    isActive,
    expiresAt: momentOf(expiresAt),
  };
}

async function columnsOf(db: Transaction, powers: Powers, input: Input, key: ApiKey) {
  return {
    ...limitColumns(powers),
    allowedIps: [...powers.allowedIps],
    ...(await lifeChanges(db, input, [key])),
  };
}

type Columns = ReturnType<typeof labelsOf> & { customerId: string | null | undefined } & Awaited<
    ReturnType<typeof columnsOf>
  > & { setByPerson: string[] | undefined };

function dataOf(
  { metadata, ...changes }: ReturnType<typeof changesOf<Columns>>,
  { scoped }: { scoped: boolean },
): Prisma.ApiKeyUncheckedUpdateInput {
  return {
    ...changes,
    scoped,
    ...(metadata !== undefined && { metadata: metadata ?? Prisma.DbNull }),
  };
}

const COLUMN_OF = new Map<string, string>([
  ...SURFACE_WINDOWS.map(
    (window) => [nameIn("rateLimitPer", window), nameIn("limitPer", window)] as const,
  ),
  ["isActive", "disabledAt"],
  ["scoped", "scopes"],
  ["customer", "customerId"],
]);

/** The fields by which columns were asked to change. */
function fieldsOf(input: Input, columns: readonly string[]): string[] {
  return Object.entries(input)
    .filter(([name, value]) => value !== undefined && columns.includes(COLUMN_OF.get(name) ?? name))
    .map(([name]) => name);
}

type AskedScopes = { scopes?: string[] | undefined; scoped?: boolean | undefined };
type ScopedKey = { id: string; scoped: boolean; had: readonly string[] };
type Scope = { scoped: boolean; changed: boolean };

/** What is asked of the scopes of a key: nothing, none for all capabilities, or some. */
function askedScopes({ scopes, scoped }: AskedScopes): string[] | undefined {
  return scopes ?? (scoped === false ? [] : undefined);
}

/** The capabilities that a key may call by name. */
async function scopesOf(db: Transaction, keyId: string): Promise<string[]> {
  const rows = await db.keyCapability.findMany({
    where: { keyId },
    select: { capabilityId: true },
  });
  return rows.map(({ capabilityId }) => capabilityId);
}

/**
 * Replaces what a taken key may call, where that is asked; gives back whether it is scoped then, and
 * whether that changed anything.
 * A key that lost its last capability is opened by word alone, never by an empty list.
 */
async function replaceScopes(
  db: Transaction,
  place: SurfacePlace,
  key: ScopedKey,
  asked: AskedScopes,
  held: readonly string[],
): Promise<Scope> {
  const { had } = key;
  const scopes = askedScopes(asked);
  if (scopes === undefined) return { scoped: stillScoped(key, asked), changed: false };
  if (scopes.length === 0 && key.scoped && had.length === 0 && asked.scoped === undefined) {
    throw invalidField(
      "scopes",
      "This key would not be able to call anything. List capabilities, or set scoped to false to allow all of them.",
    );
  }
  const lost = had.filter((id) => !held.includes(id));
  const won = held.filter((id) => !had.includes(id));
  if (lost.length > 0) {
    await db.keyCapability.deleteMany({ where: { keyId: key.id, capabilityId: { in: lost } } });
  }
  await grantScopes(db, place, key.id, won);
  const scoped = scopes.length > 0;
  return { scoped, changed: scoped !== key.scoped || lost.length > 0 || won.length > 0 };
}

function stillScoped(key: ScopedKey, { scoped }: AskedScopes): boolean {
  if (scoped && !key.scoped) throw invalidField("scopes", "Choose at least one capability.");
  return key.scoped;
}
