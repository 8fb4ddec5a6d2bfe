import { expect, type Page } from "@playwright/test";
import { ORIGIN, setRole } from "./support/database";
import { pressUntil } from "./support/keyboard";
import { call, storeKey } from "./support/keys";
import { signUp } from "./support/people";
import { test } from "./support/quiet-test";
import { checkboxOf, pageCheckbox, selectionBar } from "./support/selection";
import { callCapability, makeSurface, storeSurfaceKey } from "./support/surfaces";

const NAMES = ["Alpha", "Beta", "Gamma"];

/** A table of keys, its way to make one, and to call with one. */
type Table = {
  list: string;
  store: (name: string) => Promise<{ secret: string }>;
  statusOf: (secret: string) => Promise<number>;
};

const TABLES: { title: string; open: (page: Page) => Promise<Table> }[] = [
  {
    title: "Settings, API",
    open: async (page) => ({
      list: "/settings/api",
      store: (name) => storeKey(page, { name }),
      statusOf: async (secret) => (await call(secret)).status,
    }),
  },
  {
    title: "the Keys tab of a surface",
    open: async (page) => {
      const surface = await makeSurface(page);
      return {
        list: surface.keys,
        store: (name) => storeSurfaceKey(page, surface, { name }),
        statusOf: async (secret) => (await callCapability(surface, "faq", secret)).status,
      };
    },
  },
];

async function expectStatuses(table: Table, secrets: readonly string[], status: number) {
  for (const secret of secrets) expect(await table.statusOf(secret)).toBe(status);
}

for (const { title, open } of TABLES) {
  test.describe(title, () => {
    test("several keys are disabled, enabled, given an expiry and revoked at once", async ({
      page,
    }) => {
      test.slow();
      await signUp(page, null);
      const table = await open(page);
      const secrets: string[] = [];
      for (const name of NAMES) secrets.push((await table.store(name)).secret);
      await expectStatuses(table, secrets, 200);
      await page.goto(`${table.list}?sort=name`);
      const bar = selectionBar(page);
      const question = page.getByRole("alertdialog");

      await checkboxOf(page, "Alpha").click();
      await expect(bar).toContainText("1 key selected");
      await expect(pageCheckbox(page)).toHaveAttribute("aria-checked", "mixed");
      await checkboxOf(page, "Gamma").click({ modifiers: ["Shift"] });
      await expect(bar).toContainText("3 keys selected");
      await expect(pageCheckbox(page)).toBeChecked();
      await expect(bar.getByRole("button", { name: "Enable" })).toHaveCount(0);
      await bar.getByRole("button", { name: "Disable" }).click();
      await expect(question).toHaveAccessibleName("Disable 3 keys?");
      await question.getByRole("button", { name: "Disable" }).click();
      await expect(page.getByText("3 keys disabled")).toBeVisible();
      await expectStatuses(table, secrets, 401);
      await expect(page.getByRole("row", { name: /Disabled/ })).toHaveCount(3);
      await expect(bar.getByRole("button")).toHaveCount(0);

      await pageCheckbox(page).click();
      await expect(page.getByText("3 keys disabled")).toHaveCount(0, { timeout: 2_000 });
      await bar.getByRole("button", { name: "Enable" }).click();
      await question.getByRole("button", { name: "Enable" }).click();
      await expect(page.getByText("3 keys enabled")).toBeVisible();
      await expectStatuses(table, secrets, 200);

      for (const name of ["Alpha", "Beta"]) await checkboxOf(page, name).click();
      await bar.getByRole("button", { name: "Set expiry" }).click();
      const dialog = page.getByRole("dialog", { name: "Set the expiry of 2 keys" });
      await dialog.getByRole("button", { name: "Set expiry" }).click();
      await expect(dialog.getByRole("alert")).toHaveText("Choose a date, or Never.");
      await dialog.getByRole("button", { name: "30 days" }).click();
      await dialog.getByRole("button", { name: "Set expiry" }).click();
      await expect(page.getByText("Expiry of 2 keys set")).toBeVisible();
      for (const name of ["Alpha", "Beta"]) {
        await expect(page.getByRole("row", { name })).toContainText(/in (29|30) d/);
      }
      await expect(page.getByRole("row", { name: "Gamma" })).not.toContainText(/in \d+ d/);

      await expect(page.getByRole("row", { name: "Alpha" })).toContainText("from 127", {
        timeout: 30_000,
      });
      await pageCheckbox(page).click();
      await bar.getByRole("button", { name: "Revoke" }).click();
      await expect(question).toHaveAccessibleName("Revoke 3 keys?");
      await expect(question.getByRole("button", { name: "Cancel" })).toBeFocused();
      await expect(question).toContainText("401 Unauthorized");
      await expect(question).toContainText(/(deploy-script\/1\.4|acme-app\/2\.0) from 127/);
      await expect(question.getByRole("button", { name: "Confirm" })).toBeDisabled();
      await question.getByLabel("Type 3 keys to confirm").fill("3 keys");
      await question.getByLabel("Reason").fill("Leaked in a log");
      await question.getByRole("button", { name: "Confirm" }).click();
      const proof = page.getByRole("listitem").filter({ hasText: "3 keys revoked" });
      await expect(proof).toContainText("Refused everywhere since");
      await expect(proof).toContainText("The last accepted call was at");
      await expectStatuses(table, secrets, 401);
      await expect(page.getByRole("row", { name: /Revoked/ })).toHaveCount(3);
      await expect(checkboxOf(page, "Alpha")).toBeDisabled();
    });

    test("a viewer is offered no selection", async ({ page }) => {
      const { email } = await signUp(page, null);
      const table = await open(page);
      await table.store("Look only");
      await setRole(email, "viewer");
      await page.goto(table.list);
      await expect(page.getByRole("link", { name: "Look only" })).toBeVisible();
      await page.keyboard.press("j");
      await page.keyboard.press("x");
      await expect(page.getByRole("checkbox")).toHaveCount(0);
      await expect(selectionBar(page)).toHaveCount(0);
    });
  });
}

