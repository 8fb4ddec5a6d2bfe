import "server-only";
import { prisma, type Transaction } from "@/lib/db/prisma";
import type { Role } from "@/lib/policy/roles";

const VALID_DAYS = 7;

type Invitation = { id: string; organizationId: string; email: string; role: Role };

type NewInvitation = Invitation & { tokenHash: Buffer };

type Pending = { email: string; role: Role; organization: string; hasAccount: boolean };

/** Adds an invitation; the person's earlier ones to the organization are withdrawn. */
export async function addInvitation(
  tx: Transaction,
  { id, organizationId, email, role, tokenHash }: NewInvitation,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE invitations SET withdrawn_at = clock_timestamp()
    WHERE organization_id = ${organizationId} AND email = ${email}
      AND accepted_at IS NULL AND withdrawn_at IS NULL`;
  await tx.$executeRaw`
    INSERT INTO invitations (id, organization_id, email, role, token_hash, expires_at)
    VALUES (${id}, ${organizationId}, ${email}, ${role}::role, ${tokenHash},
      clock_timestamp() + make_interval(days => ${VALID_DAYS}::int))`;
}

export async function findPendingInvitation(tokenHash: Buffer): Promise<Pending | undefined> {
  const [row] = await prisma().$queryRaw<Pending[]>`
    SELECT i.email, i.role::text AS role, o.name AS organization,
      EXISTS (SELECT 1 FROM users u WHERE u.email = i.email) AS "hasAccount"
    FROM invitations i JOIN organizations o ON o.id = i.organization_id
    WHERE i.token_hash = ${tokenHash} AND i.accepted_at IS NULL AND i.withdrawn_at IS NULL
      AND i.expires_at > clock_timestamp()`;
  return row;
}

/** Uses up the pending invitation of a person; undefined when another request was faster. */
export async function consumeInvitation(
  tx: Transaction,
  tokenHash: Buffer,
  userId: string,
): Promise<Invitation | undefined> {
  const [row] = await tx.$queryRaw<Invitation[]>`
    UPDATE invitations i SET accepted_at = clock_timestamp(), accepted_by_id = u.id
    FROM users u
    WHERE i.token_hash = ${tokenHash} AND u.id = ${userId} AND u.email = i.email
      AND i.accepted_at IS NULL AND i.withdrawn_at IS NULL AND i.expires_at > clock_timestamp()
    RETURNING i.id, i.organization_id AS "organizationId", i.email, i.role::text AS role`;
  return row;
}
