import { expect, type Page } from "@playwright/test";
import { storeFlow } from "./support/flows";
import { actOnRow } from "./support/keys";
import { signUp } from "./support/people";
import { test } from "./support/quiet-test";
import { storeSecret } from "./support/secrets";
import { HALF_DATE, read, testTypedForms } from "./support/typed-forms";

const NAME = { field: "Name", typed: "", error: /Enter a name/ } as const;

function storeStep(page: Page, type: string, config: Record<string, unknown>): Promise<string> {
  return storeFlow(page, "Old", [
    { id: "one", name: "One", type, order: 0, enabled: true, config },
  ]);
}

async function flowNames(page: Page): Promise<string[]> {
  const { data } = await read(page, "/v1/flows");
  return data.map(({ name }: { name: string }) => name);
}

type Kept = Record<string, unknown>;

async function secrets(page: Page) {
  const { data } = await read(page, "/v1/secrets");
  return data.map(({ key, hosts, valuePreview, description }: Kept) => ({
    key,
    hosts,
    valuePreview,
    description,
  }));
}

const YEAR = new Date().getFullYear();

testTypedForms("flows, secrets and usage", [
  {
    file: "app/(dashboard)/flows/_components/flow-details-dialogs.tsx",
    save: "Create",
    open: async (page) => {
      await signUp(page, "/flows?dialog=create");
      return { form: page.getByRole("dialog"), kept: () => flowNames(page) };
    },
    entries: [{ ...NAME, finish: "Welcome" }],
    saved: ["Welcome"],
  },
  {
    file: "app/(dashboard)/flows/_components/flow-details-dialogs.tsx",
    save: "Save",
    open: async (page) => {
      await signUp(page, null);
      const id = await storeStep(page, "template", { template: "Hi", outputVariable: "hi" });
      await page.goto(`/flows/${id}`);
      await page.getByRole("button", { name: "Edit details" }).click();
      return { form: page.getByRole("dialog"), kept: () => flowNames(page) };
    },
    entries: [{ ...NAME, finish: "Welcome" }],
    saved: ["Welcome"],
  },
  {
    file: "app/(dashboard)/flows/[flowId]/_components/run-panel.tsx",
    save: "Run",
    open: async (page) => {
      await signUp(page, null);
      const id = await storeStep(page, "template", { template: "Hi {{a}}", outputVariable: "hi" });
      await page.goto(`/flows/${id}`);
      const form = page.getByRole("region", { name: "Try it" });
      return { form, kept: () => form.getByText("Hi 7").count() };
    },
    entries: [{ field: "Input", typed: '{"a": 7', error: /Not valid JSON/, finish: '{"a": 7}' }],
    saved: 1,
  },
  {
    file: "app/(dashboard)/settings/secrets/_components/secret-form-dialogs.tsx",
    save: "Create",
    open: async (page) => {
      await signUp(page, "/settings/secrets?dialog=create");
      return { form: page.getByRole("dialog"), kept: () => secrets(page) };
    },
    entries: [
      { field: "Key", typed: "9a", error: /Use a letter, then letters/, finish: "CRM_TOKEN" },
      { field: "Value", typed: "short", error: /at least 8/, finish: "upstream-token-0123456789" },
      { field: "Hosts", typed: "https://a.example", error: /Not a host/, finish: "a.example" },
    ],
    saved: [{ key: "CRM_TOKEN", hosts: ["a.example"], valuePreview: "…6789", description: null }],
  },
  {
    file: "app/(dashboard)/settings/secrets/_components/secret-form-dialogs.tsx",
    save: "Save",
    open: async (page) => {
      await signUp(page, null);
      await storeSecret(page, { key: "CRM_TOKEN", hosts: ["a.example"] });
      await page.goto("/settings/secrets");
      await actOnRow(page, "CRM_TOKEN", "Edit");
      return { form: page.getByRole("dialog"), kept: () => secrets(page) };
    },
    entries: [
      { field: "New value", typed: "short", error: /at least 8/, finish: "another-9876543210" },
      { field: "Hosts", typed: "*.example", error: /Not a host/, finish: "b.example:8443" },
      { field: "Description", typed: "d".repeat(501), error: /at most 500/, finish: "CRM" },
    ],
    saved: [
      { key: "CRM_TOKEN", hosts: ["b.example:8443"], valuePreview: "…3210", description: "CRM" },
    ],
  },
  {
    file: "components/usage/range-picker.tsx",
    save: "Apply",
    open: async (page) => {
      await signUp(page, "/usage");
      await page.getByLabel("Time range").click();
      await page.getByRole("option", { name: "Custom range" }).click();
      const kept = async () => new URL(page.url()).searchParams.get("from");
      return { form: page.getByRole("form", { name: "Custom range" }), kept };
    },
    entries: [{ field: "From", ...HALF_DATE, typed: "0231", finish: `0102${YEAR}0300A` }],
    saved: `${YEAR}-01-02T02:00:00.000Z`,
  },
]);

test("steps that are half written are neither saved nor lost", async ({ page }) => {
  await signUp(page, null);
  const id = await storeStep(page, "list-records", {
    recordType: "customer",
    limit: 5,
    outputVariable: "rows",
  });
  await page.goto(`/flows/${id}`);
  const limit = page.getByLabel("Limit", { exact: true });
  await page.getByRole("button", { name: "One List Records" }).click();
  await limit.focus();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type("1o");
  await page.keyboard.press("Tab");
  await expect(limit).toHaveValue("1o");
  await expect(limit).toHaveAccessibleDescription(/Enter a number/);
  await expect(page.getByRole("button", { name: "Save" })).toHaveAttribute("aria-disabled", "true");
  expect((await read(page, `/v1/flows/${id}`)).steps[0].config.limit).toBe(5);
  await limit.focus();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type("10");
  await page.getByRole("button", { name: "JSON", exact: true }).click();
  const json = page.getByLabel("Steps as JSON");
  await json.focus();
  await page.keyboard.press("End");
  await page.keyboard.type("x");
  await expect(json).toHaveAccessibleDescription(/Not valid JSON/);
  for (const name of ["Save", "Steps"]) {
    const button = page.getByRole("button", { name, exact: true });
    await expect(button).toHaveAttribute("aria-disabled", "true");
  }
  await page.keyboard.press("Backspace");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("All changes saved")).toBeVisible();
  expect((await read(page, `/v1/flows/${id}`)).steps[0].config.limit).toBe(10);
});

test("an account is neither made nor entered with half a form", async ({ page }) => {
  await page.goto("/sign-up");
  await page.getByLabel("Email").focus();
  await page.keyboard.type("ada@");
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Name", { exact: true })).toBeFocused();
  await expect(page.getByLabel("Email")).toHaveValue("ada@");
  await expect(page.getByLabel("Email")).toHaveAttribute("aria-invalid", "true");
  await page.goto("/sign-in");
  await page.getByLabel("Email").focus();
  await page.keyboard.type("ada@");
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Email")).toBeFocused();
  await expect(page.getByLabel("Email")).toHaveAttribute("aria-invalid", "true");
});
