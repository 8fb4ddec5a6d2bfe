import type { Page } from "@playwright/test";
import { signUp } from "./support/people";
import { makeSurface, type Surface } from "./support/surfaces";
import { HALF_DATE, NEXT_YEAR, read, testTypedForms } from "./support/typed-forms";

const TOO_LONG = { typed: "x".repeat(256), error: /at most 255/ };

type Kept = { name: string; customer: string; hasPasscode: boolean };

async function linksOf(page: Page, { api }: Surface) {
  const { data } = await read(page, `${api}/claim-links`);
  return data.map(({ name, customer, hasPasscode }: Kept) => ({ name, customer, hasPasscode }));
}

testTypedForms("links", [
  {
    file: "app/(dashboard)/products/[productId]/surfaces/[surfaceId]/keys/_components/claim-link-dialogs.tsx",
    save: "Create link",
    open: async (page) => {
      await signUp(page, null);
      const surface = await makeSurface(page);
      await page.goto(surface.keys);
      await page.getByRole("button", { name: "Create claim link" }).click();
      const form = page.getByRole("dialog");
      await form.getByRole("checkbox", { name: "FAQ", exact: true }).click();
      return { form, kept: () => linksOf(page, surface) };
    },
    entries: [
      { field: "Customer", ...TOO_LONG, finish: "globex" },
      { field: "Name", ...TOO_LONG, finish: "CRM" },
      { field: "Expiration Date", ...HALF_DATE, finish: NEXT_YEAR.keys },
      { field: "Passcode", typed: "short", error: /at least 6/, finish: "tall-river-42" },
    ],
    saved: [{ name: "CRM", customer: "globex", hasPasscode: true }],
  },
]);
