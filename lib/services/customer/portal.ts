import "server-only";
import {
  browserCookie,
  type LinkBrowser,
  linkBrowserHash,
  linkBrowserIn,
  linkTokenHash,
  newBrowserCookies,
} from "@/lib/auth/link-browser";
import { countGuessedLink, countOpening } from "@/lib/auth/sign-in-throttle";
import { portalContracts } from "@/lib/contracts/customer/portal";
import { surfaceKeyContracts } from "@/lib/contracts/surface-key/contracts";
import { notFound } from "@/lib/core/errors";
import {
  keyNotInUse,
  linkGone,
  linkNotOpened,
  portalClosed,
  rolledAlready,
} from "@/lib/core/refusals";
import { seal, unseal } from "@/lib/credentials/envelope";
import { holdCustomer } from "@/lib/db/content-locks";
import type { ApiKey, Prisma } from "@/lib/db/generated/client";
import {
  beginPortalSession,
  endPortalSession,
  findSealedRoll,
  holdPortalSession,
  holdPortalSurface,
  keepSealedRoll,
  lockPortalLink,
} from "@/lib/db/portal";
import { databaseNow, prisma, type Transaction } from "@/lib/db/prisma";
import { env } from "@/lib/env";
import { rotateSecret } from "@/lib/services/key/secrets";
import { defineOpenWrite, NOTHING_CHANGED } from "@/lib/services/verb";
import { portalLinkStatus } from "./portal-links";

/** Looking at a link uses nothing up: what reads mail ahead of people looks at it too. */
export const openPortal = defineOpenWrite(portalContracts.open, async (input, origin) => {
  const { token, cookies } = input;
  const where = { tokenHash: linkTokenHash(token) };
  const found = await prisma().portalLink.findUnique({ where, select: { id: true } });
  if (!found) {
    await countGuessedLink(origin.address ?? null);
    throw linkGone();
  }
  const { id } = found;
  const browser = linkBrowserIn("portal", cookies, id);
  if (!browser) await countOpening(id);
  return async (db) => {
    const link = await holdLink(db, id);
    const entered = link.enteredAt !== null;
    if (entered && !(browser && (await holdPortalSession(db, id, linkBrowserHash(browser))))) {
      throw linkGone();
    }
    if (!link.openedAt) {
      await db.portalLink.update({ where: { id }, data: { openedAt: await databaseNow(db) } });
    }
    return {
      output: {
        link: id,
        organization: link.organization.name,
        customer: link.customer.name,
        linkExpiresAt: link.expiresAt.toISOString(),
        entered,
        setCookies: browser ? [] : newBrowserCookies("portal", id, cookies),
      },
      audit: browser ? NOTHING_CHANGED : { ...visitorOf(link), id, type: "portalLink" },
    };
  };
});

/** Exchanges a link, once; the browser that did so is let in again while its session lives. */
export const enterPortal = defineOpenWrite(portalContracts.enter, async ({ cookies, link: id }) => {
  const browser = linkBrowserIn("portal", cookies, id);
  if (!browser) throw linkNotOpened();
  return async (db) => {
    const hash = linkBrowserHash(browser);
    await holdLink(db, id);
    await lockPortalLink(db, id);
    const link = await holdLink(db, id);
    const output = { link: id, setCookies: [browserCookie(browser)] };
    if (link.enteredAt) {
      if (!(await holdPortalSession(db, id, hash))) throw linkGone();
      return { output, audit: [] };
    }
    await beginPortalSession(db, id, hash);
    return { output, audit: [{ ...visitorOf(link), id, type: "portalLink" }] };
  };
});

