import "server-only";
import { keptAddress, keptUserAgent } from "@/lib/auth/kept-caller";
import { newId } from "@/lib/core/ids";
import type { Prisma } from "@/lib/db/generated/client";
import type { Transaction } from "@/lib/db/prisma";
import type { KeyPrincipal, UserPrincipal } from "@/lib/policy/principal";

type Metadata = Record<string, string | number | boolean | null | readonly string[]>;

/** Who made a change. The operator of the server has no account, nor has a customer. */
export type Actor =
  | Pick<UserPrincipal, "kind" | "organizationId" | "userId">
  | Pick<KeyPrincipal, "kind" | "organizationId" | "keyId">
  | { kind: "customer"; organizationId: string; customerId: string }
  | { kind: "operator" | "system"; organizationId: string };

/** What a change did to what; never a secret. */
export type AuditFact = {
  /** What it would have been done by alone; the act's own otherwise. */
  action?: string;
  /** Who did it, in which organization; who asked otherwise. */
  by?: Actor;
  /** What was changed, and what that is; without it, what the act is named after. */
  id: string;
  type?: string;
  metadata?: Metadata;
};

export type SignedFact = AuditFact & { by: Actor };

/** Which request an act came with, and where that came from; nowhere for the server's own acts. */
export type Origin = {
  requestId: string;
  address?: string | null | undefined;
  userAgent?: string | null | undefined;
};

export type Act = Origin & { action: string };

export type NewEntry = Omit<Prisma.AuditEntryCreateManyInput, "id" | "at">;

/** Adds the record of a change to the transaction that makes it: an entry for each thing changed. */
export async function recordAudit(
  db: Transaction,
  { requestId, action, address = null, userAgent = null }: Act,
  facts: readonly SignedFact[],
): Promise<void> {
  const origin = {
    requestId,
    address: keptAddress(address),
    userAgent: keptUserAgent(userAgent),
    outcome: "done",
  };
  await addEntries(
    db,
    facts.map(({ by, id: targetId, metadata = {}, ...fact }) => ({
      ...origin,
      organizationId: by.organizationId,
      actorKind: by.kind,
      actorId: actorIdOf(by),
      action: fact.action ?? action,
      targetType: fact.type ?? (fact.action ?? action).split(".", 1)[0] ?? null,
      targetId,
      metadata,
    })),
  );
}

/** The one place where the record grows. */
export async function addEntries(db: Transaction, entries: readonly NewEntry[]): Promise<void> {
  await db.auditEntry.createMany({
    data: entries.map((entry) => ({ ...entry, id: newId("audit") })),
  });
}

function actorIdOf(actor: Actor): string | null {
  if (actor.kind === "customer") return actor.customerId;
  if ("userId" in actor) return actor.userId;
  return "keyId" in actor ? actor.keyId : null;
}
