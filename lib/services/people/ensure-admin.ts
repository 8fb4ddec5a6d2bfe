import "server-only";
import { hasAnyPerson } from "@/lib/auth/any-person";
import { hashPassword } from "@/lib/auth/password";
import { type AccountInput, createAccountContract } from "@/lib/contracts/people/contracts";
import { newId } from "@/lib/core/ids";
import { lockIfNoUsers } from "@/lib/db/lock-if-no-users";
import { inTransaction } from "@/lib/db/prisma";
import { EnvError, env } from "@/lib/env";
import { insertAccount } from "./writes";

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
  if (await hasAnyPerson()) return;
  const { password: chosen, ...account } = readAccount(email, password);
  const passwordHash = await hashPassword(chosen);
  await inTransaction(async (db) => {
    if (!(await lockIfNoUsers(db))) return;
    await insertAccount(db, { ...account, passwordHash }, { requestId: newId("request") });
  });
}

function readAccount(email: string | undefined, password: string | undefined): AccountInput {
  const missing = email === undefined ? FIELDS.email : password === undefined && FIELDS.password;
  if (missing) throw new EnvError(`${missing} is missing: the first owner needs both settings.`);
  const given = { name: "Administrator", organization: "My organization", email, password };
  const parsed = createAccountContract.input.safeParse(given);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new EnvError(`${FIELDS[String(issue?.path[0])]}: ${issue?.message}`);
}
