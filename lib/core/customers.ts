export const CUSTOMER_STATUSES = ["active", "suspended"] as const;

/** What a list of customers can be sorted by. */
export const CUSTOMER_SORTS = ["name", "createdAt", "lastSeenAt"] as const;

export type CustomerSort = (typeof CUSTOMER_SORTS)[number];
