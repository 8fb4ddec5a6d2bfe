import "server-only";
import { type Origin, recordAudit } from "@/lib/audit/record-audit";
import { newId } from "@/lib/core/ids";
import { databaseNow } from "@/lib/db/database-now";
import { lockSession } from "@/lib/db/locks";
import { inTransaction, type Transaction } from "@/lib/db/prisma";

/**
 * Ends a session permanently, wherever its cookie or token still is. Its device stays known: anyone who
 * signs out can sign in again, however many strangers try.
 */
export async function endSession(sessionId: string, origin = byNobody()): Promise<void> {
  await inTransaction((db) => end(db, sessionId, origin));
}

/**
 * Ends the sessions of a person, but for one that is kept, and makes every device but that of the
 * kept one a stranger.
 */
export async function endSessions(
  db: Transaction,
  { userId, keptSessionId }: { userId: string; keptSessionId?: string },
): Promise<void> {
  const kept = keptSessionId === undefined ? {} : { id: { not: keptSessionId } };
  const living = await db.session.findMany({
    where: { userId, endedAt: null, ...kept },
    orderBy: { id: "asc" },
    select: { id: true },
  });
  for (const { id } of living) await end(db, id, byNobody());
  const ofKept = keptSessionId === undefined ? {} : { sessions: { none: { id: keptSessionId } } };
  await db.knownDevice.deleteMany({ where: { userId, ...ofKept } });
}

/** What the server does by itself. */
function byNobody(): Origin {
  return { requestId: newId("request") };
}

async function end(db: Transaction, sessionId: string, origin: Origin): Promise<void> {
  await lockSession(db, sessionId);
  const [ended] = await db.session.updateManyAndReturn({
    where: { id: sessionId, endedAt: null },
    data: { endedAt: await databaseNow(db) },
    select: { userId: true, organizationId: true },
  });
  if (!ended) return;
  const principal = { kind: "user", ...ended } as const;
  const act = { ...origin, principal, action: "session.revoke" };
  await recordAudit(db, act, { target: { type: "session", id: sessionId } });
}
