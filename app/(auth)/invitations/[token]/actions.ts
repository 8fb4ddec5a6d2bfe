"use server";

import { action } from "@/lib/actions/action";
import { acceptInvitation } from "@/lib/services/people/accept-invitation";
import { joinOrganization } from "@/lib/services/people/join-organization";

export const submitAcceptance = action(acceptInvitation);
export const submitJoining = action(joinOrganization);
