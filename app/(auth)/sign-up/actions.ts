"use server";

import { action } from "@/lib/actions/action";
import { createAccount } from "@/lib/services/people/writes";

export const submitAccount = action(createAccount);
