import "server-only";
import { hashPassword } from "@/lib/auth/password";
import { acceptInvitationContract } from "@/lib/contracts/invitation";
import { isPasswordOf } from "@/lib/contracts/people";
import { badRequest, invalidField } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { findPendingInvitation } from "@/lib/db/invitations";
import { inTransaction } from "@/lib/db/prisma";
import { definePublic } from "@/lib/services/verb";
import { invitationHash, noInvitation } from "./invitation-token";
import { takeInvitation } from "./take-invitation";

export const acceptInvitation = definePublic(
  acceptInvitationContract,
  async ({ token, name, password }, origin) => {
    const tokenHash = invitationHash(token);
    // Hashing is dear: a guess costs one look.
    const found = await findPendingInvitation(tokenHash);
    if (!found) throw noInvitation();
    const { email } = found;
    if (isPasswordOf(email, password)) {
      throw invalidField("password", "Choose a password that is not your e-mail address.");
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
