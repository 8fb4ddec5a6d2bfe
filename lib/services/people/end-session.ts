import "server-only";
import { recordAudit } from "@/lib/audit/record-audit";
import { clock } from "@/lib/core/clock";
import { newId } from "@/lib/core/ids";
import { lockSession } from "@/lib/db/locks";
import { inTransaction } from "@/lib/db/prisma";

/** Ends a session for good, wherever its cookie or token still is. */
export async function endSession(sessionId: string): Promise<void> {
  await inTransaction(async (db) => {
    await lockSession(db, sessionId);
    const [ended] = await db.session.updateManyAndReturn({
      where: { id: sessionId, endedAt: null },
      data: { endedAt: clock.now() },
      select: { userId: true, organizationId: true },
    });
    if (!ended) return;
    const principal = { kind: "user", ...ended } as const;
    const act = { principal, requestId: newId("request"), action: "session.revoke" };
    await recordAudit(db, act, { target: { type: "session", id: sessionId } });
  });
}
