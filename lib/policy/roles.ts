export const ROLES = ["owner", "admin", "member", "viewer"] as const;

export type Role = (typeof ROLES)[number];

export const ENVIRONMENTS = ["test", "production"] as const;

export type Environment = (typeof ENVIRONMENTS)[number];
