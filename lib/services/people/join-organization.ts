import "server-only";
import { joinOrganizationContract } from "@/lib/contracts/invitation";
import { AppError } from "@/lib/core/errors";
import { prisma } from "@/lib/db/prisma";
import { defineWrite, NOTHING_CHANGED } from "@/lib/services/verb";
import { invitationHash } from "./invitation-token";
import { takeInvitation } from "./take-invitation";

export const joinOrganization = defineWrite(
  joinOrganizationContract,
  async ({ principal, input, db, ...origin }) => {
    if (principal.kind !== "user") throw new AppError("forbidden", "This needs a person");
    const { userId, sessionId } = principal;
    const organizationId = await takeInvitation(db, {
      tokenHash: invitationHash(input.token),
      userId,
      requestId: origin.requestId,
      address: origin.address,
      userAgent: origin.userAgent,
      action: joinOrganizationContract.name,
    });
    // They arrive where they were invited to. Not within: each of several tries at once holds the
    // session that it would change.
    const afterwards = async () => {
      await prisma().session.updateMany({ where: { id: sessionId }, data: { organizationId } });
    };
    // The record stands with the organization that was joined, not with the one they came from.
    return { output: { organizationId }, audit: NOTHING_CHANGED, afterwards };
  },
);
