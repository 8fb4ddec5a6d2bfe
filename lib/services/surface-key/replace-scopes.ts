import "server-only";
import { invalidField } from "@/lib/core/errors";
import type { SurfacePlace } from "@/lib/db/key-states";
import type { Transaction } from "@/lib/db/prisma";
import { grantScopes } from "@/lib/services/key/add-surface-key";

type Asked = { scopes?: string[] | undefined; scoped?: boolean | undefined };
type Key = { id: string; scoped: boolean; had: readonly string[] };
type Scope = { scoped: boolean; changed: boolean };

/** What is asked of the scopes of a key: nothing, none for all capabilities, or some. */
export function askedScopes({ scopes, scoped }: Asked): string[] | undefined {
  return scopes ?? (scoped === false ? [] : undefined);
}

/** The capabilities that a key may call by name. */
export async function scopesOf(db: Transaction, keyId: string): Promise<string[]> {
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
export async function replaceScopes(
  db: Transaction,
  place: SurfacePlace,
  key: Key,
  asked: Asked,
  held: readonly string[],
): Promise<Scope> {
  const { had } = key;
  const scopes = askedScopes(asked);
  if (scopes === undefined) return { scoped: stillScoped(key, asked), changed: false };
  if (scopes.length === 0 && key.scoped && had.length === 0 && asked.scoped === undefined) {
    throw invalidField(
      "scopes",
      "Nothing is left that this key may call. Name capabilities, or send scoped as false to open them all.",
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

function stillScoped(key: Key, { scoped }: Asked): boolean {
  if (scoped && !key.scoped) throw invalidField("scopes", "Choose at least one capability.");
  return key.scoped;
}
