"use server";

import { action } from "@/lib/actions/action";
import { acceptInvitation, createAccount, joinOrganization } from "@/lib/services/people/writes";

export const submitAccount = action(createAccount);
export const submitAcceptance = action(acceptInvitation);
export const submitJoining = action(joinOrganization);
