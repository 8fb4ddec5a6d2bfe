import "server-only";
import { createHash } from "node:crypto";
import { findInvitationContract } from "@/lib/contracts/people/contracts";
import { AppError } from "@/lib/core/errors";
import { findPendingInvitation } from "@/lib/db/people";
import { defineOpenRead } from "@/lib/services/verb";

export const findInvitation = defineOpenRead(findInvitationContract, ({ token }) =>
  pendingInvitation(invitationHash(token)),
);

/** Throws `not_found`: one for all of them, so that a guess learns nothing. */
export async function pendingInvitation(tokenHash: Buffer) {
  const found = await findPendingInvitation(tokenHash);
  if (!found) throw noInvitation();
  return found;
}

export function noInvitation(): AppError {
  return new AppError("not_found", "This invitation was used, withdrawn or has expired.");
}

/** What of a token is kept. */
export function invitationHash(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}
