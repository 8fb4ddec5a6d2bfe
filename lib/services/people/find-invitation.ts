import "server-only";
import { findInvitationContract } from "@/lib/contracts/invitation";
import { findPendingInvitation } from "@/lib/db/invitations";
import { definePublic } from "@/lib/services/verb";
import { invitationHash, noInvitation } from "./invitation-token";

export const findInvitation = definePublic(findInvitationContract, async ({ token }) => {
  const found = await findPendingInvitation(invitationHash(token));
  if (!found) throw noInvitation();
  return found;
});
