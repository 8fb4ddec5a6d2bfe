"use server";

import { action } from "@/lib/actions/action";
import { createAccount } from "@/lib/services/people/create-account";

export const submitAccount = action(createAccount);
