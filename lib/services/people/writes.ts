import "server-only";
import { type Origin, recordAudit } from "@/lib/audit/record-audit";
import { isSignUpOpen } from "@/lib/auth/any-person";
import { hashPassword } from "@/lib/auth/password";
import { beginAccount } from "@/lib/auth/sign-in-throttle";
import {
  type AccountInput,
  acceptInvitationContract,
  createAccountContract,
  isPasswordOf,
  joinOrganizationContract,
} from "@/lib/contracts/people/contracts";
import { AppError, badRequest, invalidField } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { findPendingInvitation } from "@/lib/db/invitations";
import { lockIfNoUsers } from "@/lib/db/lock-if-no-users";
import { inTransaction, prisma, type Transaction } from "@/lib/db/prisma";
import { env } from "@/lib/env";
import { definePublic, defineWrite, NOTHING_CHANGED } from "@/lib/services/verb";
import { invitationHash, noInvitation, takeInvitation } from "./invitations";

/** Where accounts are made by invitation, every answer is one: nothing of an account is looked at. */
export const createAccount = definePublic(
  createAccountContract,
  async ({ password, ...account }, origin) => {
    if (!(await isSignUpOpen())) throw byInvitation();
    await beginAccount(origin.address ?? null);
    const passwordHash = await hashPassword(password);
    return inTransaction(async (db) => {
      const isClosed = env().RUNTYPE_SIGN_UP === "invite" && !(await lockIfNoUsers(db));
      if (isClosed) throw byInvitation();
      return insertAccount(db, { ...account, passwordHash }, origin);
    });
  },
);

function byInvitation(): AppError {
  return new AppError("forbidden", "Sign-up is by invitation only. Ask for an invitation.");
}

export const acceptInvitation = definePublic(
  acceptInvitationContract,
  async ({ token, name, password }, origin) => {
    const tokenHash = invitationHash(token);
    // Hashing is expensive: a guess costs one look.
    const found = await findPendingInvitation(tokenHash);
    if (!found) throw noInvitation();
    const { email } = found;
    if (isPasswordOf(email, password)) {
      throw invalidField("password", "Choose a password that is not your email address.");
    }
    const passwordHash = await hashPassword(password);
    await inTransaction(async (db) => {
      const userId = newId("user");
      const { count } = await db.user.createMany({
        data: { id: userId, email, name, passwordHash },
        skipDuplicates: true,
      });
      if (count === 0) throw badRequest("You have an account. Sign in to accept the invitation.");
      const action = acceptInvitationContract.name;
      await takeInvitation(db, { ...origin, tokenHash, userId, action });
    });
    return { email };
  },
);

export const joinOrganization = defineWrite(
  joinOrganizationContract,
  async ({ principal, input, db, ...origin }) => {
    if (principal.kind !== "user") throw new AppError("forbidden", "This needs a person");
    const { userId, sessionId } = principal;
    const organizationId = await takeInvitation(db, {
      tokenHash: invitationHash(input.token),
      userId,
      requestId: origin.requestId,
      address: origin.address,
      userAgent: origin.userAgent,
      action: joinOrganizationContract.name,
    });
    // They arrive where they were invited to. Not within: each of several tries at once holds the
    // session that it would change.
    const afterwards = async () => {
      await prisma().session.updateMany({ where: { id: sessionId }, data: { organizationId } });
    };
    // The record stands with the organization that was joined, not with the one they came from.
    return { output: { organizationId }, audit: NOTHING_CHANGED, afterwards };
  },
);

type Account = Omit<AccountInput, "password"> & { passwordHash: string };

/** A person, the organization that they own, and the record of it. Throws `bad_request`. */
export async function insertAccount(db: Transaction, account: Account, origin: Origin) {
  const [userId, organizationId] = [newId("user"), newId("organization")];
  const { email, name, passwordHash } = account;
  await db.organization.create({ data: { id: organizationId, name: account.organization } });
  const { count } = await db.user.createMany({
    data: { id: userId, email, name, passwordHash },
    skipDuplicates: true,
  });
  if (count === 0)
    throw invalidField("email", "An account with this email address already exists.");
  await db.membership.create({
    data: { id: newId("membership"), organizationId, userId, role: "owner" },
  });
  await recordAudit(
    db,
    {
      principal: { kind: "user", organizationId, userId },
      ...origin,
      action: createAccountContract.name,
    },
    { target: { type: "organization", id: organizationId }, metadata: { email } },
  );
  return { userId, organizationId };
}
