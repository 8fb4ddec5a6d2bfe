import { beforeEach, describe, expect, it } from "vitest";
import { hashPassword } from "@/lib/auth/password";
import { prisma } from "@/lib/db/prisma";
import { env } from "@/lib/env";
import { createOrganization, createPerson } from "@/tests/factories/people";
import { asOwner } from "@/tests/support/roles";
import { invite } from "./invite";
import { findInvitation } from "./reads";
import { signIn } from "./sessions";
import { acceptInvitation, joinOrganization } from "./writes";

const PASSWORD = "kettle orbit thistle";
const NOBODY = { principal: null, requestId: "req" };
const GONE = { code: "not_found", details: "This invitation was used, withdrawn or has expired." };
let organizationId = "";

const newGuest = () => `guest-${Math.random().toString(36).slice(2)}@example.com`;
const find = (token: string) => findInvitation.perform(NOBODY, () => ({ token }));
const accept = (token: string) =>
  acceptInvitation.perform(NOBODY, () => ({ token, name: "Guest", password: PASSWORD }));

async function tokenFor(email: string, role = "member"): Promise<string> {
  const { link } = await invite({ email, role, organizationId });
  return decodeURIComponent(link).split("/").at(-1) ?? "";
}

beforeEach(async () => {
  globalThis.runtypeEnv = { ...env(), RUNTYPE_SIGN_UP: "invite" };
  organizationId = await createOrganization("Works");
});

describe("the operator's invitation", () => {
  it("is a link that is good for 7 days, kept as a hash, and stands in the record", async () => {
    const email = newGuest();
    const { link, ...said } = await invite({
      email: ` ${email.toUpperCase()}`,
      role: "admin",
      organizationId,
    });
    expect(said).toEqual({ email, organization: "Works", hasAccount: false });
    expect(link).toMatch(/^http:\/\/localhost:3000\/invitations\/[\w-]{43}$/);
    const row = await prisma().invitation.findFirstOrThrow({ where: { email } });
    expect((row.expiresAt.getTime() - Date.now()) / 86_400_000).toBeCloseTo(7, 2);
    const entries = await prisma().auditEntry.findMany({ where: { organizationId } });
    expect(entries).toMatchObject([
      { actorKind: "operator", actorId: null, action: "invitation.create", targetId: row.id },
    ]);
    expect(entries[0]?.metadata).toEqual({ email, role: "admin" });
    expect(JSON.stringify([row, entries])).not.toContain(link.split("/").at(-1));
  });

  it("leads who has an account through signing in", async () => {
    const { email } = await createPerson();
    const { link, hasAccount } = await invite({ email, role: "viewer", organizationId });
    expect(hasAccount).toBe(true);
    expect(link).toMatch(
      /^http:\/\/localhost:3000\/sign-in\?callbackUrl=%2Finvitations%2F[\w-]{43}$/,
    );
  });

  it.each([
    ["an address that is none", { email: "x", role: "member" }, "email: Enter an email address."],
    [
      "a role that is none",
      { email: "a@b.example", role: "king" },
      "role: Use one of owner, admin, member, viewer.",
    ],
    [
      "an organization that is none",
      { email: "a@b.example", role: "member", organizationId: "x" },
      "organizationId: Not an id of the form org_...",
    ],
  ])("is refused for %s", async (_what, asked, details) => {
    await expect(invite(asked)).rejects.toMatchObject({ details });
  });

  it("names the organization where there are several, and one that is there", async () => {
    await expect(invite({ email: newGuest(), role: "member" })).rejects.toMatchObject({
      details: expect.stringContaining(`name one with --organization ID.\n`),
    });
    const unknown = "org_01jv0000000000000000000000";
    const asked = { email: newGuest(), role: "member", organizationId: unknown };
    await expect(invite(asked)).rejects.toMatchObject({
      details: `There is no organization ${unknown}.`,
    });
  });

  it("is refused for who is a member already", async () => {
    const { email } = await createPerson({ organizationId, role: "viewer" });
    await expect(invite({ email, role: "owner", organizationId })).rejects.toMatchObject({
      details: `${email} is a member of Works already, as viewer.`,
    });
  });

  it("withdraws the former one of the same person", async () => {
    const email = newGuest();
    const [first, second] = [await tokenFor(email), await tokenFor(email, "viewer")];
    await expect(find(first)).rejects.toMatchObject(GONE);
    expect(await find(second)).toMatchObject({ email, role: "viewer", organization: "Works" });
  });
});

