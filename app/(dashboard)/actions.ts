"use server";

import { action } from "@/lib/actions/action";
import { findKey as find } from "@/lib/services/credential/find";

export const findKey = action(find);
