import "server-only";
import { randomBytes } from "node:crypto";
import { recordAudit } from "@/lib/audit/record-audit";
import { invitationInput } from "@/lib/contracts/people/contracts";
import { AppError, badRequest } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { compareMigrations } from "@/lib/db/compare-migrations";
import { addInvitation } from "@/lib/db/invitations";
import { pool } from "@/lib/db/pool";
import { inTransaction, prisma } from "@/lib/db/prisma";
import { env } from "@/lib/env";
import { invitationHash } from "./invitations";

/** Who is told what when someone is invited from the command line. */
export type Invited = { email: string; organization: string; link: string; hasAccount: boolean };

/** Invites a person as the operator, who may anything. Throws AppError with what is wrong. */
export async function invite(asked: Record<string, string | undefined>): Promise<Invited> {
  const parsed = invitationInput.safeParse(asked);
  if (!parsed.success) {
    const lines = parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
    throw badRequest(lines.join("\n"));
  }
  if ((await compareMigrations()).missing.length > 0) {
    throw badRequest(
      "The database is not up to date with this version: start it once (npm start).",
    );
  }
  const { email, role, organizationId } = parsed.data;
  const { id: chosen, name: organization } = await choose(organizationId);
  const user = await prisma().user.findUnique({
    where: { email },
    select: { memberships: { where: { organizationId: chosen }, select: { role: true } } },
  });
  const [membership] = user?.memberships ?? [];
  if (membership) {
    throw badRequest(`${email} is a member of ${organization} already, as ${membership.role}.`);
  }
  const token = randomBytes(32).toString("base64url");
  const invitation = { id: newId("invitation"), organizationId: chosen, email, role };
  await inTransaction(async (db) => {
    await addInvitation(db, { ...invitation, tokenHash: invitationHash(token) });
    const principal = { kind: "operator", organizationId: chosen } as const;
    const act = { principal, requestId: newId("request"), action: "invitation.create" };
    const target = { type: "invitation", id: invitation.id };
    await recordAudit(db, act, { target, metadata: { email, role } });
  });
  return { email, organization, link: linkOf(token, user !== null), hasAccount: user !== null };
}

/** Lets the command end. */
export async function closeDatabase(): Promise<void> {
  await prisma().$disconnect();
  await pool().end();
}

async function choose(id: string | undefined) {
  const select = { id: true, name: true } as const;
  if (id !== undefined) {
    const found = await prisma().organization.findUnique({ where: { id }, select });
    if (!found) throw new AppError("not_found", `There is no organization ${id}.`);
    return found;
  }
  const all = await prisma().organization.findMany({ select, orderBy: { id: "asc" }, take: 50 });
  const [first] = all;
  if (!first)
    throw badRequest("There is no organization yet: create the first account at /sign-up.");
  if (all.length === 1) return first;
  const lines = all.map((each) => `  ${each.id}  ${each.name}`);
  throw badRequest(
    `There are several organizations: name one with --organization ID.\n${lines.join("\n")}`,
  );
}

/** Who has an account signs in first. */
function linkOf(token: string, hasAccount: boolean): string {
  const path = `/invitations/${token}`;
  const query = new URLSearchParams({ callbackUrl: path });
  return new URL(hasAccount ? `/sign-in?${query}` : path, env().NEXTAUTH_URL).href;
}
