import { beforeEach, describe, expect, it } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { type Env, EnvError, env } from "@/lib/env";
import { asOwner } from "@/tests/support/roles";
import { signIn } from "./sessions";
import { createAccount, ensureAdmin } from "./writes";

const PASSWORD = "kettle orbit thistle";
const account = {
  name: "Ada",
  organization: "Works",
  email: "ada@example.com",
  password: PASSWORD,
};

function create(change: Record<string, unknown> = {}) {
  return createAccount.perform({ principal: null, requestId: "req" }, () => ({
    ...account,
    ...change,
  }));
}

async function everything() {
  return {
    organizations: await prisma().organization.count(),
    users: await prisma().user.count(),
    memberships: await prisma().membership.count(),
    audit: await prisma().auditEntry.count(),
  };
}

function set(change: Partial<Env>): void {
  globalThis.runtypeEnv = { ...env(), ...change };
}

beforeEach(async () => {
  await asOwner("DELETE FROM users");
  const noAdmin = { RUNTYPE_ADMIN_EMAIL: undefined, RUNTYPE_ADMIN_PASSWORD: undefined };
  set({ ...noAdmin, RUNTYPE_SIGN_UP: "open" });
});

describe("creating an account", () => {
  it("makes a person who owns a new organization, and a record of it", async () => {
    const { userId, organizationId } = await create();
    const user = await prisma().user.findUniqueOrThrow({
      where: { id: userId },
      include: { memberships: { include: { organization: true } } },
    });
    expect(user).toMatchObject({
      email: "ada@example.com",
      name: "Ada",
      memberships: [{ role: "owner", organization: { id: organizationId, name: "Works" } }],
    });
    const entries = await prisma().auditEntry.findMany({ where: { organizationId } });
    expect(entries).toMatchObject([
      { action: "account.create", outcome: "done", actorId: userId, targetId: organizationId },
    ]);
  });

  it("keeps the password as a hash and nowhere else", async () => {
    const { userId, organizationId } = await create();
    const user = await prisma().user.findUniqueOrThrow({ where: { id: userId } });
    const entries = await prisma().auditEntry.findMany({ where: { organizationId } });
    expect(user.passwordHash).toMatch(/^\$argon2id\$/);
    expect(JSON.stringify([user, entries])).not.toContain(PASSWORD);
  });

  it("leaves nothing behind when the email address is taken, in whatever case", async () => {
    await create();
    const before = await everything();
    await expect(create({ email: "ADA@example.com", organization: "Other" })).rejects.toMatchObject(
      {
        code: "bad_request",
        facts: {
          issues: [
            { path: "email", message: "An account with this email address already exists." },
          ],
        },
      },
    );
    expect(await everything()).toEqual(before);
  });

  it("makes one account of several requests for the same address at once", async () => {
    const before = await everything();
    const results = await Promise.allSettled(Array.from({ length: 6 }, () => create()));
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const after = await everything();
    expect(after.users).toBe(before.users + 1);
    expect(after.organizations).toBe(before.organizations + 1);
  });

  it("is done for 20 people of one address at once, then slower and slower", async () => {
    const from = (address: string, change: object) =>
      createAccount.perform({ principal: null, requestId: "req", address }, () => ({
        ...account,
        ...change,
      }));
    const asked = Array.from({ length: 25 }, (_, n) =>
      from("203.0.113.7", { email: `person-${n}@example.com` }),
    );
    const results = await Promise.allSettled(asked);
    const refusals = results.flatMap((each) => (each.status === "rejected" ? [each.reason] : []));
    expect(refusals).toHaveLength(5);
    const before = await everything();
    // Of the two seconds of the sixth refusal, one may have passed by now.
    await expect(from("203.0.113.7", { email: "late@example.com" })).rejects.toMatchObject({
      code: "rate_limited",
      details: expect.stringMatching(/^Too many attempts\. Try again in (2 seconds|1 second)\.$/),
    });
    expect(await everything()).toEqual(before);
    await from("203.0.113.8", { email: "elsewhere@example.com" });
    await signIn({
      credentials: { email: "elsewhere@example.com", password: PASSWORD },
      address: "203.0.113.7",
      userAgent: null,
    });
  });

  it("is refused with an issue per field, and changes nothing", async () => {
    const before = await everything();
    await expect(
      create({ email: "x", password: "password1", role: "owner" }),
    ).rejects.toMatchObject({
      code: "bad_request",
    });
    expect(await everything()).toEqual(before);
  });
});

describe("the first owner from the settings", () => {
  const settings = {
    RUNTYPE_ADMIN_EMAIL: "Admin@Example.com",
    RUNTYPE_ADMIN_PASSWORD: PASSWORD,
  };

  it("is made once although several processes start at the same moment, and can sign in", async () => {
    set(settings);
    await Promise.all(Array.from({ length: 5 }, () => ensureAdmin()));
    expect(await prisma().user.count()).toBe(1);
    const credentials = { email: "admin@example.com", password: PASSWORD };
    await signIn({ credentials, address: null, userAgent: null });
  });

  it("is not made where there is someone, and changes nobody's password", async () => {
    const { userId } = await create({ email: "admin@example.com" });
    const before = await prisma().user.findUniqueOrThrow({ where: { id: userId } });
    set({ ...settings, RUNTYPE_ADMIN_PASSWORD: "another good password" });
    await ensureAdmin();
    expect(await prisma().user.findMany()).toEqual([before]);
  });

  it("is not made without settings: there is no default account", async () => {
    await ensureAdmin();
    expect(await prisma().user.count()).toBe(0);
  });

  it.each([
    ["a password alone", { RUNTYPE_ADMIN_PASSWORD: PASSWORD }, "RUNTYPE_ADMIN_EMAIL"],
    ["an address alone", { RUNTYPE_ADMIN_EMAIL: "a@example.com" }, "RUNTYPE_ADMIN_PASSWORD"],
    [
      "a common password",
      { ...settings, RUNTYPE_ADMIN_PASSWORD: "admin1234" },
      "RUNTYPE_ADMIN_PASSWORD",
    ],
  ])("is refused with the name of the setting for %s", async (_what, change, named) => {
    set(change);
    await expect(ensureAdmin()).rejects.toThrow(EnvError);
    await expect(ensureAdmin()).rejects.toThrow(named);
    expect(await prisma().user.count()).toBe(0);
  });
});
