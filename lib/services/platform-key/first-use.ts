import "server-only";
import { platformKeyFirstUseContract } from "@/lib/contracts/platform-key-screen";
import { notFound } from "@/lib/core/errors";
import { defineRead } from "@/lib/services/verb";

export const platformKeyFirstUse = defineRead(
  platformKeyFirstUseContract,
  async ({ principal, input, db }) => {
    const secret = await db.apiSecret.findFirst({
      where: { keyId: input.id, organizationId: principal.organizationId },
      orderBy: { createdAt: "desc" },
      select: { use: { select: { firstAt: true, address: true } } },
    });
    if (!secret) throw notFound("API key");
    const { use } = secret;
    return { firstUse: use && { at: use.firstAt.toISOString(), from: use.address } };
  },
);
