import "server-only";
import { linkTokenHash, newLinkToken } from "@/lib/auth/link-browser";
import {
  type PortalLinkStatus,
  type PortalLinkView,
  portalLinkContracts,
} from "@/lib/contracts/customer/portal-links";
import { isoDates } from "@/lib/core/clock";
import { notFound } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { needsPerson, noPortal, resumeCustomerFirst } from "@/lib/core/refusals";
import { holdCustomer } from "@/lib/db/content-locks";
import type { Prisma } from "@/lib/db/generated/client";
import { readPage } from "@/lib/db/keyset";
import { lockPortalLink } from "@/lib/db/portal";
import { databaseNow, type Transaction } from "@/lib/db/prisma";
import { env } from "@/lib/env";
import type { Principal } from "@/lib/policy/principal";
import { assertHolds } from "@/lib/services/caller-rights";
import { defineRead, defineWrite, NOTHING_CHANGED } from "@/lib/services/verb";

/** Surfaces that customers see in the portal. */
export const IN_PORTAL = { config: { path: ["portal", "enabled"], equals: true } };

export const createPortalLink = defineWrite(portalLinkContracts.create, async (context) => {
  const { principal, input, db } = context;
  if (principal.kind !== "user") throw needsPerson();
  assertHolds(principal, "CUSTOMERS:WRITE");
  assertHolds(principal, "SURFACE_KEYS:WRITE");
  const { organizationId, userId } = principal;
  const customer = await holdCustomer(db, organizationId, { id: input.id });
  if (!customer) throw notFound("Customer");
  if (customer.suspended) throw resumeCustomerFirst();
  const where = { organizationId, ...IN_PORTAL };
  if (!(await db.surface.findFirst({ where, select: { id: true } }))) throw noPortal();
  const id = newId("portalLink");
  const token = newLinkToken();
  const life = input.expiresInSeconds * 1_000;
  const expiresAt = new Date((await databaseNow(db)).getTime() + life);
  const made = { id, organizationId, customerId: customer.id, createdById: userId, expiresAt };
  await db.portalLink.create({ data: { ...made, tokenHash: linkTokenHash(token) } });
  const url = new URL(`/portal#${token}`, env().NEXTAUTH_URL).href;
  const metadata = { customerId: customer.id, expiresAt: expiresAt.toISOString() };
  return {
    output: { id, url, expiresAt: expiresAt.toISOString() },
    audit: { id, metadata },
  };
});

export const listPortalLinks = defineRead(portalLinkContracts.list, async (context) => {
  const { principal, input, db } = context;
  const on = await customerOf(db, principal, input.id, "Customer");
  const now = await databaseNow(db);
  const only = input.status ? WITH_STATUS[input.status](now) : {};
  const { rows, pagination } = await readPage(input, "portalLink", ({ after, ...page }) =>
    db.portalLink.findMany({ where: { ...on, AND: [after, only] }, ...page, select }),
  );
  return { data: rows.map((row) => viewPortalLink(row, now)), pagination };
});

export const getPortalLink = defineRead(portalLinkContracts.get, async (context) => {
  const { principal, input, db } = context;
  const on = await customerOf(db, principal, input.id);
  const row = await db.portalLink.findFirst({ where: { ...on, id: input.portalLinkId }, select });
  if (!row) throw notFound("Portal link");
  return viewPortalLink(row, await databaseNow(db));
});

/** One that has expired or was withdrawn before stays as it is. */
export const withdrawPortalLink = defineWrite(portalLinkContracts.withdraw, async (context) => {
  const { principal, input, db } = context;
  const on = await customerOf(db, principal, input.id);
  const where = { ...on, id: input.portalLinkId };
  await lockPortalLink(db, where.id);
  const found = await db.portalLink.findFirst({ where, select });
  if (!found) throw notFound("Portal link");
  const now = await databaseNow(db);
  const before = viewPortalLink(found, now);
  if (before.status === "withdrawn" || before.status === "expired") {
    return { output: before, audit: NOTHING_CHANGED };
  }
  const row = await db.portalLink.update({ where, data: { withdrawnAt: now }, select });
  const { id, customerId } = before;
  return { output: viewPortalLink(row, now), audit: { id, metadata: { customerId } } };
});

/** The customer of the caller's organization whose links are asked for; throws `not_found`. */
async function customerOf(
  db: Transaction,
  { organizationId }: Principal,
  id: string,
  missing = "Portal link",
) {
  const customer = await db.customer.findFirst({ where: { organizationId, id } });
  if (!customer) throw notFound(missing);
  return { organizationId, customerId: id };
}

const select = {
  id: true,
  customerId: true,
  createdAt: true,
  expiresAt: true,
  openedAt: true,
  enteredAt: true,
  sessionExpiresAt: true,
  withdrawnAt: true,
} as const satisfies Prisma.PortalLinkSelect;

type Row = Prisma.PortalLinkGetPayload<{ select: typeof select }>;

const living = (now: Date) => ({ withdrawnAt: null, expiresAt: { gt: now } });

const WITH_STATUS: Record<PortalLinkStatus, (now: Date) => Prisma.PortalLinkWhereInput> = {
  open: (now) => ({ ...living(now), enteredAt: null, openedAt: null }),
  opened: (now) => ({ ...living(now), enteredAt: null, openedAt: { not: null } }),
  entered: (now) => ({ ...living(now), enteredAt: { not: null } }),
  withdrawn: () => ({ withdrawnAt: { not: null } }),
  expired: (now) => ({ withdrawnAt: null, expiresAt: { lte: now } }),
};

type Life = Pick<Row, "withdrawnAt" | "expiresAt" | "enteredAt" | "openedAt">;

export function portalLinkStatus(life: Life, now: Date): PortalLinkStatus {
  if (life.withdrawnAt) return "withdrawn";
  if (life.expiresAt <= now) return "expired";
  if (life.enteredAt) return "entered";
  return life.openedAt ? "opened" : "open";
}

function viewPortalLink(row: Row, now: Date): PortalLinkView {
  return { ...isoDates(row), status: portalLinkStatus(row, now) };
}
