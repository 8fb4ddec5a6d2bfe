import "server-only";
import { createSurfaceKeyContract } from "@/lib/contracts/surface-key";
import { invalidField } from "@/lib/core/errors";
import { addSurfaceKey } from "@/lib/services/key/add-surface-key";
import { defineWrite } from "@/lib/services/verb";
import { surfacePlace } from "./view";

export const createSurfaceKey = defineWrite(
  createSurfaceKeyContract,
  async ({ principal, input, db }) => {
    const place = surfacePlace(principal, input);
    if (input.scoped && !input.scopes) {
      throw invalidField("scopes", "Choose at least one capability.");
    }
    const output = await addSurfaceKey(db, principal, place, input);
    return {
      output,
      audit: {
        target: { type: "surfaceKey", id: output.id },
        metadata: {
          name: output.name,
          surfaceId: output.surfaceId,
          environment: output.environment,
          scopes: output.scopes,
          rateLimitPerMinute: output.rateLimitPerMinute,
          rateLimitPerDay: output.rateLimitPerDay,
          allowedIps: output.allowedIps,
          expiresAt: output.expiresAt,
          customer: input.customer ?? null,
        },
      },
    };
  },
);
