import "server-only";
import { linkTokenHash, newLinkToken } from "@/lib/auth/link-browser";
import { hashPassword } from "@/lib/auth/password";
import {
  type ClaimLinkStatus,
  type ClaimLinkView,
  claimFacts,
  claimLinkContracts,
  shownClaimFacts,
} from "@/lib/contracts/surface-key/claim-links";
import { isoDates } from "@/lib/core/clock";
import { invalidField, notFound } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { linkClaimed } from "@/lib/core/refusals";
import { lockClaimLink } from "@/lib/db/claim-links";
import type { Prisma } from "@/lib/db/generated/client";
import { readPage } from "@/lib/db/keyset";
import { databaseNow } from "@/lib/db/prisma";
import { env } from "@/lib/env";
import { judgeSurfaceKey } from "@/lib/services/key/add-surface-key";
import { customerOfKey } from "@/lib/services/key/key-customer";
import { defineRead, defineWrite, NOTHING_CHANGED } from "@/lib/services/verb";
import { heldPlace, livingPlace, surfacePlace } from "./view";

export const createClaimLink = defineWrite(claimLinkContracts.create, async (context) => {
  const { principal, input, db } = context;
  const { expiresInSeconds, passcode, ...asked } = input;
  const place = surfacePlace(principal, input);
  const { customerId, audit } = await customerOfKey(db, principal, asked);
  if (!customerId) throw invalidField("customerId", "Name the customer that the key is for.");
  const facts = claimFacts.parse(asked);
  await judgeSurfaceKey(db, principal, place, facts);
  const { organizationId, productId, surfaceId } = place;
  const id = newId("claimLink");
  const token = newLinkToken();
  const expiresAt = new Date((await databaseNow(db)).getTime() + expiresInSeconds * 1_000);
  await db.claimLink.create({
    data: {
      ...{ id, organizationId, productId, surfaceId, customerId, expiresAt },
      tokenHash: linkTokenHash(token),
      passcodeHash: passcode === undefined ? null : await hashPassword(passcode),
      facts: JSON.parse(JSON.stringify(facts)),
      createdById: principal.kind === "user" ? principal.userId : null,
      createdByKeyId: principal.kind === "user" ? null : principal.keyId,
    },
  });
  const { name = null, environment, scopes = [], integration = null } = facts;
  const metadata = {
    ...{ name, surfaceId, environment, scopes, customerId, integration },
    expiresAt: expiresAt.toISOString(),
    hasPasscode: passcode !== undefined,
  };
  const url = new URL(`/claim#${token}`, env().NEXTAUTH_URL).href;
  return {
    output: { id, url, expiresAt: expiresAt.toISOString() },
    audit: [...audit, { id, metadata }],
  };
});

export const listClaimLinks = defineRead(claimLinkContracts.list, async (context) => {
  const { principal, input, db } = context;
  const place = await livingPlace(db, principal, input, "Surface");
  const { kind: _, ...on } = place;
  const now = await databaseNow(db);
  const only = input.status ? WITH_STATUS[input.status](now) : {};
  const { rows, pagination } = await readPage(input, "claimLink", ({ after, ...page }) =>
    db.claimLink.findMany({ where: { ...on, AND: [after, only] }, ...page, select }),
  );
  return { data: rows.map((row) => viewClaimLink(row, now)), pagination };
});

export const getClaimLink = defineRead(claimLinkContracts.get, async (context) => {
  const { principal, input, db } = context;
  const place = await livingPlace(db, principal, input, "Claim link");
  const { kind: _, ...on } = place;
  const row = await db.claimLink.findFirst({ where: { ...on, id: input.claimLinkId }, select });
  if (!row) throw notFound("Claim link");
  return viewClaimLink(row, await databaseNow(db));
});

/** One that has expired or was withdrawn before stays as it is. */
export const withdrawClaimLink = defineWrite(claimLinkContracts.withdraw, async (context) => {
  const { principal, input, db } = context;
  const place = await heldPlace(db, principal, input, "Claim link");
  const { kind: _, ...on } = place;
  const id = input.claimLinkId;
  const where = { ...on, id };
  await lockClaimLink(db, id);
  const found = await db.claimLink.findFirst({ where, select });
  if (!found) throw notFound("Claim link");
  const now = await databaseNow(db);
  const before = viewClaimLink(found, now);
  if (before.status === "claimed") throw linkClaimed();
  if (before.status !== "open" && before.status !== "opened") {
    return { output: before, audit: NOTHING_CHANGED };
  }
  const row = await db.claimLink.update({ where, data: { withdrawnAt: now }, select });
  const { name, surfaceId, customerId } = before;
  return {
    output: viewClaimLink(row, now),
    audit: { id, metadata: { name, surfaceId, customerId } },
  };
});

const select = {
  id: true,
  surfaceId: true,
  customerId: true,
  customer: { select: { externalId: true } },
  facts: true,
  passcodeHash: true,
  keyId: true,
  createdAt: true,
  expiresAt: true,
  openedAt: true,
  claimedAt: true,
  withdrawnAt: true,
} as const satisfies Prisma.ClaimLinkSelect;

type Row = Prisma.ClaimLinkGetPayload<{ select: typeof select }>;

const living = (now: Date) => ({ claimedAt: null, withdrawnAt: null, expiresAt: { gt: now } });

const WITH_STATUS: Record<ClaimLinkStatus, (now: Date) => Prisma.ClaimLinkWhereInput> = {
  open: (now) => ({ ...living(now), openedAt: null }),
  opened: (now) => ({ ...living(now), openedAt: { not: null } }),
  claimed: () => ({ claimedAt: { not: null } }),
  withdrawn: () => ({ withdrawnAt: { not: null } }),
  expired: (now) => ({ claimedAt: null, withdrawnAt: null, expiresAt: { lte: now } }),
};

/** The moments of a link that say what has become of it. */
type Life = Pick<Row, "claimedAt" | "withdrawnAt" | "expiresAt" | "openedAt">;

export function claimLinkStatus(life: Life, now: Date): ClaimLinkStatus {
  if (life.claimedAt) return "claimed";
  if (life.withdrawnAt) return "withdrawn";
  if (life.expiresAt <= now) return "expired";
  return life.openedAt ? "opened" : "open";
}

function viewClaimLink({ facts, customer, passcodeHash, ...row }: Row, now: Date): ClaimLinkView {
  const { name = null, environment, integration = null } = shownClaimFacts.parse(facts);
  return {
    ...isoDates(row),
    ...{ name, environment, integration },
    status: claimLinkStatus(row, now),
    hasPasscode: passcodeHash !== null,
    customer: customer.externalId,
  };
}
