import type { Page } from "@playwright/test";
import { signUp } from "./support/people";
import { makeSurface, type Surface, storeSurfaceKey } from "./support/surfaces";
import { read, testTypedForms } from "./support/typed-forms";

const NAME = { field: "Name", typed: "", error: /Enter a name/ } as const;
type Kept = Record<string, unknown>;

const WHOLE = /Enter a whole number/;

/** A form about a product with a surface, and what of it is kept. */
async function onSurface(page: Page): Promise<Surface & { home: string; product: string }> {
  await signUp(page, null);
  const surface = await makeSurface(page, [{ name: "FAQ", slug: "faq" }]);
  const { productId, surfaceId } = surface;
  const home = `/products/${productId}`;
  return { ...surface, product: `/v1${home}`, home: `${home}/surfaces/${surfaceId}` };
}

testTypedForms("products", [
  {
    file: "app/(dashboard)/products/_components/new-product-form.tsx",
    save: "Create REST API",
    open: async (page) => {
      await signUp(page, "/products?dialog=create");
      const kept = async () => {
        const { data } = await read(page, "/v1/products");
        return data.map(({ name }: { name: string }) => name);
      };
      return { form: page.getByRole("dialog", { name: "New Product" }), kept };
    },
    entries: [{ ...NAME, finish: "Shop" }],
    saved: ["Shop"],
  },
  {
    file: "app/(dashboard)/products/[productId]/_components/product-dialogs.tsx",
    save: "Save",
    open: async (page) => {
      const { product, productId } = await onSurface(page);
      await page.goto(`/products/${productId}`);
      await page.getByRole("button", { name: "Edit", exact: true }).click();
      const kept = async () => {
        const { name, icon } = await read(page, product);
        return { name, icon };
      };
      return { form: page.getByRole("dialog"), kept };
    },
    entries: [
      { ...NAME, finish: "Shop" },
      { field: "Icon", typed: "i".repeat(51), error: /at most 50/, finish: "S" },
    ],
    saved: { name: "Shop", icon: "S" },
  },
  {
    file: "app/(dashboard)/products/[productId]/_components/add-surface-dialog.tsx",
    save: "Save",
    open: async (page) => {
      const { product, productId } = await onSurface(page);
      await page.goto(`/products/${productId}?dialog=surface`);
      const kept = async () => {
        const { surfaces } = await read(page, product);
        return surfaces.map(({ name }: { name: string }) => name).sort();
      };
      return { form: page.getByRole("dialog"), kept };
    },
    entries: [{ ...NAME, finish: "Partners" }],
    saved: ["Customer API", "Partners"],
  },
  {
    file: "app/(dashboard)/products/[productId]/_components/capability-form-dialogs.tsx",
    save: "Add",
    open: async (page) => {
      const { product, productId } = await onSurface(page);
      await page.goto(`/products/${productId}`);
      await page.getByRole("button", { name: "Add Capability" }).click();
      const form = page.getByRole("dialog");
      await form.getByRole("radio", { name: "FAQ flow" }).click();
      const kept = async () => {
        const { capabilities } = await read(page, product);
        return capabilities.map(({ capabilityName }: Kept) => capabilityName).sort();
      };
      return { form, kept };
    },
    entries: [{ ...NAME, finish: "Questions" }],
    saved: ["FAQ", "Questions"],
  },
  {
    file: "app/(dashboard)/products/[productId]/_components/capability-form-dialogs.tsx",
    save: "Save",
    open: async (page) => {
      const { product, productId } = await onSurface(page);
      await page.goto(`/products/${productId}`);
      await page.getByRole("button", { name: "Actions for FAQ" }).click();
      await page.getByRole("menuitem", { name: "Edit" }).click();
      const kept = async () => {
        const { capabilities } = await read(page, product);
        const [{ capabilityName, unitCost, parametersSchema }] = capabilities;
        return { capabilityName, unitCost, parametersSchema };
      };
      return { form: page.getByRole("dialog"), kept };
    },
    entries: [
      { ...NAME, finish: "Questions" },
      { field: "Unit cost", typed: "1e3", error: /at most 6 decimal places/, finish: "0.5" },
      {
        field: "Parameters schema",
        typed: '{"type": "object"',
        error: /Not valid JSON/,
        finish: '{"type": "object"}',
      },
    ],
    saved: { capabilityName: "Questions", unitCost: "0.5", parametersSchema: { type: "object" } },
  },
  {
    file: "app/(dashboard)/products/[productId]/surfaces/[surfaceId]/_components/settings-dialog.tsx",
    save: "Save",
    open: async (page) => {
      const { api, home } = await onSurface(page);
      await page.goto(home);
      const kept = async () => {
        const { name, config } = await read(page, api);
        return { name, rateLimit: config.rateLimit, cors: config.cors };
      };
      await page.getByRole("button", { name: "Edit settings" }).click();
      return { form: page.getByRole("dialog"), kept };
    },
    entries: [
      { ...NAME, finish: "Partners" },
      { field: "Calls per minute", typed: "1e3", error: WHOLE, finish: "10" },
      { field: "Calls per day", typed: "5o", error: WHOLE, finish: "50" },
      {
        field: "Allowed origins",
        typed: "app.example.com",
        error: /without a path/,
        finish: "https://app.example.com",
      },
    ],
    saved: {
      name: "Partners",
      rateLimit: { perMinute: 10, perDay: 50 },
      cors: { allowedOrigins: ["https://app.example.com"] },
    },
  },
  {
    file: "app/(dashboard)/products/[productId]/surfaces/[surfaceId]/endpoints/_components/edit-endpoint-dialog.tsx",
    save: "Save",
    open: async (page) => {
      const { api, home } = await onSurface(page);
      await page.goto(`${home}/endpoints`);
      await page.getByRole("button", { name: "Edit FAQ" }).click();
      const kept = async () => {
        const { items } = await read(page, api);
        return items.map(({ endpointSlug }: { endpointSlug: string }) => endpointSlug);
      };
      return { form: page.getByRole("dialog"), kept };
    },
    entries: [{ field: "Slug", typed: "", error: /Enter a slug/, finish: "questions" }],
    saved: ["questions"],
  },
  {
    file: "app/(dashboard)/products/[productId]/surfaces/[surfaceId]/endpoints/_components/try-panel.tsx",
    save: "Send",
    open: async (page) => {
      const surface = await onSurface(page);
      const { secret } = await storeSurfaceKey(page, surface, { name: "Mine" });
      await page.goto(`${surface.home}/endpoints`);
      await page.getByText("Try a call with a key.").click();
      const form = page.getByRole("form", { name: "Try it" });
      await form.getByLabel("Key").fill(secret);
      return { form, kept: () => page.getByText("FAQ: hello").count() };
    },
    entries: [
      {
        field: "Body",
        typed: '{"input": "hello"',
        error: /not valid JSON/,
        finish: '{"input": "hello"}',
      },
    ],
    saved: 1,
  },
]);
