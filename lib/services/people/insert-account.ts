import "server-only";
import { type Origin, recordAudit } from "@/lib/audit/record-audit";
import { type AccountInput, createAccountContract } from "@/lib/contracts/people";
import { invalidField } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import type { Transaction } from "@/lib/db/prisma";

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
  if (count === 0) throw invalidField("email", "An account with this e-mail address exists.");
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
