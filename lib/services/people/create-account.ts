import "server-only";
import { isSignUpOpen } from "@/lib/auth/any-person";
import { hashPassword } from "@/lib/auth/password";
import { beginAccount } from "@/lib/auth/sign-in-throttle";
import { createAccountContract } from "@/lib/contracts/people";
import { AppError } from "@/lib/core/errors";
import { lockIfNoUsers } from "@/lib/db/lock-if-no-users";
import { inTransaction } from "@/lib/db/prisma";
import { env } from "@/lib/env";
import { definePublic } from "@/lib/services/verb";
import { insertAccount } from "./insert-account";

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
  return new AppError("forbidden", "Accounts are made by invitation here. Ask for one.");
}