/** A key of the customer gets a new secret; the old one works for as long as is asked. */
export const rollPortalKey = defineOpenWrite(portalContracts.roll, async (input) => {
  const { key: id, graceSeconds, name } = input;
  const browser = visitorIn(input);
  const asked = `${id} ${graceSeconds} ${name}`;
  const rollHash = linkTokenHash(asked);
  const terms = {
    purpose: "rolled-key",
    context: `${browser.link} ${asked}`,
    callerSecret: browser.secret,
  } as const;
  return async (db) => {
    const visit = await holdVisit(db, browser, "UPDATE");
    const before = await findSealedRoll(db, visit.link, rollHash);
    if (before === null) throw rolledAlready();
    if (before) {
      const secret = unseal(before, terms, env().RUNTYPE_KEY_PEPPERS);
      return { output: { secret, setCookies: [] }, audit: [] };
    }
    const { organizationId, customerId } = visit;
    const where = { id, organizationId, customerId, kind: "surface" } as const;
    const found = await db.apiKey.findFirst({
      where,
      select: { productId: true, surfaceId: true },
    });
    const { productId, surfaceId } = found ?? {};
    if (!productId || !surfaceId) throw notFound("Surface key");
    const place = { organizationId, kind: "surface" as const, productId, surfaceId };
    if (!(await holdPortalSurface(db, place))) throw notFound("Surface key");
    const now = await databaseNow(db);
    const assertOwn = (row: ApiKey) => {
      if (row.customerId !== customerId) throw notFound("Surface key");
      if (row.disabledAt || (row.expiresAt && row.expiresAt <= now)) throw keyNotInUse();
    };
    const { key, plaintext } = await rotateSecret(db, place, { id, graceSeconds }, assertOwn);
    const sealed = seal(plaintext, terms, env().RUNTYPE_KEY_PEPPERS);
    await keepSealedRoll(db, visit.link, { rollHash, keyId: id, sealed });
    const metadata = { name: key.name, surfaceId, graceSeconds, portalLinkId: visit.link };
    return {
      output: { secret: plaintext, setCookies: [] },
      audit: { ...visitorOf(visit), action: surfaceKeyContracts.rotate.name, id, metadata },
    };
  };
});

export const leavePortal = defineOpenWrite(portalContracts.leave, async (input) => {
  const browser = linkBrowserIn("portal", input.cookies, input.link);
  return async (db) => {
    const output = { setCookies: [] };
    const hash = browser && linkBrowserHash(browser);
    if (!browser || !hash || !(await endPortalSession(db, browser.link, hash))) {
      return { output, audit: [] };
    }
    const where = { id: browser.link };
    const link = await db.portalLink.findUniqueOrThrow({ where });
    return { output, audit: [{ ...visitorOf(link), id: link.id, type: "portalLink" }] };
  };
});

type Asked = { cookies: string; link?: string | undefined };

export function visitorIn({ cookies, link }: Asked): LinkBrowser {
  const browser = linkBrowserIn("portal", cookies, link);
  if (!browser) throw portalClosed();
  return browser;
}

/**
 * Whose portal a browser is in, held until the transaction ends. Throws `gone` once its session is over,
 * its link withdrawn or expired, or the customer suspended.
 */
export async function holdVisit(
  db: Transaction,
  browser: LinkBrowser,
  lock: "SHARE" | "UPDATE" = "SHARE",
) {
  const { link } = browser;
  const select = { organizationId: true, customerId: true } as const;
  const found = await db.portalLink.findUnique({ where: { id: link }, select });
  const { organizationId, customerId: id } = found ?? {};
  const customer = organizationId && (await holdCustomer(db, organizationId, { id }));
  const visit = await holdPortalSession(db, link, linkBrowserHash(browser), lock);
  if (!customer || customer.suspended || !visit) throw portalClosed();
  return { ...visit, link };
}

const shown = {
  id: true,
  organizationId: true,
  customerId: true,
  expiresAt: true,
  openedAt: true,
  enteredAt: true,
  withdrawnAt: true,
  organization: { select: { name: true } },
  customer: { select: { name: true } },
} as const satisfies Prisma.PortalLinkSelect;

/** A link that may be opened, whose customer stays as it is. Throws `gone`. */
async function holdLink(db: Transaction, id: string) {
  const link = await db.portalLink.findUnique({ where: { id }, select: shown });
  const customer = link && (await holdCustomer(db, link.organizationId, { id: link.customerId }));
  if (!link || !customer || customer.suspended) throw linkGone();
  const status = portalLinkStatus(link, await databaseNow(db));
  if (status === "withdrawn" || status === "expired") throw linkGone();
  return link;
}

function visitorOf({ organizationId, customerId }: { organizationId: string; customerId: string }) {
  return { by: { kind: "customer", organizationId, customerId } } as const;
}
