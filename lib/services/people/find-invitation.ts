import "server-only";
import { findInvitationContract } from "@/lib/contracts/invitation";
import { findPendingInvitation } from "@/lib/db/invitations";
import { invitationHash, noInvitation } from "@/lib/services/people/invitation-token";
import { definePublic } from "@/lib/services/verb";

export const findInvitation = definePublic(findInvitationContract, async ({ token }) => {
  const found = await findPendingInvitation(invitationHash(token));
  if (!found) throw noInvitation();
  return found;
});
