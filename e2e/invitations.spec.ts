import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { promisify } from "node:util";
import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./support/accessible";
import { installation, ORIGIN } from "./support/database";
import { signUp } from "./support/people";
import { startWebFront } from "./support/web-front";
import { expectLight } from "./support/weight";

const PASSWORD = "kettle orbit thistle 42";
const run = promisify(execFile);

/** The link that the operator's command prints, for these journeys' own address. */
async function invite(...args: string[]): Promise<string> {
  const random = () => randomBytes(32).toString("base64url");
  const { stdout } = await run(process.execPath, ["scripts/invite.mjs", ...args], {
    env: {
      ...process.env,
      DATABASE_URL: installation().database,
      NEXTAUTH_SECRET: random(),
      RUNTYPE_KEY_PEPPERS: `1:${random()}`,
      NEXTAUTH_URL: ORIGIN,
    },
  });
  return /(http:\S+)/.exec(stdout)?.[1] ?? stdout;
}

/** The organization that a person owns, as the command asks for it. */
async function organizationOf(page: Page): Promise<string> {
  const [, id = ""] =
    /"organizationId":"(org_\w+)"/.exec(await (await page.request.get("/v1/me")).text()) ?? [];
  return id;
}

test("an invited person makes an account with the link, once", async ({ page, browser }) => {
  await signUp(page, null);
  const organization = await organizationOf(page);
  const email = `guest-${randomBytes(6).toString("hex")}@example.com`;
  const link = await invite(email, "viewer", "--organization", organization);
  const guest = await (await browser.newContext()).newPage();
  await guest.goto(link);
  await expect(guest.getByRole("heading", { name: "Join Example Works" })).toBeVisible();
  await expectAccessible(guest, "invitation");
  await expectLight(guest, "invitation");
  await guest.getByLabel("Password").focus();
  await guest.keyboard.type("password1");
  await guest.keyboard.press("Enter");
  await expect(guest.getByLabel("Name", { exact: true })).toBeFocused();
  await expect(guest.getByLabel("Name", { exact: true })).toHaveAttribute("aria-invalid", "true");
  await guest.keyboard.type("Grace Guest");
  await guest.keyboard.press("Enter");
  await expect(guest.getByLabel("Password")).toHaveAccessibleDescription(/too common/);
  await guest.getByLabel("Password").fill(PASSWORD);
  await guest.getByRole("button", { name: "Create account" }).click();
  await guest.waitForURL(/\/settings\/api/);
  await expect(guest.getByText("Example Works").first()).toBeVisible();

  await guest.goto(link);
  await expect(guest.getByRole("heading", { name: "Invitation not found" })).toBeVisible();
  await guest.context().close();
});

test("a person with an account signs in with the link and joins", async ({ page, browser }) => {
  await signUp(page, null);
  const organization = await organizationOf(page);
  const other = await (await browser.newContext()).newPage();
  const { email } = await signUp(other, null);
  await other.context().clearCookies();
  const link = await invite(email, "admin", "--organization", organization);
  await other.goto(link);
  await expect(other).toHaveURL(/\/sign-in\?callbackUrl=/);
  await other.getByLabel("Email").fill(email);
  await other.getByLabel("Password").fill(PASSWORD);
  await other.getByRole("button", { name: "Sign in" }).click();
  await other.waitForURL(/\/invitations\//);
  await expect(other.getByText(`${email} is invited as admin.`)).toBeVisible();
  await page.goto(new URL(other.url()).pathname);
  await expect(page.getByText(`Sign out and sign in as ${email}.`)).toBeVisible();
  await other.getByRole("button", { name: "Join" }).click();
  await other.waitForURL(/\/settings\/api/);
  expect(await organizationOf(other)).toBe(organization);
  await other.context().close();
});

test("nobody signs up where accounts are by invitation, and the page says so", async ({ page }) => {
  await signUp(page, null);
  const front = await startWebFront(installation().database, { RUNTYPE_SIGN_UP: "invite" });
  try {
    await page.context().clearCookies();
    await page.goto(`${front.base}/sign-in`);
    await expect(page.getByRole("button", { name: "Sign in" })).toBeVisible();
    await expect(page.getByRole("link", { name: "Create an account" })).toHaveCount(0);
    await page.goto(`${front.base}/sign-up`);
    await expect(
      page.getByRole("heading", { name: "Sign-up is by invitation only" }),
    ).toBeVisible();
    await expect(page.getByRole("button", { name: "Create account" })).toHaveCount(0);
    await expectAccessible(page, "closed sign-up");
  } finally {
    await front.end();
  }
});

test("an invitation that never was opens nothing", async ({ page }) => {
  await page.goto("/invitations/made-up");
  await expect(page.getByRole("heading", { name: "Invitation not found" })).toBeVisible();
});
