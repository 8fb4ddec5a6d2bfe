"use server";

import { action } from "@/lib/actions/action";
import { findKey as find } from "@/lib/services/credential/find";
import { search as searchAll } from "@/lib/services/search/search";

export const findKey = action(find);
export const search = action(searchAll);
