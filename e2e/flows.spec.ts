import { expect, type Page } from "@playwright/test";
import { setRole } from "./support/database";
import { storeFlow } from "./support/flows";
import { signUp } from "./support/people";
import { test } from "./support/quiet-test";
import { makeSurface } from "./support/surfaces";

async function addStep(page: Page, type: string, add = /^Add (step|the first step)$/) {
  await page.getByRole("button", { name: add }).click();
  await page.getByRole("menuitem", { name: new RegExp(`^${type}`) }).click();
}

async function addTemplate(page: Page, text: string): Promise<void> {
  await addStep(page, "Template");
  await page.getByRole("textbox", { name: "Template" }).last().fill(text);
}

/** A flow without steps, in its editor. */
async function openFlow(page: Page, name: string): Promise<void> {
  await signUp(page, null);
  await page.goto(`/flows/${await storeFlow(page, name)}`);
}

const saved = (page: Page) => expect(page.getByText("All changes saved")).toBeVisible();

test("a flow is built, tried, saved, published, changed and taken back", async ({ page }) => {
  test.slow();
  await signUp(page, "/flows");
  await expect(page.getByText("No flows yet: products have nothing to offer")).toBeVisible();
  await page.getByRole("button", { name: "New Flow" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("Welcome");
  await page.getByRole("button", { name: "Create", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Welcome", level: 1 })).toBeVisible();
  await addTemplate(page, "Hello {{name}}!");
  await page.getByRole("textbox", { name: "Input" }).fill('{"name": "Ada"}');
  await page.getByRole("button", { name: "Run", exact: true }).click();
  const panel = page.getByRole("region", { name: "Try it" });
  await expect(panel).toContainText("Succeeded");
  await expect(panel).toContainText("Hello Ada!");
  await page.getByRole("button", { name: "Save" }).click();
  await saved(page);
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await expect(page.getByText("Published v1")).toBeVisible();
  const publish = page.getByRole("button", { name: "Publish", exact: true });
  await expect(publish).toHaveAccessibleDescription(
    "The draft is the same as version 1, so there is nothing to publish.",
  );
  await expect(publish).toBeDisabled();
  await expect(panel).not.toContainText("From before your last edit");

  await page.getByRole("textbox", { name: "Template" }).fill("Good day {{name}}!");
  await expect(page.getByText("Unsaved changes", { exact: true })).toBeVisible();
  await expect(panel).toContainText("From before your last edit");
  await expect(publish).toHaveAccessibleDescription(/^Save your changes/);
  await page.getByRole("button", { name: "Save" }).click();
  await saved(page);
  await page.getByRole("link", { name: "Versions" }).click();
  const draft = page.getByRole("region", { name: "Draft against v1" });
  await expect(draft).toContainText("Hello {{name}}!");
  await expect(draft).toContainText("Good day {{name}}!");
  await page.getByRole("link", { name: "Editor" }).click();
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await expect(page.getByText("Published v2")).toBeVisible();
  await page.getByRole("link", { name: "Versions" }).click();
  await page.getByRole("button", { name: "Publish v1 again" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByText("Published v1")).toBeVisible();

  await page.getByRole("link", { name: "Runs", exact: true }).click();
  await page.waitForURL(/\/runs$/);
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole("row", { name: /Succeeded/ })).toHaveCount(1, { timeout: 1_000 });
  }).toPass();
  await page.getByRole("row", { name: /Succeeded/ }).click();
  await expect(page.getByRole("region", { name: "Timeline" })).toContainText("Template");
  await expect(page.getByRole("region", { name: "Output" })).toContainText("Hello Ada!");
});

test("a script runs, and one that fails is named with the reason", async ({ page }) => {
  await openFlow(page, "Sums");
  await addStep(page, "Transform Data");
  await expect(page.getByRole("textbox", { name: "Script" })).toBeVisible();
  await expect(page.getByText("1 problem")).toHaveCount(0);
  // The editor of a script comes late, and may move the button from under the pointer.
  await page.getByRole("button", { name: "Save" }).press("Enter");
  await expect(page.getByText("1 problem")).toBeVisible();
  await expect(page.getByRole("button", { name: "Run", exact: true })).toBeDisabled();
  await expect(page.getByRole("button", { name: "Save" })).toBeDisabled();
  await page.getByRole("textbox", { name: "Script" }).fill("return input.items.length + 40;");
  await page.getByRole("textbox", { name: "Input" }).fill('{"items": [1, 2]}');
  await page.getByRole("button", { name: "Run", exact: true }).click();
  const panel = page.getByRole("region", { name: "Try it" });
  await expect(panel).toContainText("Succeeded");
  await expect(panel).toContainText("42");
  await page.getByRole("textbox", { name: "Input" }).fill("{}");
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await expect(panel).toContainText("Failed");
  await expect(panel).toContainText(/Transform Data: .*undefined.*line 1/i);
});

test("steps are put in order by keyboard, nested, and edited as JSON", async ({ page }) => {
  test.slow();
  await openFlow(page, "Order");
  await addTemplate(page, "one");
  await addStep(page, "Conditional");
  await page.getByRole("textbox", { name: "Condition", exact: true }).fill("{{name}} == 'Ada'");
  await addStep(page, "Template", /^Add step to When true$/);
  await page.getByRole("textbox", { name: "Template" }).last().fill("inner");
  const handle = page.getByRole("button", { name: "Move Conditional" });
  await handle.focus();
  await page.keyboard.press("Space");
  await expect(page.getByText(/^Conditional .* position 2 of 2\.$/)).toBeAttached();
  await page.keyboard.press("ArrowUp");
  await expect(page.getByText("Conditional moved to position 1 of 2.")).toBeAttached();
  await page.keyboard.press("Space");
  await expect(page.getByText("Conditional dropped at position 1 of 2.")).toBeAttached();
  await page.getByRole("button", { name: "JSON" }).click();
  const json = page.getByRole("textbox", { name: "Steps as JSON" });
  const steps = JSON.parse(await json.inputValue());
  expect(steps.map(({ type }: { type: string }) => type)).toEqual(["conditional", "template"]);
  expect(steps[0].config.trueSteps[0].config.template).toBe("inner");
  steps[1].name = "Renamed by hand";
  await json.fill(JSON.stringify(steps));
  await page.getByRole("button", { name: "Steps", exact: true }).click();
  await expect(page.getByText("Renamed by hand")).toBeVisible();
  await page.getByRole("button", { name: "Save" }).click();
  await saved(page);
});

test("a link does not leave unsaved edits without a question", async ({ page }) => {
  await openFlow(page, "Held");
  await addTemplate(page, "Hello");
  const dialog = page.getByRole("alertdialog", { name: "Leave without saving?" });
  await page.getByRole("link", { name: "Usage", exact: true }).click();
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("textbox", { name: "Template" })).toHaveValue("Hello");
  await page.getByRole("link", { name: "Usage", exact: true }).click();
  await dialog.getByRole("button", { name: "Leave" }).click();
  await page.waitForURL(/\/usage/);
});

test("a viewer reads a flow and changes nothing", async ({ page }) => {
  const { email } = await signUp(page, null);
  const config = { template: "Hello", outputVariable: "hello" };
  const step = { id: "one", name: "One", type: "template", order: 0, enabled: true, config };
  const flow = await storeFlow(page, "Read me", [step]);
  await setRole(email, "viewer");
  await page.goto(`/flows/${flow}`);
  await expect(page.getByRole("heading", { name: "Read me", level: 1 })).toBeVisible();
  for (const name of ["Save", "Publish", "Run", "Edit details", "Delete"]) {
    await expect(page.getByRole("button", { name, exact: true })).toBeDisabled();
  }
  await expect(page.getByRole("button", { name: /^Add/ })).toHaveCount(0);
});

test("a flow that a capability runs names it and leads to its product, and nothing is confirmed", async ({
  page,
}) => {
  await signUp(page, null);
  await makeSurface(page, [{ name: "Refund", slug: "refund" }]);
  await page.goto("/flows");
  await page.getByRole("link", { name: "Refund flow" }).click();
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  const dialog = page.getByRole("alertdialog");
  await expect(dialog).toContainText("This flow cannot be deleted");
  await expect(dialog.getByRole("listitem")).toHaveText("Refund of Support desk");
  await expect(dialog.getByRole("button", { name: "Confirm" })).toHaveCount(0);
  await dialog.getByRole("link", { name: "Support desk" }).click();
  await expect(page.getByRole("heading", { name: "Support desk", level: 1 })).toBeVisible();
});