describe("accepting an invitation", () => {
  it("makes an account of its address and role, that can sign in, and stands in the record", async () => {
    const email = newGuest();
    const token = await tokenFor(email, "admin");
    expect(await find(token)).toEqual({
      email,
      role: "admin",
      organization: "Works",
      hasAccount: false,
    });
    expect(await accept(token)).toEqual({ email });
    const { userId } = await signIn({
      credentials: { email, password: PASSWORD },
      address: null,
      userAgent: null,
    });
    const memberships = await prisma().membership.findMany({ where: { userId } });
    expect(memberships).toMatchObject([{ organizationId, role: "admin" }]);
    const actions = await prisma().auditEntry.findMany({
      where: { organizationId, actorId: userId },
    });
    expect(actions.map(({ action }) => action)).toContain("invitation.accept");
  });

  it("is done once, however many try at the same moment", async () => {
    const email = newGuest();
    const token = await tokenFor(email);
    const results = await Promise.allSettled(Array.from({ length: 6 }, () => accept(token)));
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await prisma().membership.count({ where: { organizationId } })).toBe(1);
    await expect(find(token)).rejects.toMatchObject(GONE);
    await expect(accept(token)).rejects.toMatchObject(GONE);
  });

  it.each([
    ["expired", { expiresAt: new Date(Date.now() - 1_000) }],
    ["withdrawn", { withdrawnAt: new Date() }],
  ])("is refused once it is %s, in the words of a made up one", async (_what, data) => {
    const email = newGuest();
    const token = await tokenFor(email);
    await prisma().invitation.updateMany({ where: { email }, data });
    for (const each of [token, "made-up", ""]) {
      await expect(accept(each)).rejects.toMatchObject(GONE);
      await expect(find(each)).rejects.toMatchObject(GONE);
    }
    expect(await prisma().user.count({ where: { email } })).toBe(0);
  });

  it("neither takes over an account that exists, nor a password that is the address", async () => {
    const person = await createPerson();
    const token = await tokenFor(person.email);
    await expect(accept(token)).rejects.toMatchObject({
      details: "You have an account. Sign in to accept the invitation.",
    });
    const { passwordHash } = await prisma().user.findUniqueOrThrow({
      where: { email: person.email },
    });
    expect(passwordHash).toBe("none");
    const email = newGuest();
    const own = { token: await tokenFor(email), name: "Guest", password: email };
    await expect(acceptInvitation.perform(NOBODY, () => own)).rejects.toMatchObject({
      facts: { issues: [{ path: "password" }] },
    });
  });
});

describe("joining with an account", () => {
  const join = (principal: Awaited<ReturnType<typeof createPerson>>["principal"], token: string) =>
    joinOrganization.perform({ principal, requestId: "req" }, () => ({ token }));

  it("adds the membership, once, and opens the organization there and at the next sign-in", async () => {
    const person = await createPerson();
    const { userId, sessionId } = person.principal;
    const passwordHash = await hashPassword(PASSWORD);
    await asOwner("UPDATE users SET password_hash = $2 WHERE id = $1", [userId, passwordHash]);
    const token = await tokenFor(person.email, "viewer");
    const results = await Promise.allSettled(
      Array.from({ length: 4 }, () => join(person.principal, token)),
    );
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const where = { userId, organizationId };
    expect(await prisma().membership.findMany({ where })).toMatchObject([{ role: "viewer" }]);
    const here = await prisma().session.findUniqueOrThrow({ where: { id: sessionId } });
    expect(here.organizationId).toBe(organizationId);
    const credentials = { email: person.email, password: PASSWORD };
    const again = await signIn({ credentials, address: null, userAgent: null });
    const next = await prisma().session.findUniqueOrThrow({ where: { id: again.sessionId } });
    expect(next.organizationId).toBe(organizationId);
    const entries = await prisma().auditEntry.findMany({
      where: { organizationId, actorId: userId },
    });
    expect(entries.map(({ action }) => action)).toContain("invitation.join");
  });

  it("is for the invited address alone, and leaves the invitation as it was", async () => {
    const email = newGuest();
    const token = await tokenFor(email);
    const other = await createPerson();
    await expect(join(other.principal, token)).rejects.toMatchObject(GONE);
    expect(await find(token)).toMatchObject({ email });
  });
});
