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
  | Pick<KeyPrincipal, "kind" | "organizationId" | "keyId">;

type Act = { principal: Actor; requestId: string; action: string };

/** Adds the record of a change to the transaction that makes it. */
export async function recordAudit(db: Transaction, act: Act, fact: AuditFact): Promise<void> {
  await db.auditEntry.create({
    data: {
      ...actOf(act),
      action: fact.action ?? act.action,
      outcome: "done",
      targetType: fact.target.type,
      targetId: fact.target.id,
      metadata: fact.metadata ?? {},
    },
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
    actorId: principal.kind === "user" ? principal.userId : principal.keyId,
    action,
    requestId,
  };
}
