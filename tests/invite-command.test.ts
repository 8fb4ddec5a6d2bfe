import { execFile } from "node:child_process";
import { describe, expect, it, vi } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { createOrganization, createPerson } from "@/tests/factories/people";
import { asOwner } from "@/tests/support/roles";

vi.setConfig({ testTimeout: 120_000 });

/** `npm run invite -- ...` on the database of this test. */
function invite(...args: string[]): Promise<{ code: number; said: string; printed: string }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, ["scripts/invite.mjs", ...args], (_error, out, err) =>
      resolve({ code: child.exitCode ?? 1, said: err.trim(), printed: out.trim() }),
    );
  });
}

describe("npm run invite", () => {
  it("prints a link, to sign in with where there is an account, and records the act", async () => {
    await asOwner("DELETE FROM users");
    const organizationId = await createOrganization("Works");
    const guest = await invite("New@Example.com", "member", "--organization", organizationId);
    expect(guest).toMatchObject({ code: 0, said: "" });
    expect(guest.printed).toMatch(
      /^With this link, new@example\.com joins Works\. It works once, for 7 days:\n\n {2}http:\/\/localhost:3000\/invitations\/[\w-]{43}$/,
    );
    const { email } = await createPerson();
    const known = await invite("--organization", organizationId, email, "viewer");
    expect(known.printed).toMatch(
      /signs in and joins Works.*\/sign-in\?callbackUrl=%2Finvitations%2F/s,
    );
    const entries = await prisma().auditEntry.findMany({ where: { organizationId } });
    expect(entries.map(({ actorKind, action }) => [actorKind, action])).toEqual(
      Array(2).fill(["operator", "invitation.create"]),
    );
  });

  it.each([
    ["nothing", [], "Name one email address and one role: npm run invite"],
    ["a flag that is none", ["a@b.example", "member", "--org", "x"], "--org is not known: "],
    [
      "a flag without its value",
      ["a@b.example", "member", "--organization"],
      "--organization needs an ID",
    ],
    ["no address", ["ada", "member"], "email: Enter an email address."],
    ["no role", ["a@b.example", "king"], "role: Use one of owner, admin, member, viewer."],
  ])("says in a sentence what is wrong with %s", async (_what, args, sentence) => {
    const { code, said } = await invite(...args);
    expect(code).toBe(1);
    expect(said).toContain(sentence);
    expect(said).not.toMatch(/^\s+at /m);
  });
});
