export const CUSTOMER_STATUSES = ["active", "suspended"] as const;

/** What a list of customers can be sorted by. */
export const CUSTOMER_SORTS = ["name", "createdAt", "lastSeenAt"] as const;

export type CustomerSort = (typeof CUSTOMER_SORTS)[number];

/** What the usage of customers is told apart by on the page about usage, and what is summed. */
export const CUSTOMER_GROUPS = ["customer", "integration", "key", "capability"] as const;
export const CUSTOMER_MEASURES = ["requests", "units", "price", "cost"] as const;
