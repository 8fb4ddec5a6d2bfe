import "server-only";
import type { z } from "zod";
import {
  regeneratePlatformKeyContract,
  rotatePlatformKeyContract,
} from "@/lib/contracts/platform-key";
import { SHOWN_ONCE } from "@/lib/services/key/mint-secret";
import { rotateSecret } from "@/lib/services/key/rotate-secret";
import { type Context, defineWrite } from "@/lib/services/verb";
import { platformPlace, viewKey } from "./view";

type Input = z.output<typeof rotatePlatformKeyContract.input>;

export const rotatePlatformKey = defineWrite(rotatePlatformKeyContract, renew);

export const regeneratePlatformKey = defineWrite(regeneratePlatformKeyContract, renew);

async function renew({ principal, input, db, precondition }: Context<Input>) {
  const place = platformPlace(principal);
  const { key, plaintext } = await rotateSecret(db, place, { ...input, precondition });
  return {
    output: {
      apiKey: await viewKey(db, place, key.id),
      plainKey: plaintext,
      warning: SHOWN_ONCE,
    },
    audit: {
      target: { type: "platformKey", id: key.id },
      metadata: { name: key.name, graceSeconds: input.graceSeconds },
    },
  };
}
