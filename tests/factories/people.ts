import { randomBytes } from "node:crypto";
import { sessionCookieName, sessionToken } from "@/lib/auth/session-token";
import { newId } from "@/lib/core/ids";
import { prisma } from "@/lib/db/prisma";
import type { UserPrincipal } from "@/lib/policy/principal";
import type { Role } from "@/lib/policy/roles";
import { endSession as endSessionOf } from "@/lib/services/people/sessions";

const DAY = 86_400_000;

export type Person = {
  principal: UserPrincipal;
  email: string;
  /** For `Authorization: Bearer`. */
  token: string;
  /** A whole Cookie header; changes also need `Origin: process.env.NEXTAUTH_URL`. */
  cookie: string;
};

export async function createOrganization(name = "Acme"): Promise<string> {
  const { id } = await prisma().organization.create({
    data: { id: newId("organization"), name },
    select: { id: true },
  });
  return id;
}

/** A person with a living session, in an organization of their own unless one is given. */
export async function createPerson({
  role = "owner",
  organizationId,
}: {
  role?: Role;
  organizationId?: string;
} = {}): Promise<Person> {
  const organization = organizationId ?? (await createOrganization());
  const userId = newId("user");
  const email = `person-${randomBytes(6).toString("hex")}@example.com`;
  await prisma().user.create({
    data: {
      id: userId,
      email,
      name: "Test Person",
      passwordHash: "none",
      memberships: { create: { id: newId("membership"), organizationId: organization, role } },
    },
  });
  const sessionId = await createSession(userId, organization);
  const token = await sessionToken(sessionId);
  return {
    principal: { kind: "user", organizationId: organization, userId, sessionId, role },
    email,
    token,
    cookie: `${sessionCookieName()}=${token}`,
  };
}

/** One more session of a person. */
export async function createSession(userId: string, organizationId: string): Promise<string> {
  const id = newId("session");
  await prisma().session.create({
    data: { id, userId, organizationId, expiresAt: new Date(Date.now() + 30 * DAY) },
  });
  return id;
}

/** Ends a session as signing out does. */
export async function endSession(sessionId: string): Promise<void> {
  const token = await sessionToken(sessionId);
  await endSessionOf(token, { requestId: newId("request") });
}
