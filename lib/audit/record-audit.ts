import "server-only";
import { newId } from "@/lib/core/ids";
import { prisma, type Transaction } from "@/lib/db/prisma";
import type { KeyPrincipal, UserPrincipal } from "@/lib/policy/principal";

type Metadata = Record<string, string | number | boolean | null | readonly string[]>;

/** What a change did to what; never a secret. */
export type AuditFact = {
  /** What it would have been done by alone; the act's own otherwise. */
  action?: string;
  target: { type: string; id: string };
  metadata?: Metadata;
};

type Actor =
  | Pick<UserPrincipal, "kind" | "organizationId" | "userId">
  | Pick<KeyPrincipal, "kind" | "organizationId" | "keyId">
  | { kind: "operator"; organizationId: string };

type Act = { principal: Actor; requestId: string; action: string };

/** Adds the record of a change to the transaction that makes it: an entry for each thing changed. */
export async function recordAudit(
  db: Transaction,
  act: Act,
  ...facts: readonly AuditFact[]
): Promise<void> {
  await db.auditEntry.createMany({
    data: facts.map(({ action = act.action, target, metadata = {} }) => ({
      ...actOf({ ...act, action }),
      outcome: "done",
      targetType: target.type,
      targetId: target.id,
      metadata,
    })),
  });
}

/** Records that somebody tried to change something and was refused. */
export async function recordDenial(act: Act, details: string): Promise<void> {
  await prisma().auditEntry.create({
    data: { ...actOf(act), outcome: "denied", metadata: { details } },
  });
}

function actOf({ principal, requestId, action }: Act) {
  return {
    id: newId("audit"),
    organizationId: principal.organizationId,
    actorKind: principal.kind,
    actorId: actorIdOf(principal),
    action,
    requestId,
  };
}

/** Who runs the server has no account of their own. */
function actorIdOf(actor: Actor): string | null {
  if (actor.kind === "operator") return null;
  return actor.kind === "user" ? actor.userId : actor.keyId;
}
