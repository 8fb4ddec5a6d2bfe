import "server-only";
import type { SignedFact } from "@/lib/audit/record-audit";
import { hasAnyPerson, isSignUpOpen } from "@/lib/auth/any-person";
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
import { lockIfNoUsers } from "@/lib/db/locks";
import { consumeInvitation } from "@/lib/db/people";
import { prisma, type Transaction } from "@/lib/db/prisma";
import { EnvError, env } from "@/lib/env";
import { defineCommand, defineOpenWrite, defineWrite, NOTHING_CHANGED } from "@/lib/services/verb";
import { invitationHash, noInvitation, pendingInvitation } from "./reads";

/** Where accounts are made by invitation, every answer is one: nothing of an account is looked at. */
export const createAccount = defineOpenWrite(createAccountContract, async (input, origin) => {
  if (!(await isSignUpOpen())) throw byInvitation();
  await beginAccount(origin.address ?? null);
  const passwordHash = await hashPassword(input.password);
  return async (db) => {
    const isClosed = env().RUNTYPE_SIGN_UP === "invite" && !(await lockIfNoUsers(db));
    if (isClosed) throw byInvitation();
    return insertAccount(db, input, passwordHash);
  };
});

function byInvitation(): AppError {
  return new AppError("forbidden", "Sign-up is by invitation only. Ask for an invitation.");
}

export const acceptInvitation = defineOpenWrite(
  acceptInvitationContract,
  async ({ token, name, password }) => {
    const tokenHash = invitationHash(token);
    // Hashing is expensive: a guess costs one look.
    const { email } = await pendingInvitation(tokenHash);
    if (isPasswordOf(email, password)) {
      throw invalidField("password", "Choose a password that is not your email address.");
    }
    const person = { email, name, passwordHash: await hashPassword(password) };
    return async (db) => {
      const userId = await insertUser(db, person);
      if (!userId) throw badRequest("You have an account. Sign in to accept the invitation.");
      return { output: { email }, audit: await takeInvitation(db, tokenHash, userId) };
    };
  },
);

export const joinOrganization = defineWrite(joinOrganizationContract, async (context) => {
  const { principal, input, db } = context;
  if (principal.kind !== "user") throw new AppError("forbidden", "This needs a person");
  const { userId, sessionId } = principal;
  const audit = await takeInvitation(db, invitationHash(input.token), userId);
  const { organizationId } = audit.by;
  // They arrive where they were invited to. Not within: each of several tries at once holds the
  // session that it would change.
  const afterwards = async () => {
    await prisma().session.updateMany({ where: { id: sessionId }, data: { organizationId } });
  };
  return { output: { organizationId }, audit, afterwards };
});

/**
 * Uses up an invitation for its membership; the record of it stands with the organization that was
 * joined. Throws `not_found`, `bad_request`.
 */
async function takeInvitation(
  db: Transaction,
  tokenHash: Buffer,
  userId: string,
): Promise<SignedFact> {
  const used = await consumeInvitation(db, tokenHash, userId);
  if (!used) throw noInvitation();
  const { id, organizationId, email, role } = used;
  const { count } = await db.membership.createMany({
    data: { id: newId("membership"), organizationId, userId, role },
    skipDuplicates: true,
  });
  if (count === 0) throw badRequest("You are a member of this organization already.");
  const by = { kind: "user", organizationId, userId } as const;
  return { by, id, metadata: { email, role } };
}

/** A person and the organization that they own. Throws `bad_request`. */
async function insertAccount(
  db: Transaction,
  { organization: name, ...person }: AccountInput,
  passwordHash: string,
) {
  const organizationId = newId("organization");
  await db.organization.create({ data: { id: organizationId, name } });
  const userId = await insertUser(db, { ...person, passwordHash });
  if (!userId) throw invalidField("email", "An account with this email address already exists.");
  await db.membership.create({
    data: { id: newId("membership"), organizationId, userId, role: "owner" },
  });
  const by = { kind: "user", organizationId, userId } as const;
  const metadata = { email: person.email };
  return {
    output: { userId, organizationId },
    audit: { by, type: "organization", id: organizationId, metadata },
  };
}

type NewUser = { email: string; name: string; passwordHash: string };

/** The id of a new person; undefined when the email address has an account. */
async function insertUser(db: Transaction, { email, name, passwordHash }: NewUser) {
  const id = newId("user");
  const data = { id, email, name, passwordHash };
  const { count } = await db.user.createMany({ data, skipDuplicates: true });
  return count === 0 ? undefined : id;
}

const FIELDS: Record<string, string> = {
  email: "RUNTYPE_ADMIN_EMAIL",
  password: "RUNTYPE_ADMIN_PASSWORD",
};

/**
 * Creates the first owner and organization that the settings name, while there is nobody yet.
 * Several processes may start at once. Throws {@link EnvError}.
 */
export async function ensureAdmin(): Promise<void> {
  const { RUNTYPE_ADMIN_EMAIL: email, RUNTYPE_ADMIN_PASSWORD: password } = env();
  if (email === undefined && password === undefined) return;
  if (!(await hasAnyPerson())) await createFirstAccount(readAccount(email, password));
}

const createFirstAccount = defineCommand(
  createAccountContract.name,
  async (account: AccountInput) => {
    const passwordHash = await hashPassword(account.password);
    return async (db) =>
      (await lockIfNoUsers(db))
        ? insertAccount(db, account, passwordHash)
        : { output: undefined, audit: NOTHING_CHANGED };
  },
);

function readAccount(email: string | undefined, password: string | undefined): AccountInput {
  const missing = email === undefined ? FIELDS.email : password === undefined && FIELDS.password;
  if (missing) throw new EnvError(`${missing} is missing: the first owner needs both settings.`);
  const given = { name: "Administrator", organization: "My organization", email, password };
  const parsed = createAccountContract.input.safeParse(given);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new EnvError(`${FIELDS[String(issue?.path[0])]}: ${issue?.message}`);
}
