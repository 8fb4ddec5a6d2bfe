import "server-only";
import { findInvitationContract } from "@/lib/contracts/people/contracts";
import { findPendingInvitation } from "@/lib/db/invitations";
import { definePublic } from "@/lib/services/verb";
import { invitationHash, noInvitation } from "./invitations";

export const findInvitation = definePublic(findInvitationContract, async ({ token }) => {
  const found = await findPendingInvitation(invitationHash(token));
  if (!found) throw noInvitation();
  return found;
});
