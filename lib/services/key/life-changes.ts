import "server-only";
import type { ApiKey } from "@/lib/db/generated/client";

type Life = { expiresAt?: string | null | undefined; isActive?: boolean | undefined };

/** Columns for a change of a key's expiry, and of whether it is disabled. */
export function lifeChanges({ expiresAt, isActive }: Life, key: Pick<ApiKey, "disabledAt">) {
  return {
    ...(expiresAt !== undefined && { expiresAt: expiresAt === null ? null : new Date(expiresAt) }),
    ...(isActive !== undefined && {
      disabledAt: isActive ? null : (key.disabledAt ?? new Date()),
    }),
  };
}
