import "server-only";
import type { ApiKey } from "@/lib/db/generated/client";
import type { KeyPlace } from "@/lib/db/key-states";
import { instantOfChange } from "@/lib/db/locks";
import type { Transaction } from "@/lib/db/prisma";
import type { Principal } from "@/lib/policy/principal";
import type { Seen } from "@/lib/services/changes";
import { takeKey } from "./take-key";

type Revocation = Pick<Seen, "precondition"> & { id: string; reason?: string | undefined };

/** Ends a key for good; its row and the hashes of its secrets stay. */
export async function revokeKey(
  db: Transaction,
  place: KeyPlace,
  principal: Principal,
  { id, reason, precondition }: Revocation,
): Promise<ApiKey> {
  const key = await takeKey(db, place, { id, precondition });
  await db.apiKey.update({
    where: { id: key.id },
    data: {
      revokedAt: await instantOfChange(db, [key.id]),
      revokedById: principal.kind === "user" ? principal.userId : null,
      revokeReason: reason ?? null,
    },
  });
  return key;
}
