import "server-only";
import { keyDescendantsContract } from "@/lib/contracts/platform-key-screen";
import { databaseNow } from "@/lib/db/database-now";
import type { Prisma } from "@/lib/db/generated/client";
import { maskedSecret, newestSecret } from "@/lib/services/key/masked-secret";
import { selectedStates } from "@/lib/services/key/selected-states";
import { defineRead } from "@/lib/services/verb";
import { outliving } from "./change-minted";
import { platformPlace } from "./view";

const MAX_NAMED = 50;

/** Throws `not_found` when one of the keys is not of the organization. */
export const keyDescendants = defineRead(
  keyDescendantsContract,
  async ({ principal, input, db }) => {
    await selectedStates(db, platformPlace(principal), input.keyIds);
    const now = await databaseNow(db);
    const where: Prisma.ApiKeyWhereInput = {
      organizationId: principal.organizationId,
      mintedByKeyId: { in: input.keyIds },
      revokedAt: null,
      OR: outliving(input.outliving ? new Date(input.outliving) : now),
    };
    const [total, rows] = await Promise.all([
      db.apiKey.count({ where }),
      db.apiKey.findMany({
        where,
        orderBy: [{ createdAt: "desc" }, { id: "desc" }],
        take: MAX_NAMED,
        include: { secrets: newestSecret, surface: { select: { name: true } } },
      }),
    ]);
    const keys = rows.map(({ id, name, customer, secrets, ...row }) => ({
      id,
      name: name || null,
      customer,
      maskedKey: maskedSecret(secrets[0]),
      expiresAt: row.expiresAt?.toISOString() ?? null,
      surface: {
        id: row.surfaceId ?? "",
        productId: row.productId ?? "",
        name: row.surface?.name ?? "",
      },
    }));
    return { total, keys, timestamp: now.toISOString() };
  },
);
