"use server";

import { action } from "@/lib/actions/action";
import * as links from "@/lib/services/surface-key/claim-links";

export const createClaimLink = action(links.createClaimLink);
export const withdrawClaimLink = action(links.withdrawClaimLink);
