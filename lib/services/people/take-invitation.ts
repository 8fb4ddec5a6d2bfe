import "server-only";
import { type Origin, recordAudit } from "@/lib/audit/record-audit";
import { badRequest } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { consumeInvitation } from "@/lib/db/invitations";
import type { Transaction } from "@/lib/db/prisma";
import { noInvitation } from "./invitation-token";

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
