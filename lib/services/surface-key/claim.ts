import "server-only";
import {
  linkBrowserHash,
  linkBrowserIn,
  linkTokenHash,
  newBrowserCookies,
} from "@/lib/auth/link-browser";
import { verifyPassword } from "@/lib/auth/password";
import {
  type Attempt,
  beginPasscode,
  countGuessedLink,
  countOpening,
  forgiveAttempt,
} from "@/lib/auth/sign-in-throttle";
import { claimContracts } from "@/lib/contracts/surface-key/claim";
import { shownClaimFacts } from "@/lib/contracts/surface-key/claim-links";
import { surfaceKeyContracts } from "@/lib/contracts/surface-key/contracts";
import { invalidField } from "@/lib/core/errors";
import { linkGone, linkNotOpened, wrongPasscode } from "@/lib/core/refusals";
import { surfaceLimits } from "@/lib/core/windows";
import { keepSealedClaim, lockClaimLink } from "@/lib/db/claim-links";
import { databaseNow, prisma } from "@/lib/db/prisma";
import { addSurfaceKey } from "@/lib/services/key/add-surface-key";
import { defineOpenWrite, NOTHING_CHANGED } from "@/lib/services/verb";
import {
  type ClaimedLink,
  claimedReach,
  isClaimedBy,
  judgeLink,
  orGone,
  placeOf,
  readClaimLink,
  sealedFor,
  shownAgain,
} from "./judge-claim";
import { surfaceCapabilities } from "./reads";
import { creationFacts } from "./writes";

/** Looking at a link uses nothing up: what reads mail ahead of people looks at it too. */
export const openClaim = defineOpenWrite(claimContracts.open, async (input, { address = null }) => {
  const { token, cookies } = input;
  const again = token === undefined ? linkBrowserIn("claim", cookies, input.link) : undefined;
  if (token === undefined && !again) throw linkNotOpened();
  const id = again?.link ?? (await idOf(token ?? "", address));
  const browser = again ?? linkBrowserIn("claim", cookies, id);
  if (!browser) await countOpening(id);
  return async (db) => {
    const link = await readClaimLink(db, id);
    const claimed = await isClaimedBy(db, link, browser);
    const { powers, scopes } = claimed ? claimedReach(link) : await judgeLink(db, link);
    const capabilities = await surfaceCapabilities(db, placeOf(link));
    if (!link.openedAt) {
      await db.claimLink.update({ where: { id }, data: { openedAt: await databaseNow(db) } });
    }
    const { productId, surfaceId, organization, surface, customer } = link;
    const { name = null, environment } = shownClaimFacts.parse(link.facts);
    return {
      output: {
        link: id,
        organization: organization.name,
        product: surface.product.name,
        customer: customer.name,
        ...{ productId, surfaceId, name, environment, claimed },
        scoped: scopes.length > 0,
        capabilities: capabilities.filter(
          (one) => one.enabled && (scopes.length === 0 || scopes.includes(one.id)),
        ),
        ...surfaceLimits((_, limit) => powers[limit]),
        allowedIps: [...powers.allowedIps],
        keyExpiresAt: powers.expiresAt === null ? null : new Date(powers.expiresAt).toISOString(),
        linkExpiresAt: link.expiresAt.toISOString(),
        asksPasscode: link.passcodeHash !== null && !claimed,
        setCookies: browser ? [] : newBrowserCookies("claim", id, cookies),
      },
      audit: browser ? NOTHING_CHANGED : factOf(link),
    };
  };
});

/**
 * Makes the key, once. The browser that it was made for is shown it again for a while; of two tabs at
 * once the second waits, and is shown that of the first.
 */
export const claimKey = defineOpenWrite(claimContracts.press, async (input, { address = null }) => {
  const browser = linkBrowserIn("claim", input.cookies, input.link);
  if (!browser) throw linkNotOpened();
  const link = await readClaimLink(prisma(), browser.link);
  const claimed = await isClaimedBy(prisma(), link, browser);
  const attempt = claimed ? [] : await checkPasscode(link, input.passcode, address);
  return async (db) => {
    const { id, customerId } = link;
    if (claimed) return shown(await shownAgain(db, await readClaimLink(db, id), browser));
    const { maker, facts } = await judgeLink(db, link);
    await lockClaimLink(db, id);
    const held = await readClaimLink(db, id);
    if (await isClaimedBy(db, held, browser)) return shown(await shownAgain(db, held, browser));
    const made = await orGone(() =>
      addSurfaceKey(db, maker, placeOf(link), { ...facts, customerId }),
    );
    await db.claimLink.update({
      where: { id },
      data: {
        claimedAt: await databaseNow(db),
        keyId: made.id,
        browserHash: linkBrowserHash(browser),
      },
    });
    await keepSealedClaim(db, id, sealedFor(browser, made.key));
    const { by } = factOf(link);
    const { name, environment } = made;
    return {
      output: { key: { id: made.id, name, environment }, secret: made.key, setCookies: [] },
      audit: [
        { ...factOf(link), metadata: { keyId: made.id } },
        {
          action: surfaceKeyContracts.create.name,
          by,
          ...creationFacts(made, { claimLinkId: id }),
        },
      ],
      afterwards: () => forgiveAttempt(attempt),
    };
  };
});

/** The link of a token. Throws `gone`, and `rate_limited` for who asks for many that do not exist. */
async function idOf(token: string, address: string | null): Promise<string> {
  const where = { tokenHash: linkTokenHash(token) };
  const found = await prisma().claimLink.findUnique({ where, select: { id: true } });
  if (found) return found.id;
  await countGuessedLink(address);
  throw linkGone();
}

/** Throws `bad_request` for a wrong passcode, and `rate_limited` where too many were tried. */
async function checkPasscode(
  { id, passcodeHash }: ClaimedLink,
  passcode: string | undefined,
  address: string | null,
): Promise<Attempt> {
  if (passcodeHash === null) return [];
  if (!passcode) throw invalidField("passcode", "Enter the passcode.");
  const attempt = await beginPasscode(id, address);
  if (!(await verifyPassword(passcode, passcodeHash))) throw wrongPasscode();
  return attempt;
}

function factOf({ id, organizationId, customerId }: ClaimedLink) {
  const by = { kind: "customer", organizationId, customerId } as const;
  return { by, id, type: "claimLink" };
}

function shown(again: Awaited<ReturnType<typeof shownAgain>>) {
  const audit: typeof NOTHING_CHANGED = NOTHING_CHANGED;
  return { output: { ...again, setCookies: [] }, audit };
}
