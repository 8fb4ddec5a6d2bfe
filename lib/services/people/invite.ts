import "server-only";
import { randomBytes } from "node:crypto";
import { invitationInput } from "@/lib/contracts/people/contracts";
import { AppError, badRequest } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { compareMigrations } from "@/lib/db/compare-migrations";
import { addInvitation } from "@/lib/db/people";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { env } from "@/lib/env";
import { defineCommand } from "@/lib/services/verb";
import { invitationHash } from "./reads";

/** Who is told what when someone is invited from the command line. */
export type Invited = { email: string; organization: string; link: string; hasAccount: boolean };

/** Invites a person as the operator, who may anything. Throws AppError with what is wrong. */
export const invite = defineCommand(
  "invitation.create",
  async (asked: Record<string, string | undefined>) => {
    const { email, role, organizationId: named } = readInvitation(asked);
    if ((await compareMigrations()).missing.length > 0) {
      throw badRequest(
        "The database is not up to date with this version: start it once (npm start).",
      );
    }
    const { id: organizationId, name: organization } = await choose(named);
    const user = await prisma().user.findUnique({
      where: { email },
      select: { memberships: { where: { organizationId }, select: { role: true } } },
    });
    const [membership] = user?.memberships ?? [];
    if (membership) {
      throw badRequest(`${email} is a member of ${organization} already, as ${membership.role}.`);
    }
    const token = randomBytes(32).toString("base64url");
    const id = newId("invitation");
    const hasAccount = user !== null;
    const output: Invited = { email, organization, link: linkOf(token, hasAccount), hasAccount };
    return async (db) => {
      const tokenHash = invitationHash(token);
      await addInvitation(db, { id, organizationId, email, role, tokenHash });
      const by = { kind: "operator", organizationId } as const;
      const audit = { by, id, metadata: { email, role } };
      return { output, audit };
    };
  },
);

function readInvitation(asked: Record<string, string | undefined>) {
  const parsed = invitationInput.safeParse(asked);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  throw badRequest(lines.join("\n"));
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
