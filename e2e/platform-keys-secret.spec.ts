import { expect, type Page } from "@playwright/test";
import { call, fillKey, shownSecret } from "./support/keys";
import { signUp } from "./support/people";
import { test } from "./support/quiet-test";

async function reveal(page: Page): Promise<string> {
  await signUp(page);
  await page.getByRole("button", { name: "Create New API Key" }).click();
  await fillKey(page, { name: "Shown once" });
  await page.getByRole("button", { name: "Create", exact: true }).click();
  return shownSecret(page);
}

test.describe("with a clipboard", () => {
  test.use({ permissions: ["clipboard-read", "clipboard-write"] });

  test("an uncopied secret is not lost to Esc, the X, an outside click or Back", async ({
    page,
  }) => {
    const secret = await reveal(page);
    const question = page.getByText("Close without copying");
    const stay = page.getByRole("button", { name: "Keep it open" });
    for (const leave of [
      () => page.keyboard.press("Escape"),
      () => page.getByRole("button", { name: "Close", exact: true }).click(),
      () => page.mouse.click(5, 300),
      () => page.goBack(),
      () => page.goBack(),
    ]) {
      await leave();
      await expect(question).toBeVisible();
      await stay.click();
      await expect(question).toHaveCount(0);
      expect(await shownSecret(page)).toBe(secret);
    }
    await page.keyboard.press("Control+k");
    await expect(page.getByPlaceholder("Find a key, product, flow")).toHaveCount(0);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Close anyway" }).click();
    await expect(page.getByRole("dialog")).toHaveCount(0);
  });

  test("a secret stays while the table behind it refreshes; copied it closes without a question, and is nowhere afterwards", async ({
    page,
  }) => {
    const secret = await reveal(page);
    await call(secret);
    await expect(page.getByText(/First request received/)).toBeVisible();
    await page.waitForResponse((response) => response.request().method() === "POST");
    expect(await shownSecret(page)).toBe(secret);
    await page.getByRole("button", { name: "Copy", exact: true }).click();
    await expect(page.getByRole("button", { name: "Done" })).toBeVisible();
    expect(page.url()).not.toContain("dialog");
    await page.goBack();
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await expect(page.getByRole("link", { name: "Shown once" })).toBeVisible();
    const kept = await page.evaluate(() =>
      [document.documentElement.outerHTML, location.href]
        .concat(JSON.stringify(localStorage), JSON.stringify(sessionStorage))
        .concat(JSON.stringify(history.state)),
    );
    expect(kept.join()).not.toContain(secret);
    await page.reload();
    expect(await page.content()).not.toContain(secret);
  });
});

test("without a clipboard the key is selected, and only a real copy counts", async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, "clipboard", { value: undefined });
  });
  const secret = await reveal(page);
  await page.getByRole("button", { name: "Copy", exact: true }).click();
  await expect(page.getByRole("alert").filter({ hasText: "clipboard" })).toContainText(
    "can't access the clipboard",
  );
  await expect(page.getByRole("button", { name: "Done" })).toHaveCount(0);
  const field = page.getByRole("textbox", { name: "API key", exact: true });
  await expect(field).toBeFocused();
  const selected = await field.evaluate((node) =>
    node instanceof HTMLTextAreaElement
      ? node.value.slice(node.selectionStart, node.selectionEnd)
      : "",
  );
  expect(selected).toBe(secret);
  await page.keyboard.press("ControlOrMeta+c");
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("the create form opens from its address and closes with Back", async ({ page }) => {
  await signUp(page, "/settings/api?dialog=create");
  const dialog = page.getByRole("dialog", { name: "Create New API Key" });
  await expect(dialog).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(page).toHaveURL(/\/settings\/api$/);
  await page.getByRole("button", { name: "Create New API Key" }).click();
  await expect(page).toHaveURL(/dialog=create/);
  await page.goBack();
  await expect(dialog).toHaveCount(0);
  await page.goForward();
  await expect(dialog).toBeVisible();
});
