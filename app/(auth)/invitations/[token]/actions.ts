"use server";

import { action } from "@/lib/actions/action";
import { acceptInvitation, joinOrganization } from "@/lib/services/people/writes";

export const submitAcceptance = action(acceptInvitation);
export const submitJoining = action(joinOrganization);
