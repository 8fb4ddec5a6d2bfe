import { expect, it } from "vitest";
import { ALL_CONTRACTS } from "@/lib/contracts/all-contracts";
import { ALL_PERMISSIONS } from "@/lib/policy/permissions";
import { makeFlow, makeRecord } from "./factories/content";
import { createKey } from "./factories/key";
import { createOrganization } from "./factories/people";
import { type Answer, send } from "./support/api";
import { fieldsOf, idsFrom, makeBelongings, namingFields } from "./support/belongings";
import { BOUND, type Bound, exampleInput, requestOf } from "./support/contract-requests";
import { databaseState } from "./support/database-state";
import { productsApi } from "./support/products";

const organizationId = await createOrganization();
const belongings = await makeBelongings(organizationId);
const { headers } = await createKey({
  organizationId,
  environment: "test",
  permissions: [...ALL_PERMISSIONS, "*"],
});
const ask = productsApi(headers);

/** Its documented example, for what the organization has and production uses. */
function inputOf(contract: Bound) {
  const { revision: _, environment: __, ...example } = exampleInput(contract);
  const given = namingFields(contract).filter((field) => field === "id" || field in example);
  const input = { ...example, ...idsFrom(belongings, contract, given) };
  if (!fieldsOf(contract).includes("flow")) return input;
  return { ...input, flow: { id: belongings.flowId } };
}

function outcomeOf({ status, body }: Answer): string {
  const { code, details } = Object(body);
  return status < 300 ? `${status}` : `${status} ${code ?? ""} ${details}`.replace("  ", " ");
}

it("of what changes or runs something, a test key may do this to what production uses", async () => {
  const rows: string[] = [];
  const closed: string[] = [];
  for (const contract of BOUND.filter(({ http }) => http.method !== "GET")) {
    const before = await databaseState();
    const answer = await send(requestOf(contract, inputOf(contract), headers));
    rows.push(`${contract.name.padEnd(24)} ${outcomeOf(answer)}`);
    if (Object(answer.body).code === "TEST_KEY_PERMISSION_DENIED") closed.push(contract.name);
    if (answer.status >= 400) expect(await databaseState(), contract.name).toEqual(before);
  }
  expect(`\n${rows.join("\n")}\n`).toMatchInlineSnapshot(`
    "
    platformKey.create       403 This needs a signed-in person
    platformKey.update       403 This needs a signed-in person
    platformKey.revoke       403 This needs a signed-in person
    platformKey.regenerate   403 This needs a signed-in person
    platformKey.rotate       403 This needs a signed-in person
    flow.create              201
    flow.update              403 TEST_KEY_PERMISSION_DENIED Test keys cannot change published flows
    flow.delete              403 TEST_KEY_PERMISSION_DENIED Test keys cannot delete flows
    flow.publish             403 TEST_KEY_PERMISSION_DENIED Test keys cannot publish flows
    flow.run                 200
    flow.dispatch            200
    record.create            201
    record.update            404 Record not found
    record.delete            404 Record not found
    prompt.create            201
    prompt.update            403 TEST_KEY_PERMISSION_DENIED Test keys cannot change prompts
    prompt.delete            403 TEST_KEY_PERMISSION_DENIED Test keys cannot delete prompts
    secret.create            403 This needs a signed-in person
    secret.update            403 This needs a signed-in person
    secret.delete            403 This needs a signed-in person
    product.create           403 Missing required permission: PRODUCTS:WRITE
    product.update           403 Missing required permission: PRODUCTS:WRITE
    product.delete           403 Missing required permission: PRODUCTS:WRITE
    capability.create        403 Missing required permission: PRODUCTS:WRITE
    capability.update        403 Missing required permission: PRODUCTS:WRITE
    capability.delete        403 Missing required permission: PRODUCTS:WRITE
    surface.create           403 Missing required permission: PRODUCTS:WRITE
    surface.update           403 Missing required permission: PRODUCTS:WRITE
    surface.delete           403 Missing required permission: PRODUCTS:WRITE
    surfaceItem.create       403 Missing required permission: PRODUCTS:WRITE
    surfaceItem.update       403 Missing required permission: PRODUCTS:WRITE
    surfaceItem.delete       403 Missing required permission: PRODUCTS:WRITE
    surfaceKey.create        403 Missing required permission: SURFACE_KEYS:WRITE
    surfaceKey.update        403 Missing required permission: SURFACE_KEYS:WRITE
    surfaceKey.revoke        403 Missing required permission: SURFACE_KEYS:WRITE
    surfaceKey.rotate        403 Missing required permission: SURFACE_KEYS:WRITE
    claimLink.create         403 Missing required permission: SURFACE_KEYS:WRITE
    claimLink.withdraw       403 Missing required permission: SURFACE_KEYS:WRITE
    customer.create          403 Missing required permission: CUSTOMERS:WRITE
    customer.update          403 Missing required permission: CUSTOMERS:WRITE
    customer.delete          403 Missing required permission: CUSTOMERS:WRITE
    portalLink.create        403 This needs a signed-in person
    portalLink.withdraw      403 Missing required permission: CUSTOMERS:WRITE
    plan.create              403 This needs a signed-in person
    plan.update              403 This needs a signed-in person
    plan.delete              403 This needs a signed-in person
    "
  `);
  const described = ALL_CONTRACTS.filter(({ closedToTestKeys }) => closedToTestKeys);
  expect(closed).toEqual(described.map(({ name }) => name));
});