test("rows are selected and acted on without a mouse", async ({ page }) => {
  await signUp(page, null);
  for (const name of NAMES) await storeKey(page, { name });
  await page.goto("/settings/api?sort=name");
  const bar = selectionBar(page);
  await pressUntil(page, "j", page.getByRole("link", { name: "Alpha" }));
  await page.keyboard.press("x");
  await expect(bar).toContainText("1 key selected");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("Shift+x");
  await expect(bar).toContainText("3 keys selected");
  await page.keyboard.press("Escape");
  await expect(bar.getByRole("button")).toHaveCount(0);
  await expect(page.getByRole("link", { name: "Gamma" })).toBeFocused();

  await page.keyboard.press("x");
  await page.keyboard.press("k");
  await page.keyboard.press("x");
  await page.keyboard.press("a");
  await expect(bar.getByRole("button", { name: "Disable" })).toBeFocused();
  await page.keyboard.press("Enter");
  const question = page.getByRole("alertdialog", { name: "Disable 2 keys?" });
  await expect(question.getByRole("button", { name: "Cancel" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(bar.getByRole("button", { name: "Disable" })).toBeFocused();
  await expect(bar).toContainText("2 keys selected");
  await page.keyboard.press("Enter");
  await expect(question.getByRole("button", { name: "Cancel" })).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByText("2 keys disabled")).toBeVisible();
  await expect(page.getByRole("alertdialog")).toHaveCount(0);
  await page.keyboard.press("j");
  await expect(page.getByRole("link", { name: "Alpha" })).toBeFocused();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog")).toContainText("Select the row");
});

test("a selection stays while its table is paged and searched", async ({ page }) => {
  test.slow();
  await signUp(page, null);
  for (let number = 1; number <= 27; number += 1) await storeKey(page, { name: `Key ${number}` });
  await page.goto("/settings/api?sort=createdAt");
  const bar = selectionBar(page);
  await pageCheckbox(page).click();
  await expect(bar).toContainText("25 keys selected");
  await page.getByRole("button", { name: "Next", exact: true }).click();
  await expect(page.getByText("26–27 of 27 keys")).toBeVisible();
  await expect(bar).toContainText("25 keys selected");
  await checkboxOf(page, "Key 27").click();
  await expect(bar).toContainText("26 keys selected");
  await page.getByRole("button", { name: "Previous" }).click();
  await expect(pageCheckbox(page)).toBeChecked();
  await page.getByLabel("Search keys").fill("Key 26");
  await expect(page.getByText("1 key", { exact: true })).toBeVisible();
  await expect(checkboxOf(page, "Key 26")).not.toBeChecked();
  await expect(bar).toContainText("26 keys selected");
  await bar.getByRole("button", { name: "Revoke" }).click();
  const question = page.getByRole("alertdialog", { name: "Revoke 26 keys?" });
  await expect(question.getByRole("listitem")).toHaveCount(4);
  await question.getByRole("button", { name: "and 22 more" }).click();
  await expect(question.getByRole("listitem")).toHaveCount(26);
});

test("what someone else revoked in the meantime is left and named", async ({ page }) => {
  await signUp(page, null);
  const { id } = await storeKey(page, { name: "Gone first" });
  await storeKey(page, { name: "Still there" });
  await page.goto("/settings/api");
  await pageCheckbox(page).click();
  await selectionBar(page).getByRole("button", { name: "Disable" }).click();
  const question = page.getByRole("alertdialog", { name: "Disable 2 keys?" });
  await expect(question.getByRole("listitem")).toHaveCount(2);
  const headers = { Origin: ORIGIN };
  await page.request.delete(`/v1/api-keys/${id}`, { headers });
  const titles = await titlesOfQuestion(page);
  await question.getByRole("button", { name: "Disable" }).click();
  const told = page.getByRole("listitem").filter({ hasText: "1 key disabled" });
  await expect(told).toContainText("1 was already revoked: Gone first.");
  await expect(page.getByRole("row", { name: /Gone first.*Revoked/ })).toBeVisible();
  await expect(page.getByRole("row", { name: /Still there.*Disabled/ })).toBeVisible();
  for (const title of await titles.jsonValue()) expect(title).toBe("Disable 2 keys?");
});

/** What the open question is called, noted at each change of the page. */
function titlesOfQuestion(page: Page) {
  return page.evaluateHandle(() => {
    const titles: string[] = [];
    const note = () => {
      const title = document.querySelector("[role='alertdialog'] h2")?.textContent;
      if (title) titles.push(title);
    };
    const watched = { subtree: true, childList: true, characterData: true };
    new MutationObserver(note).observe(document.body, watched);
    return titles;
  });
}
