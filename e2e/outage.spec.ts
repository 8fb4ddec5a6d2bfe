import { type Browser, expect, type Page, test } from "@playwright/test";
import { FlakyNetwork } from "@/tests/support/flaky-network";
import { expectNothing } from "./support/accessible";
import { installation } from "./support/database";
import { fillKey } from "./support/keys";
import { signUp } from "./support/people";
import { startWebFront, type WebFront } from "./support/web-front";

let network: FlakyNetwork;
let front: WebFront;

test.describe.configure({ mode: "default" });

test.beforeAll(async () => {
  network = new FlakyNetwork(installation().database);
  front = await startWebFront(await network.open());
});

test.afterAll(async () => {
  await front.end();
  await network.close();
});

test.beforeEach(() => network.become("fine"));

async function openPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ baseURL: front.base });
  return context.newPage();
}

const notice = (page: Page) =>
  page.getByRole("heading", { name: "The database cannot be reached", level: 1 });

test("while the database is away pages say so with 503, and open by themselves", async ({
  browser,
}) => {
  const page = await openPage(browser);
  await signUp(page, null);
  await network.become("down");
  for (const path of ["/flows", "/settings/api", "/usage", "/sign-in", "/"]) {
    const reply = await page.goto(path);
    expect([path, reply?.status(), reply?.headers()["retry-after"]]).toEqual([path, 503, "1"]);
    await expect(notice(page)).toBeVisible();
  }
  await expectNothing(page, "the notice");
  for (const path of ["/docs", "/docs/errors", "/docs/api", "/docs/errors.md", "/llms.txt"]) {
    expect([path, (await page.request.get(path)).status()]).toEqual([path, 200]);
  }
  await page.goto("/flows");
  await network.become("fine");
  await expect(page.getByRole("heading", { name: "Flows", level: 1 })).toBeVisible();
});

test("who follows a link while the database is away gets there once it is back", async ({
  browser,
}) => {
  const page = await openPage(browser);
  await signUp(page);
  await network.become("silent");
  await page.getByRole("link", { name: "Flows" }).first().click();
  await expect(notice(page)).toBeVisible();
  await network.become("fine");
  await expect(page.getByRole("heading", { name: "Flows", level: 1 })).toBeVisible();
});

test("a form sent while the database is away says so, and can be sent again", async ({
  browser,
}) => {
  const page = await openPage(browser);
  await signUp(page);
  await page.getByRole("button", { name: "Create New API Key" }).click();
  await fillKey(page, { name: "Made later" });
  await network.become("down");
  const create = page.getByRole("button", { name: "Create", exact: true });
  await create.click();
  await expect(page.getByText("The database cannot be reached. Try again.")).toBeVisible();
  await network.become("fine");
  await create.click();
  await expect(page.getByText("Waiting for the first request")).toBeVisible();
});

test("who signs in while the database is away is told so", async ({ browser }) => {
  const page = await openPage(browser);
  const { email } = await signUp(page, null);
  await page.context().clearCookies();
  await page.goto("/sign-in");
  await network.become("down");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill("kettle orbit thistle 42");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("The server cannot be reached. Try again")).toBeVisible();
});