it("a test key is refused with a code that says so", async () => {
  expect(await ask("POST", `/flows/${belongings.flowId}/publish`, {})).toMatchObject({
    status: 403,
    body: {
      error: "Forbidden",
      details: "Test keys cannot publish flows",
      code: "TEST_KEY_PERMISSION_DENIED",
    },
  });
});

it("a test key creates flows and edits those that were never published", async () => {
  const { body, status } = await ask("POST", "/flows", { name: "Mine", steps: [] });
  expect(status).toBe(201);
  for (const id of [Object(body).id, (await makeFlow({ organizationId })).id]) {
    expect((await ask("PUT", `/flows/${id}`, { name: "Edited", steps: [] })).status).toBe(200);
    expect((await ask("DELETE", `/flows/${id}`)).body).toMatchObject({
      details: "Test keys cannot delete flows",
    });
  }
});

it("a flow that a test key made takes no name from a published one", async () => {
  const production = productsApi((await createKey({ organizationId })).headers);
  const flow = { name: "Greeting service", steps: [] };
  const { body } = await production("POST", "/flows", flow);
  await production("POST", `/flows/${Object(body).id}/publish`, {});
  expect((await ask("POST", "/flows", flow)).status).toBe(201);
  const run = { flow: { name: flow.name } };
  expect(await production("POST", "/dispatch", run)).toMatchObject({
    status: 200,
    body: { flowId: Object(body).id },
  });
  expect((await ask("POST", "/dispatch", run)).body).toMatchObject({
    issues: [{ path: "flow.name", message: "Several flows have this name. Give the id." }],
  });
});

it("a test key sees and changes records and runs of test alone", async () => {
  const own = await makeRecord({ organizationId, environment: "test" });
  const { data } = Object((await ask("GET", "/records")).body);
  expect(data.map(({ id }: { id: string }) => id)).toContain(own.id);
  expect(data.filter(({ environment }: { environment: string }) => environment !== "test")).toEqual(
    [],
  );
  expect((await ask("GET", `/executions/${belongings.executionId}`)).status).toBe(404);
  expect((await ask("GET", "/executions")).body).toMatchObject({ data: [] });
  const asked = { environment: "production" };
  expect((await ask("POST", `/flows/${belongings.flowId}/run`, asked)).status).toBe(400);
});
