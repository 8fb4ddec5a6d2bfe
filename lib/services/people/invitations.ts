import "server-only";
import { createHash } from "node:crypto";
import { type Origin, recordAudit } from "@/lib/audit/record-audit";
import { AppError, badRequest } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { consumeInvitation } from "@/lib/db/invitations";
import type { Transaction } from "@/lib/db/prisma";

/** What of a token is kept. */
export function invitationHash(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

/** One for all of them: a guess learns nothing. */
export function noInvitation(): AppError {
  return new AppError("not_found", "This invitation was used, withdrawn or has expired.");
}

type Taking = Origin & { tokenHash: Buffer; userId: string; action: string };

/** Uses up an invitation: the membership, and the record of it. Throws `not_found`, `bad_request`. */
export async function takeInvitation(db: Transaction, taking: Taking): Promise<string> {
  const { tokenHash, userId, ...act } = taking;
  const used = await consumeInvitation(db, tokenHash, userId);
  if (!used) throw noInvitation();
  const { id, organizationId, email, role } = used;
  const { count } = await db.membership.createMany({
    data: { id: newId("membership"), organizationId, userId, role },
    skipDuplicates: true,
  });
  if (count === 0) throw badRequest("You are a member of this organization already.");
  const principal = { kind: "user", organizationId, userId } as const;
  const target = { type: "invitation", id };
  await recordAudit(db, { ...act, principal }, { target, metadata: { email, role } });
  return organizationId;
}
