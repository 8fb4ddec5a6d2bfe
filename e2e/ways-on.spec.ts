import { expect, type Page, test } from "@playwright/test";
import { createKey, fillKey, storeKey } from "./support/keys";
import { signUp } from "./support/people";
import { launchApi } from "./support/products";

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

async function typeKey(page: Page, name: string): Promise<void> {
  await page.goto("/settings/api?dialog=create");
  await fillKey(page, { name });
}

const create = (page: Page) => page.getByRole("button", { name: "Create", exact: true });
const typedName = (page: Page) => page.getByRole("dialog").getByLabel("Name");

test("a lost connection, an older tab, an ended session and a refusal each show their way on, and nothing typed is lost", async ({
  page,
  context,
}) => {
  test.slow();
  const { email } = await signUp(page);

  await typeKey(page, "Made after the tunnel");
  await context.setOffline(true);
  await create(page).click();
  await expect(page.getByText("No connection to the server").last()).toBeVisible();
  await context.setOffline(false);
  await page.getByRole("dialog").getByRole("button", { name: "Retry" }).click();
  await expect(page.getByText("Waiting for the first request")).toBeVisible();

  await typeKey(page, "Typed before the update");
  await page.route("**/settings/api*", (route) => {
    const headers = route.request().headers();
    return route.continue({
      headers: { ...headers, ...(headers["next-action"] && { "next-action": "0".repeat(42) }) },
    });
  });
  await create(page).click();
  await expect(page.getByRole("dialog").getByText("This tab is older")).toBeVisible();
  await page.unrouteAll();
  await page.getByRole("dialog").getByRole("button", { name: "Reload" }).click();
  await expect(typedName(page)).toHaveValue("Typed before the update");

  await context.clearCookies();
  await create(page).click();
  await expect(page.getByRole("dialog").getByText("Your session has ended").first()).toBeVisible();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: "Sign in and come back here" })
    .click();
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill("kettle orbit thistle 42");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/settings\/api\?dialog=create$/);
  await expect(typedName(page)).toHaveValue("Typed before the update");
  await create(page).click();
  await expect(page.getByText("Waiting for the first request")).toBeVisible();
});

test("what is not there is 404 and offers what is near; what is there gives its name to the tab and the trail", async ({
  page,
}) => {
  await signUp(page);
  const key = await storeKey(page, { name: "Nightly importer", environment: "test" });
  const api = await launchApi(page, "Support desk");
  const gone = (id: string) => id.replace(/.$/, (last) => (last === "0" ? "1" : "0"));
  for (const [path, near] of [
    [`/settings/api/${gone(key.id)}`, "API"],
    [`/products/${gone(api.productId)}`, "Products"],
    [`${api.home}/keys/${key.id}`, "Products"],
    ["/flows/flow_01h455vb4pex5vsknk084sn02q", "Flows"],
    ["/setings/secret", "Secrets"],
  ] as const) {
    const answer = await page.goto(path);
    expect([path, answer?.status()]).toEqual([path, 404]);
    const nearby = page.getByRole("navigation", { name: "Near this address" });
    await expect(nearby.getByRole("link", { name: near, exact: true })).toBeVisible();
  }

  await page.goto(`/settings/api/${key.id}`);
  await expect(page).toHaveTitle("Nightly importer · Runtype");
  await expect(page.getByRole("banner").getByText("Nightly importer")).toBeVisible();
  await page.goto(`${api.home}/ship`);
  await expect(page).toHaveTitle("Ship · Public API · Runtype");
  const trail = page.getByRole("banner");
  await expect(trail.getByRole("link", { name: "Public API" })).toBeVisible();
  await trail.getByRole("link", { name: "Support desk" }).click();
  await expect(page).toHaveTitle("Support desk · Runtype");
});

test("the command menu finds a key by its name and opens a pasted one, which is kept out of every address", async ({
  page,
}) => {
  await signUp(page);
  const secret = await createKey(page, { name: "Zürich importer" });
  const addresses: string[] = [];
  page.on("request", (request) => addresses.push(request.url()));
  const box = page.getByPlaceholder("Find a key, product, flow");
  await page.keyboard.press("ControlOrMeta+k");
  await box.fill("zu\u0308rich");
  await page.getByRole("option", { name: /Zürich importer/ }).click();
  await expect(page.getByRole("heading", { name: "Zürich importer", level: 1 })).toBeVisible();
  await page.goto("/flows");
  await page.keyboard.press("ControlOrMeta+k");
  await box.fill(secret);
  await expect(page.getByRole("heading", { name: "Zürich importer", level: 1 })).toBeVisible();
  await page.keyboard.press("ControlOrMeta+k");
  await box.fill("usage");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/usage/);
  expect(addresses.filter((address) => address.includes(secret.slice(12)))).toEqual([]);
});
