import { expect, type Locator, type Page } from "@playwright/test";
import { proofCount } from "@/tests/support/proof";
import { test } from "./quiet-test";

const LAST_KEYS = 40;

type Entry = {
  /** The label of the field. */
  field: string;
  /** What is typed first: half of something, or nothing like it. */
  typed: string;
  /** What stands in the field afterwards, where that is not what was typed. */
  stands?: string;
  error: string | RegExp;
  /** What is typed to finish it. */
  finish: string;
};

type Opened = {
  form: Locator;
  /** What is kept of it, asked of the server. */
  kept: () => Promise<unknown>;
};

/** A form with every kind of field that it has, the fields in their order on screen. */
export type TypedForm = {
  /** The component that holds the form. */
  file: string;
  save: string;
  open: (page: Page) => Promise<Opened>;
  entries: readonly Entry[];
  /** What is kept once every field is finished. */
  saved: unknown;
};

/** A date of next year as its keys, and its end in the time zone of these journeys. */
const YEAR = new Date().getFullYear() + 1;
export const NEXT_YEAR = { keys: `0115${YEAR}`, endOfDay: `${YEAR}-01-15T22:59:59.000Z` };
export const HALF_DATE = { typed: "0115", stands: "", error: /incomplete or does not exist/ };

/** What the API answers the signed-in person. */
export async function read(page: Page, path: string) {
  const response = await page.request.get(path);
  expect(response.ok(), path).toBe(true);
  return response.json();
}

async function type(page: Page, control: Locator, keys: string): Promise<void> {
  await control.focus();
  const isDate = ((await control.getAttribute("type")) ?? "").startsWith("date");
  if (!isDate) {
    await page.keyboard.press("ControlOrMeta+A");
    await page.keyboard.press("Delete");
  }
  // Of a text as long as no form takes, the end is typed: each key draws the form anew.
  if (keys.length > LAST_KEYS) await page.keyboard.insertText(keys.slice(0, -LAST_KEYS));
  await page.keyboard.type(keys.slice(-LAST_KEYS));
}

async function press(page: Page, button: Locator): Promise<void> {
  await button.focus();
  await page.keyboard.press("Enter");
}

async function expectRefused(form: Locator, entries: readonly Entry[]): Promise<void> {
  for (const { field, typed, stands = typed, error } of entries) {
    const control = form.getByLabel(field, { exact: true });
    await expect(control, field).toHaveAccessibleDescription(error);
    await expect(control, field).toHaveAttribute("aria-invalid", "true");
    await expect(control, field).toHaveValue(stands);
  }
  const [first] = entries;
  if (first) await expect(form.getByLabel(first.field, { exact: true })).toBeFocused();
}

function isReactive(element: Element): boolean {
  return Object.keys(element).some((name) => name.startsWith("__react"));
}

/** Half-done entries stop a form at their fields; each finished one is saved as it was typed. */
async function expectTyped(page: Page, { save, open, entries, saved }: TypedForm): Promise<void> {
  const { form, kept } = await open(page);
  // What is typed before React has taken over the page is not heard.
  await expect.poll(() => form.evaluate(isReactive)).toBe(true);
  const button = form.getByRole("button", { name: save, exact: true });
  const before = await kept();
  for (const { field, typed } of entries) {
    await type(page, form.getByLabel(field, { exact: true }), typed);
  }
  await press(page, button);
  await expectRefused(form, entries);
  expect(await kept()).toEqual(before);
  for (const [index, { field, finish }] of entries.entries()) {
    await type(page, form.getByLabel(field, { exact: true }), finish);
    const rest = entries.slice(index + 1);
    // In every run of the tests the form is sent with every field half done, with the last, with none.
    if (rest.length > proofCount(1, entries.length)) continue;
    await press(page, button);
    if (rest.length === 0) break;
    await expectRefused(form, rest);
    expect(await kept(), `after ${field}`).toEqual(before);
  }
  await expect.poll(kept).toEqual(saved);
}

/** Each form by a person of its own, in one window: what pages share is loaded once. */
export function testTypedForms(about: string, forms: readonly TypedForm[]): void {
  test(`forms about ${about} save what was typed or nothing`, async ({ page }) => {
    test.setTimeout(forms.length * 60_000);
    for (const form of forms) {
      await test.step(`“${form.save}” of ${form.file}`, () => expectTyped(page, form));
    }
  });
}
