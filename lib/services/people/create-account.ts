import "server-only";
import { hashPassword } from "@/lib/auth/password";
import { beginAccount } from "@/lib/auth/sign-in-throttle";
import { createAccountContract } from "@/lib/contracts/people";
import { inTransaction } from "@/lib/db/prisma";
import { insertAccount } from "@/lib/services/people/insert-account";
import { definePublic } from "@/lib/services/verb";

export const createAccount = definePublic(
  createAccountContract,
  async ({ password, ...account }, address) => {
    await beginAccount(address);
    const passwordHash = await hashPassword(password);
    return inTransaction((db) => insertAccount(db, { ...account, passwordHash }));
  },
);
