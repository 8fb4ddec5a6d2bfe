import "server-only";
import { prisma, type Transaction } from "@/lib/db/prisma";

/** A refused act as it is counted; without an organization and a person it is the installation's. */
export type RefusedAct = {
  organizationId: string;
  userId: string;
  /** Tells networks apart; empty for those beyond {@link MAX_NETWORKS}. */
  network: string;
  action: string;
  details: string;
  address: string | null;
  userAgent: string | null;
  requestId: string;
};

/** Of one person and minute: the refusals of a network, as the first of them came. */
export type RefusedActs = Omit<RefusedAct, "action"> & {
  minute: Date;
  count: number;
  actions: string[];
};

/** Networks that are counted apart, of one person in one minute. */
export const MAX_NETWORKS = 10;

/** Counts a refused act in its minute, by the database's clock. */
export async function addRefusedAct(act: RefusedAct): Promise<void> {
  const { organizationId, userId, network, action, details, address, userAgent, requestId } = act;
  await prisma().$executeRaw`
    WITH place AS MATERIALIZED (
      SELECT minute, CASE WHEN (
        SELECT count(*) FROM refused_acts r
        WHERE r.minute = now.minute AND organization_id = ${organizationId} AND user_id = ${userId}
          AND network NOT IN ('', ${network})) < ${MAX_NETWORKS}
        THEN ${network} ELSE '' END AS network
      FROM (SELECT date_trunc('minute', clock_timestamp()) AS minute) AS now
    )
    INSERT INTO refused_acts AS known (minute, organization_id, user_id, network, first_at, count,
      actions, details, address, user_agent, request_id)
    SELECT minute, ${organizationId}, ${userId}, network, clock_timestamp(), 1,
      ARRAY[${action}], ${details}, ${address}, ${userAgent}, ${requestId}
    FROM place
    ON CONFLICT (minute, organization_id, user_id, network) DO UPDATE SET
      count = known.count + 1,
      actions = CASE WHEN known.actions @> excluded.actions THEN known.actions
        ELSE known.actions || excluded.actions END`;
}

/**
 * Takes away what was counted in the oldest minute that is over, in the order in which it
 * came; nothing while another process does so. What the transaction does not keep is counted still.
 */
export async function takeRefusedActs(tx: Transaction): Promise<RefusedActs[]> {
  const [turn] = await tx.$queryRaw<{ mine: boolean }[]>`
    SELECT pg_try_advisory_xact_lock(hashtextextended('audit: refused acts', 0)) AS mine`;
  if (!turn?.mine) return [];
  return tx.$queryRaw<RefusedActs[]>`
    WITH taken AS (
      DELETE FROM refused_acts WHERE minute = (
        SELECT min(minute) FROM refused_acts WHERE minute < clock_timestamp() - interval '65 seconds')
      RETURNING *
    )
    SELECT minute, organization_id AS "organizationId", user_id AS "userId", network, count, actions,
      details, address, user_agent AS "userAgent", request_id AS "requestId"
    FROM taken ORDER BY organization_id, user_id, network = '', first_at, network`;
}
