"use server";

import { action } from "@/lib/actions/action";
import { findKey as find } from "@/lib/services/credential/reads";
import { search as searchAll } from "@/lib/services/search/reads";

export const findKey = action(find);
export const search = action(searchAll);
