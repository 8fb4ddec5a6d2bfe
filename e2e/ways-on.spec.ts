import { expect, type Locator, type Page, test } from "@playwright/test";
import { setRole } from "./support/database";
import { actOnRow, fillKey, storeKey } from "./support/keys";
import { signUp } from "./support/people";
import { launchApi } from "./support/products";
import { checkboxOf, selectionBar } from "./support/selection";

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

async function typeKey(page: Page, name: string): Promise<void> {
  await page.goto("/settings/api?dialog=create");
  await fillKey(page, { name });
}

const create = (page: Page) => page.getByRole("button", { name: "Create", exact: true });
const typedName = (page: Page) => page.getByRole("dialog").getByLabel("Name");

/** From now on the server knows none of the acts of this tab. */
function updateServer(page: Page): Promise<unknown> {
  return page.route("**/settings/api*", (route) => {
    const headers = route.request().headers();
    return route.continue({
      headers: { ...headers, ...(headers["next-action"] && { "next-action": "0".repeat(42) }) },
    });
  });
}

async function reload(page: Page, dialog: Locator): Promise<void> {
  await expect(dialog.getByText("This tab is out of date")).toBeVisible();
  await page.unrouteAll();
  await dialog.getByRole("button", { name: "Reload" }).click();
}

/** An act whose requests are lost says so; once they arrive again, Retry does it. */
async function expectRetry(page: Page, within: Locator, act: () => Promise<void>): Promise<void> {
  await page.route("**/*", (route) =>
    route.request().headers()["next-action"] ? route.abort() : route.continue(),
  );
  await act();
  await expect(within.getByText("No connection to the server")).toBeVisible();
  await page.unrouteAll();
  await within.getByRole("button", { name: "Retry" }).press("Enter");
  await expect(within.getByText("No connection to the server")).toHaveCount(0);
}

test("a lost connection, an older tab, an ended session and a refusal each show their way on, and nothing typed is lost", async ({
  page,
  context,
}) => {
  test.slow();
  const { email } = await signUp(page, null);

  await typeKey(page, "Made after the tunnel");
  await context.setOffline(true);
  await create(page).click();
  await expect(page.getByText("No connection to the server").last()).toBeVisible();
  await context.setOffline(false);
  await page.getByRole("dialog").getByRole("button", { name: "Retry" }).click();
  await expect(page.getByText("Waiting for the first request")).toBeVisible();

  await typeKey(page, "Typed before the update");
  await updateServer(page);
  await create(page).click();
  await reload(page, page.getByRole("dialog"));
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

  await typeKey(page, "Typed before the demotion");
  await setRole(email, "viewer");
  await create(page).click();
  await expect(page.getByRole("dialog").getByRole("alert")).toContainText(
    "Missing required permission: API_KEYS:WRITE",
  );
  await expect(typedName(page)).toHaveValue("Typed before the demotion");
});

test("what a dialog reads beside its question has a way on too, and a reason is kept for its own key alone", async ({
  page,
}) => {
  await signUp(page, null);
  for (const name of ["Alpha", "Beta"]) await storeKey(page, { name, permissions: ["FLOWS:READ"] });
  await page.goto("/settings/api");
  const question = page.getByRole("alertdialog");
  const cancel = question.getByRole("button", { name: "Cancel" });
  await actOnRow(page, "Alpha", "Revoke");
  await question.getByLabel("Reason").fill("Leaked in a log");
  await updateServer(page);
  await question.getByRole("button", { name: "Confirm" }).click();
  await reload(page, question);
  await actOnRow(page, "Beta", "Revoke");
  await expect(question.getByLabel("Reason")).toHaveValue("");
  await cancel.click();
  await expectRetry(page, question, () => actOnRow(page, "Alpha", "Revoke"));
  await expect(question.getByLabel("Reason")).toHaveValue("Leaked in a log");
  await cancel.click();

  await checkboxOf(page, "Alpha").click();
  const disable = selectionBar(page).getByRole("button", { name: "Disable" });
  await disable.click();
  await cancel.click();
  await expectRetry(page, question, () => disable.click());
  await cancel.click();

  const api = await launchApi(page, "Support desk");
  await page.goto(`/products/${api.productId}`);
  await page.getByRole("button", { name: "Actions for Greeting" }).click();
  await page.getByRole("menuitem", { name: "Edit" }).click();
  const edit = page.getByRole("dialog", { name: "Edit capability" });
  const refresh = edit.getByRole("button", { name: "Refresh from flow" });
  await expectRetry(page, edit, () => refresh.click());
  await expect(edit.getByText("Updated from the variables of the flow, and saved.")).toBeVisible();
});

test("what is not there is 404 and offers what is near; what is there gives its name to the tab and the trail", async ({
  page,
}) => {
  await signUp(page, null);
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
    const nearby = page.getByRole("navigation", { name: "Similar pages" });
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
  const { data } = await (await page.request.get("/v1/flows")).json();
  await page.goto(`/flows/${data[0].id}/versions`);
  await expect(page).toHaveTitle(`Versions · ${data[0].name} · Runtype`);
  await trail.getByRole("link", { name: data[0].name }).click();
  await expect(page).toHaveTitle(`${data[0].name} · Runtype`);
  await expect(trail.getByText(data[0].name)).toBeVisible();
});

test("the command menu finds a key by its name, begins an act, says its way on, and opens a pasted key, which is kept out of every address", async ({
  page,
}) => {
  await signUp(page, null);
  const { secret } = await storeKey(page, { name: "Zürich importer" });
  await page.goto("/settings/api");
  const addresses: string[] = [];
  page.on("request", (request) => addresses.push(request.url()));
  const box = page.getByPlaceholder("Find a key, product, flow");
  const menu = page.getByRole("dialog", { name: "Command menu" });
  const open = async () => {
    // The same keys would close one that is still there.
    await expect(menu).toHaveCount(0);
    await page.keyboard.press("ControlOrMeta+k");
  };
  await open();
  await box.fill("zu\u0308rich");
  await page.getByRole("option", { name: /Zürich importer/ }).click();
  await expect(page.getByRole("heading", { name: "Zürich importer", level: 1 })).toBeVisible();
  await page.goto("/flows");
  await open();
  await box.fill(secret);
  await expect(page.getByRole("heading", { name: "Zürich importer", level: 1 })).toBeVisible();
  await open();
  await box.fill("usage");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/usage/);
  await open();
  await expectRetry(page, menu, () => box.fill("Zürich"));
  await expect(page.getByRole("option", { name: /Zürich importer/ })).toBeVisible();
  await expectRetry(page, menu, () => box.fill(secret));
  await expect(page.getByRole("heading", { name: "Zürich importer", level: 1 })).toBeVisible();
  await open();
  await box.fill("create new api");
  await page.keyboard.press("Enter");
  await expect(typedName(page)).toBeVisible();
  expect(addresses.filter((address) => address.includes(secret.slice(12)))).toEqual([]);
});
