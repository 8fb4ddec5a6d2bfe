import "server-only";
import { revokePlatformKeyContract } from "@/lib/contracts/platform-key";
import { revokeKey } from "@/lib/services/key/revoke-key";
import { defineWrite } from "@/lib/services/verb";
import { revokeMinted } from "./change-minted";
import { platformPlace, viewKey } from "./view";

export const revokePlatformKey = defineWrite(
  revokePlatformKeyContract,
  async ({ principal, input, db, precondition }) => {
    const place = platformPlace(principal);
    const { id, ...asked } = input;
    const minted = await revokeMinted(db, principal, { keyIds: [id], ...asked });
    const key = await revokeKey(db, place, principal, { ...input, precondition });
    return {
      output: {
        apiKey: await viewKey(db, place, id),
        timestamp: new Date().toISOString(),
        ...minted.output,
      },
      audit: [
        {
          target: { type: "platformKey", id },
          metadata: { name: key.name, reason: input.reason ?? null },
        },
        ...minted.audit,
      ],
    };
  },
);
