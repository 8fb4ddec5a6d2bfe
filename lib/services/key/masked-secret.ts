import "server-only";

export type ShownSecret = { prefix: string; lastFour: string };

/** The newest secret of a key, which is what is shown of it. */
export const newestSecret = {
  select: { prefix: true, lastFour: true },
  orderBy: { createdAt: "desc" },
  take: 1,
} as const;

/** The last characters of a secret, as they are shown. */
export function hintOf(lastFour: string): string {
  return `…${lastFour}`;
}

/** A secret as it is shown; nothing of none. */
export function maskedSecret(secret: ShownSecret | undefined): string {
  return secret ? `${secret.prefix}${hintOf(secret.lastFour)}` : "";
}
