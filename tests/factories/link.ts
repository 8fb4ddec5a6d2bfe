import { randomBytes } from "node:crypto";
import { newId } from "@/lib/core/ids";
import type { Prisma } from "@/lib/db/generated/client";
import { prisma } from "@/lib/db/prisma";
import { claimTokenHash } from "@/lib/services/surface-key/claim-links";
import type { MadeSurface } from "./surface";

const WEEK = 7 * 86_400_000;

type LinkFacts = Partial<Prisma.ClaimLinkUncheckedCreateInput> & { customerId: string };

/** A link to a test key of a surface, made by nobody unless said otherwise, and its token. */
export async function makeClaimLink(surface: MadeSurface, facts: LinkFacts) {
  const id = newId("claimLink");
  const token = randomBytes(32).toString("base64url");
  await prisma().claimLink.create({
    data: {
      id,
      ...surface,
      tokenHash: claimTokenHash(token),
      facts: { environment: "test" },
      expiresAt: new Date(Date.now() + WEEK),
      ...facts,
    },
  });
  return { id, token };
}
