import "server-only";
import type { Origin, SignedFact } from "@/lib/audit/record-audit";
import { sessionIdOf } from "@/lib/auth/session-token";
import { endSessionContract } from "@/lib/contracts/people/contracts";
import { lockSession } from "@/lib/db/locks";
import type { Transaction } from "@/lib/db/prisma";
import { databaseNow } from "@/lib/db/prisma";
import { defineCommand, defineOpenWrite } from "@/lib/services/verb";

/**
 * Ends the session that a token names permanently, wherever its cookie or token still is. Its device stays known: anyone who
 * signs out can sign in again, however many strangers try.
 */
export function endSession(token: string, origin: Origin): Promise<{ ended: boolean }> {
  return endOwnSession.perform({ principal: null, ...origin }, () => ({ token }));
}

const endOwnSession = defineOpenWrite(endSessionContract, async ({ token }) => {
  const sessionId = await sessionIdOf(token);
  return async (db) => {
    const audit = sessionId === undefined ? [] : await end(db, sessionId);
    return { output: { ended: audit.length > 0 }, audit };
  };
});

/**
 * Ends the sessions of a person, but for one that is kept, and makes every device but that of the
 * kept one a stranger.
 */
export const endSessions = defineCommand(
  endSessionContract.name,
  async ({ userId, keptSessionId }: { userId: string; keptSessionId?: string }) =>
    async (db) => {
      const isKept = keptSessionId !== undefined;
      const living = await db.session.findMany({
        where: { userId, endedAt: null, ...(isKept && { id: { not: keptSessionId } }) },
        orderBy: { id: "asc" },
        select: { id: true },
      });
      const audit: SignedFact[] = [];
      for (const { id } of living) audit.push(...(await end(db, id)));
      await db.knownDevice.deleteMany({
        where: { userId, ...(isKept && { sessions: { none: { id: keptSessionId } } }) },
      });
      return { output: undefined, audit };
    },
);

/** What the record says of it: nothing of a session that had ended before. */
async function end(db: Transaction, id: string): Promise<SignedFact[]> {
  await lockSession(db, id);
  const ended = await db.session.updateManyAndReturn({
    where: { id, endedAt: null },
    data: { endedAt: await databaseNow(db) },
    select: { userId: true, organizationId: true },
  });
  return ended.map((person) => ({
    by: { kind: "user", ...person },
    id,
  }));
}
