import { linkTokenHash, newLinkToken } from "@/lib/auth/link-browser";
import { newId } from "@/lib/core/ids";
import type { Prisma } from "@/lib/db/generated/client";
import { prisma } from "@/lib/db/prisma";
import type { MadeSurface } from "./surface";

const WEEK = 7 * 86_400_000;

type LinkFacts = Partial<Prisma.ClaimLinkUncheckedCreateInput> & { customerId: string };

/** A link to a test key of a surface, made by nobody unless said otherwise, and its token. */
export async function makeClaimLink(surface: MadeSurface, facts: LinkFacts) {
  const id = newId("claimLink");
  const token = newLinkToken();
  await prisma().claimLink.create({
    data: {
      id,
      ...surface,
      tokenHash: linkTokenHash(token),
      facts: { environment: "test" },
      expiresAt: new Date(Date.now() + WEEK),
      ...facts,
    },
  });
  return { id, token };
}

type PortalFacts = Partial<Prisma.PortalLinkUncheckedCreateInput> & {
  organizationId: string;
  customerId: string;
};

/** A link to the portal of a customer, and its token. */
export async function makePortalLink(facts: PortalFacts) {
  const id = newId("portalLink");
  const token = newLinkToken();
  const expiresAt = new Date(Date.now() + WEEK);
  const data = { id, tokenHash: linkTokenHash(token), expiresAt, ...facts };
  await prisma().portalLink.create({ data });
  return { id, token };
}
