import "server-only";
import { holdMaker } from "@/lib/auth/hold-principal";
import { type LinkBrowser, linkBrowserHash } from "@/lib/auth/link-browser";
import { claimFacts } from "@/lib/contracts/surface-key/claim-links";
import { surfaceKeyContracts } from "@/lib/contracts/surface-key/contracts";
import { AppError, type ErrorCode } from "@/lib/core/errors";
import { claimedAlready, linkGone } from "@/lib/core/refusals";
import { type SealTerms, seal, unseal } from "@/lib/credentials/envelope";
import { findSealedClaim } from "@/lib/db/claim-links";
import type { Prisma } from "@/lib/db/generated/client";
import type { SurfacePlace } from "@/lib/db/key-status";
import { databaseNow, type Transaction } from "@/lib/db/prisma";
import { env } from "@/lib/env";
import { assertAllowed } from "@/lib/services/admit";
import { judgeSurfaceKey } from "@/lib/services/key/add-surface-key";
import { storedKey } from "@/lib/services/key/hold-reach";
import { customerOfKey } from "@/lib/services/key/key-customer";
import { claimLinkStatus } from "./claim-links";

const select = {
  id: true,
  organizationId: true,
  productId: true,
  surfaceId: true,
  customerId: true,
  passcodeHash: true,
  facts: true,
  createdById: true,
  createdByKeyId: true,
  expiresAt: true,
  openedAt: true,
  claimedAt: true,
  withdrawnAt: true,
  browserHash: true,
  organization: { select: { name: true } },
  customer: { select: { name: true } },
  surface: { select: { product: { select: { name: true } } } },
  key: { include: { capabilities: { select: { capabilityId: true } } } },
} as const satisfies Prisma.ClaimLinkSelect;

export type ClaimedLink = Prisma.ClaimLinkGetPayload<{ select: typeof select }>;

/** Throws `gone`. */
export async function readClaimLink(db: Transaction, id: string): Promise<ClaimedLink> {
  const link = await db.claimLink.findUnique({ where: { id }, select });
  if (!link) throw linkGone();
  return link;
}

export function placeOf({ organizationId, productId, surfaceId }: ClaimedLink): SurfacePlace {
  return { organizationId, kind: "surface", productId, surfaceId };
}

/** Whether a browser has claimed a link and can be shown its key again. Throws `gone` for a link that is over. */
export async function isClaimedBy(
  db: Transaction,
  link: ClaimedLink,
  browser: LinkBrowser | undefined,
): Promise<boolean> {
  const status = claimLinkStatus(link, await databaseNow(db));
  if (status === "open" || status === "opened") return false;
  if (status !== "claimed") throw linkGone();
  const own = browser && link.browserHash && linkBrowserHash(browser);
  const isOwn = own && Buffer.from(own).equals(link.browserHash ?? own);
  if (isOwn && (await findSealedClaim(db, link.id))) return true;
  throw claimedAlready();
}

/**
 * What the key of a link would be able to do, by who made the link as they are now: held, so that none
 * of it changes before this transaction ends. Throws `gone` where it could not be made.
 */
export async function judgeLink(db: Transaction, link: ClaimedLink) {
  const { organizationId, createdById: userId, createdByKeyId: keyId, customerId } = link;
  return orGone(async () => {
    const maker = await holdMaker(db, { organizationId, userId, keyId });
    assertAllowed(surfaceKeyContracts.create, maker);
    const facts = claimFacts.safeParse(link.facts);
    if (!facts.success) throw linkGone();
    await customerOfKey(db, maker, { customerId });
    const judged = await judgeSurfaceKey(db, maker, placeOf(link), facts.data);
    return { maker, facts: facts.data, ...judged };
  });
}

const REFUSALS: readonly ErrorCode[] = [
  "bad_request",
  "unauthorized",
  "forbidden",
  "not_found",
  "conflict",
];

/** A key that may not be made ends its link, whatever the reason: that is for the team to know. */
export async function orGone<T>(make: () => Promise<T>): Promise<T> {
  try {
    return await make();
  } catch (error) {
    if (error instanceof AppError && REFUSALS.includes(error.code)) throw linkGone();
    throw error;
  }
}

/** What the key that a link has given can do. */
export function claimedReach({ key }: ClaimedLink) {
  if (!key) throw claimedAlready();
  const scopes = key.capabilities.map(({ capabilityId }) => capabilityId);
  return { powers: storedKey(key, scopes).powers, scopes };
}

export function sealedFor(browser: LinkBrowser, secret: string) {
  return seal(secret, termsOf(browser), env().RUNTYPE_KEY_PEPPERS);
}

/** The key of a link that a browser has claimed. Throws `gone` once that is over. */
export async function shownAgain(db: Transaction, { id, key }: ClaimedLink, browser: LinkBrowser) {
  const sealed = await findSealedClaim(db, id);
  if (!sealed || !key) throw claimedAlready();
  const secret = unseal(sealed, termsOf(browser), env().RUNTYPE_KEY_PEPPERS);
  const { name, environment } = key;
  return { key: { id: key.id, name: name || null, environment }, secret };
}

function termsOf({ link, secret }: LinkBrowser): SealTerms {
  return { purpose: "claimed-key", context: link, callerSecret: secret };
}
