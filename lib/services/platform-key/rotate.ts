import "server-only";
import type { z } from "zod";
import {
  regeneratePlatformKeyContract,
  rotatePlatformKeyContract,
} from "@/lib/contracts/platform-key";
import { conflict } from "@/lib/core/errors";
import { databaseNow } from "@/lib/db/database-now";
import type { Transaction } from "@/lib/db/prisma";
import { mintSecret, SHOWN_ONCE } from "@/lib/services/platform-key/mint-secret";
import { takeKey } from "@/lib/services/platform-key/take-key";
import { viewKey } from "@/lib/services/platform-key/view";
import { type Context, defineWrite } from "@/lib/services/verb";

type Input = z.output<typeof rotatePlatformKeyContract.input>;

export const rotatePlatformKey = defineWrite(rotatePlatformKeyContract, renew);

export const regeneratePlatformKey = defineWrite(regeneratePlatformKeyContract, renew);

/** A new secret for the same key. At most two live at once: with a grace, only one may retire. */
async function renew({ principal, input, db }: Context<Input>) {
  const { organizationId } = principal;
  const key = await takeKey(db, organizationId, {
    id: input.id,
    revision: input.revision ?? (await revisionOf(db, organizationId, input.id)),
  });
  const now = await databaseNow(db);
  await retireSecrets(db, key.id, now, input.graceSeconds);
  const plainKey = await mintSecret(db, key);
  // The revision moves on, so that a decision under way looks at the secrets again.
  await db.apiKey.update({ where: { id: key.id }, data: { updatedAt: now } });
  return {
    output: { apiKey: await viewKey(db, organizationId, key.id), plainKey, warning: SHOWN_ONCE },
    audit: {
      target: { type: "platformKey", id: key.id },
      metadata: { name: key.name, graceSeconds: input.graceSeconds },
    },
  };
}

/** Read before the key is taken: of two rotations at once, the second finds another one there. */
async function revisionOf(
  db: Transaction,
  organizationId: string,
  id: string,
): Promise<number | undefined> {
  const key = await db.apiKey.findUnique({
    where: { organizationId_id: { organizationId, id } },
    select: { revision: true },
  });
  return key?.revision;
}

async function retireSecrets(
  db: Transaction,
  keyId: string,
  now: Date,
  graceSeconds: number,
): Promise<void> {
  const living = await db.apiSecret.findMany({
    where: { keyId, OR: [{ retireAt: null }, { retireAt: { gt: now } }] },
  });
  if (graceSeconds > 0 && living.some((secret) => secret.retireAt !== null)) {
    throw conflict(
      "A rotation is under way: the old secret still works. Wait until it retires, or rotate with no grace.",
    );
  }
  const retireAt = new Date(now.getTime() + graceSeconds * 1_000);
  for (const secret of living) {
    await db.apiSecret.update({ where: { id: secret.id }, data: { retireAt } });
  }
}
