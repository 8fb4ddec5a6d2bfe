import type { Page } from "@playwright/test";
import { actOnRow, storeKey } from "./support/keys";
import { signUp } from "./support/people";
import { checkboxOf, selectionBar } from "./support/selection";
import { makeSurface, storeSurfaceKey } from "./support/surfaces";
import { HALF_DATE, NEXT_YEAR, read, testTypedForms } from "./support/typed-forms";

type Key = Record<string, unknown>;

async function platformKeys(page: Page) {
  const { apiKeys } = await read(page, "/v1/api-keys");
  return apiKeys.map(({ name, expiresAt, allowedIps, rateLimitPerHour, rateLimitPerDay }: Key) => ({
    name,
    expiresAt,
    allowedIps,
    rateLimitPerHour,
    rateLimitPerDay,
  }));
}

const WHOLE = "Enter a whole number.";

const keyEntries = [
  { field: "Name", typed: "", error: "Enter a name.", finish: "Nightly import" },
  { field: "Expiration Date", ...HALF_DATE, finish: NEXT_YEAR.keys },
  {
    field: "Allowed IPs",
    typed: "203.0.113.7 10.0.0.0/33",
    stands: "10.0.0.0/33",
    error: /between 0 and 32/,
    finish: "10.0.0.0/24",
  },
  { field: "Requests per hour", typed: "5o", error: new RegExp(WHOLE), finish: "50" },
  { field: "Requests per day", typed: "1e3", error: new RegExp(WHOLE), finish: "600" },
] as const;

const savedKey = {
  name: "Nightly import",
  expiresAt: NEXT_YEAR.endOfDay,
  allowedIps: ["203.0.113.7", "10.0.0.0/24"],
  rateLimitPerHour: 50,
  rateLimitPerDay: 600,
};

const SURFACE_KEY_FORMS = [
  {
    file: "app/(dashboard)/products/[productId]/surfaces/[surfaceId]/keys/_components/surface-key-dialogs.tsx",
    save: "Create",
  },
  {
    file: "app/(dashboard)/products/[productId]/surfaces/[surfaceId]/keys/_components/surface-key-dialogs.tsx",
    save: "Save",
  },
];

testTypedForms("keys", [
  {
    file: "app/(dashboard)/settings/api/_components/platform-key-dialogs.tsx",
    save: "Create",
    open: async (page) => {
      await signUp(page);
      await page.getByRole("button", { name: "Create New API Key" }).click();
      const form = page.getByRole("dialog");
      await form.getByText("More options").click();
      return { form, kept: () => platformKeys(page) };
    },
    entries: keyEntries,
    saved: [savedKey],
  },
  {
    file: "app/(dashboard)/settings/api/_components/platform-key-dialogs.tsx",
    save: "Save",
    open: async (page) => {
      await signUp(page, null);
      const expiresAt = `${new Date().getFullYear() + 2}-03-04T12:00:00Z`;
      await storeKey(page, { name: "Old", permissions: ["FLOWS:READ"], expiresAt });
      await page.goto("/settings/api");
      await actOnRow(page, "Old", "Edit");
      const form = page.getByRole("dialog");
      await form.getByText("More options").click();
      return { form, kept: () => platformKeys(page) };
    },
    entries: keyEntries.map((entry) =>
      entry.field === "Expiration Date" ? { ...entry, typed: "0230" } : entry,
    ),
    saved: [savedKey],
  },
  {
    file: "components/key/selection/expire-keys-dialog.tsx",
    save: "Set expiry",
    open: async (page) => {
      await signUp(page, null);
      await storeKey(page, { name: "One", permissions: ["FLOWS:READ"] });
      await page.goto("/settings/api");
      await checkboxOf(page, "One").click();
      await selectionBar(page).getByRole("button", { name: "Set expiry" }).click();
      const kept = async () =>
        (await platformKeys(page)).map(({ expiresAt }: Key) => ({ expiresAt }));
      return { form: page.getByRole("dialog"), kept };
    },
    entries: [{ field: "Expiration Date", ...HALF_DATE, finish: NEXT_YEAR.keys }],
    saved: [{ expiresAt: NEXT_YEAR.endOfDay }],
  },
  ...SURFACE_KEY_FORMS.map(({ file, save }) => ({
    file,
    save,
    open: async (page: Page) => {
      await signUp(page, null);
      const surface = await makeSurface(page);
      if (save === "Save") await storeSurfaceKey(page, surface, { name: "Old" });
      await page.goto(surface.keys);
      if (save === "Save") await actOnRow(page, "Old", "Edit");
      else await page.getByRole("button", { name: "Create API Key" }).click();
      const form = page.getByRole("dialog");
      await form.getByRole("radio", { name: "All capabilities" }).click();
      await form.getByText("Billing").click();
      const kept = async () => {
        const { data } = await read(page, `${surface.api}/keys`);
        return data.map((key: Key) => ({
          name: key.name,
          rateLimitPerMinute: key.rateLimitPerMinute,
          rateLimitPerDay: key.rateLimitPerDay,
          expiresAt: key.expiresAt,
          customer: key.customer,
        }));
      };
      return { form, kept };
    },
    entries: [
      { field: "Name", typed: "a".repeat(256), error: /at most 255/, finish: "Acme" },
      { field: "Expiration Date", ...HALF_DATE, finish: NEXT_YEAR.keys },
      { field: "Requests per minute", typed: "-5", error: /Allow at least 1/, finish: "7" },
      { field: "Requests per day", typed: "１０", error: new RegExp(WHOLE), finish: "70" },
      { field: "Customer", typed: "c".repeat(256), error: /at most 255/, finish: "Acme Corp" },
    ],
    saved: [
      {
        name: "Acme",
        rateLimitPerMinute: 7,
        rateLimitPerDay: 70,
        expiresAt: NEXT_YEAR.endOfDay,
        customer: "Acme Corp",
      },
    ],
  })),
]);
