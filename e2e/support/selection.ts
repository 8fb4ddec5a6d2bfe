import { expect, type Locator, type Page } from "@playwright/test";
import { DIALOG, expectAccessibleAtWidths } from "./accessible";

/** The bar that counts the selected keys and acts on them. */
export function selectionBar(page: Page): Locator {
  return page.getByRole("region", { name: "Selection" });
}

export function checkboxOf(page: Page, name: string): Locator {
  return page.getByRole("checkbox", { name: `Select ${name}`, exact: true });
}

export function pageCheckbox(page: Page): Locator {
  return page.getByRole("checkbox", { name: /^Select the keys? on this page$/ });
}

/** Selects the page, opens each act on the selection and leaves it again; axe finds nothing. */
export async function walkSelection(page: Page): Promise<void> {
  await pageCheckbox(page).click();
  const bar = selectionBar(page);
  await expect(bar).toContainText(/keys? selected/);
  await expectAccessibleAtWidths(page, "selection");
  for (const act of ["Disable", "Set expiry", "Revoke"]) {
    await bar.getByRole("button", { name: act }).click();
    await expect(page.getByRole("button", { name: "Cancel" })).toBeVisible();
    await expectAccessibleAtWidths(page, `${act}, several`, DIALOG);
    await page.getByRole("button", { name: "Cancel" }).click();
    await expect(page.getByRole("button", { name: "Cancel" })).toHaveCount(0);
  }
  await bar.getByRole("button", { name: "Clear the selection" }).click();
  await expect(bar.getByRole("button")).toHaveCount(0);
}
