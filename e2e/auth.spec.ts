import { randomBytes } from "node:crypto";
import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./support/accessible";
import { signUp as storePerson } from "./support/people";

const PASSWORD = "kettle orbit thistle 42";
const WRONG = "kettle orbit thistle 43";

function newEmail(): string {
  return `auth-${randomBytes(6).toString("hex")}@example.com`;
}

async function signUp(page: Page, email: string): Promise<void> {
  await page.goto("/sign-up");
  await page.getByLabel("Name", { exact: true }).fill("Ada Example");
  await page.getByLabel("Organization").fill("Example Works");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Create account" }).click();
  await page.waitForURL(/\/settings\/api/);
}

/** A person with an account, signed out: the screens that lead there have a journey of their own. */
async function signedOut(page: Page): Promise<string> {
  const { email } = await storePerson(page, null);
  await page.context().clearCookies();
  return email;
}

async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Account" }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.waitForURL(/\/sign-in/);
}

async function sessionCookie(context: BrowserContext) {
  const cookies = await context.cookies();
  return cookies.find(({ name }) => name.endsWith("next-auth.session-token"));
}

test("a person signs up, signs out, and signs in again", async ({ page, context }) => {
  const email = newEmail();
  await signUp(page, email);
  await expect(page.getByText("Example Works").first()).toBeVisible();
  const first = await sessionCookie(context);
  expect(first).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });

  await signOut(page);
  expect(await sessionCookie(context)).toBeUndefined();

  await signIn(page, email, PASSWORD);
  await page.waitForURL(/\/settings\/api/);
  expect((await sessionCookie(context))?.value).not.toBe(first?.value);
});

test("a cookie from before the sign-out opens nothing any more", async ({ page, context }) => {
  await storePerson(page);
  const kept = await sessionCookie(context);
  if (!kept) throw new Error("no session cookie");
  expect((await context.request.get("/v1/me")).status()).toBe(200);

  await signOut(page);
  await context.addCookies([kept]);
  expect((await context.request.get("/v1/me")).status()).toBe(401);
  await page.goto("/settings/api");
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=%2Fsettings%2Fapi/);
});

test("a wrong password and an unknown address get the same answer", async ({ page }) => {
  const email = await signedOut(page);
  await page.goto("/sign-in");
  const answer = page.getByRole("alert").filter({ hasText: /\S/ });

  await signIn(page, email, WRONG);
  await expect(answer).toHaveText("Wrong email address or password.");
  await expect(page.getByLabel("Password")).toBeFocused();
  await signIn(page, newEmail(), PASSWORD);
  await expect(answer).toHaveText("Wrong email address or password.");

  await signIn(page, email, PASSWORD);
  await page.waitForURL(/\/settings\/api/);
});

test("a stranger who guesses is slowed down and told for how long, and the owner gets in", async ({
  page,
  browser,
}) => {
  const email = newEmail();
  const owner = await (await browser.newContext()).newPage();
  // By the screens: they leave the owner a device that is known.
  await signUp(owner, email);
  await signOut(owner);
  await page.goto("/sign-in");
  const answer = page.getByRole("alert").filter({ hasText: /\S/ });
  const statuses: number[] = [];
  let retryAfter = Number.NaN;
  while (statuses.at(-1) !== 429 && statuses.length < 9) {
    const [reply] = await Promise.all([
      page.waitForResponse(/callback\/credentials/),
      signIn(page, email, `${WRONG} ${statuses.length}`),
    ]);
    statuses.push(reply.status());
    retryAfter = Number(reply.headers()["retry-after"]);
  }
  expect(statuses.slice(0, 5)).toEqual([401, 401, 401, 401, 401]);
  expect(statuses.at(-1)).toBe(429);
  expect(retryAfter).toBeGreaterThan(0);
  await signIn(owner, email, PASSWORD);
  await owner.waitForURL(/\/settings\/api/);
  await owner.context().close();
  await expect(answer).toHaveText("You can try again now.", { timeout: 20_000 });
  await signIn(page, email, PASSWORD);
  await page.waitForURL(/\/settings\/api/);
});

test("a signed-out visitor signs in and arrives where they wanted to go", async ({ page }) => {
  const email = await signedOut(page);
  await page.goto("/settings/api?search=deploy");
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=/);
  await signIn(page, email, PASSWORD);
  await page.waitForURL(/\/settings\/api\?search=deploy/);
  await page.goto("/sign-in");
  await page.waitForURL(/\/settings\/api/);
});

test("nobody is sent to another site after signing in", async ({ page }) => {
  const email = await signedOut(page);
  await page.goto("/sign-in?callbackUrl=%2F%2Fevil.example%2Fkeys");
  await signIn(page, email, PASSWORD);
  await page.waitForURL(/\/settings\/api/);
});

test("what is wrong with an account is said at its field", async ({ page }) => {
  const taken = await signedOut(page);
  await page.goto("/sign-in");
  await page.getByRole("link", { name: "Create an account" }).click();
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByLabel("Name", { exact: true })).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByLabel("Name", { exact: true })).toBeFocused();

  await page.getByLabel("Name", { exact: true }).fill("Ada");
  await page.getByLabel("Organization").fill("Works");
  await page.getByLabel("Email").fill(taken);
  await page.getByLabel("Password").fill("Password123!");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByLabel("Password")).toHaveAccessibleDescription(/too common/);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByLabel("Email")).toHaveAccessibleDescription(/exists/);
});

test("signing in needs no mouse", async ({ page }) => {
  const email = await signedOut(page);
  await page.goto("/sign-in");
  await expect(page.getByLabel("Email")).toBeFocused();
  await page.keyboard.type(email);
  await page.keyboard.press("Tab");
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await expect(page.getByLabel("Password")).toHaveAttribute("type", "text");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Sign in" })).toBeFocused();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/settings\/api/);
});

test.describe("on a small screen", () => {
  test.use({ viewport: { width: 360, height: 740 } });

  for (const path of ["/sign-in", "/sign-up"]) {
    test(`${path} is accessible and fits`, async ({ page }) => {
      await signedOut(page);
      const problems: string[] = [];
      page.on("console", (line) => line.type() === "error" && problems.push(line.text()));
      await page.goto(path);
      await expectAccessible(page, path);
      await page.getByRole("button", { name: /^(Sign in|Create account)$/ }).click();
      await expect(page.getByRole("alert").filter({ hasText: /\S/ }).first()).toBeVisible();
      await expectAccessible(page, `${path} with errors`);
      expect(problems).toEqual([]);
    });
  }
});
