import type { ActionResult } from "@/lib/contracts/action-result";
import type { UsageChoices, UsageOverview, UsageQuery } from "@/lib/contracts/analytics/overview";

type ChoicesQuery = {
  search?: string | undefined;
  keyId?: string | undefined;
  productId?: string | undefined;
  surfaceId?: string | undefined;
};

/** How the screens of usage read. */
export type UsageClient = {
  readUsage: (query: UsageQuery) => Promise<ActionResult<UsageOverview>>;
  readChoices: (query: ChoicesQuery) => Promise<ActionResult<UsageChoices>>;
};
