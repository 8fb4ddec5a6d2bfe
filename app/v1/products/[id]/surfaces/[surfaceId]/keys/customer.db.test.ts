import { beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { prisma } from "@/lib/db/prisma";
import { makeCustomer } from "@/tests/factories/customer";
import { type CreatedKey, createKey } from "@/tests/factories/key";
import { createOrganization, createPerson } from "@/tests/factories/people";
import { makeSurface } from "@/tests/factories/surface";
import { changingNothing } from "@/tests/support/key-tables";
import { surfaceKeysOf } from "@/tests/support/surface-keys";

let organizationId: string;
let keys: ReturnType<typeof surfaceKeysOf>;
/** May hand keys to customers, but create none. */
let minter: CreatedKey;

const bodyOf = ({ body }: { body: unknown }) => Object(body);
const reported = ({ status, body }: { status: number; body: unknown }) => ({ status, body });
const customerCount = (externalId: string) =>
  prisma().customer.count({ where: { organizationId, externalId } });
const namesOf = async (query: string): Promise<string[]> =>
  bodyOf(await keys.list(`?sort=name&direction=asc&${query}`)).data.map(
    ({ name }: { name: string }) => name,
  );
const SUSPENDED = {
  status: 409,
  body: { error: "Conflict", details: "This customer is suspended. Resume it first." },
};
const NOT_HELD = {
  status: 403,
  body: { error: "Forbidden", details: "Missing required permission: CUSTOMERS:WRITE" },
};

beforeAll(async () => {
  const person = await createPerson({ role: "member" });
  ({ organizationId } = person.principal);
  const surface = await makeSurface({ organizationId });
  keys = surfaceKeysOf(surface, { Authorization: `Bearer ${person.token}` });
  minter = await createKey({ organizationId, permissions: ["SURFACE_KEYS:WRITE"] });
});

describe("the customer of a new key", () => {
  it("is the one of its id, or of its external id in either form", async () => {
    const customerId = await makeCustomer({ organizationId, externalId: "initech" });
    const named = { externalId: "initech", name: "Another name" };
    for (const asked of [{ customerId }, { customer: "initech" }, { customer: named }]) {
      const answer = await keys.create(asked, minter.headers);
      expect(answer).toMatchObject({ status: 201, body: { customerId } });
      const shown = await keys.get(bodyOf(answer).id);
      expect(shown.body).toMatchObject({ customerId, customer: "initech" });
    }
    const { name } = await prisma().customer.findUniqueOrThrow({ where: { id: customerId } });
    expect(name).toBe("Acme");
  });

  it("is created where there is none, with an entry of its own", async () => {
    const customer = { externalId: "umbrella", name: "Umbrella Inc." };
    const { customerId } = bodyOf(await keys.create({ customer }));
    const row = await prisma().customer.findUniqueOrThrow({ where: { id: customerId } });
    expect(row).toMatchObject({ ...customer, organizationId, status: "active", planId: null });
    const entry = await prisma().auditEntry.findFirstOrThrow({ where: { targetId: customerId } });
    expect(entry).toMatchObject({
      action: "customer.create",
      targetType: "customer",
      metadata: customer,
    });
    const unnamed = bodyOf(await keys.create({ customer: "hooli" }));
    expect(
      await prisma().customer.findUniqueOrThrow({ where: { id: unnamed.customerId } }),
    ).toMatchObject({ name: "hooli", externalId: "hooli" });
  });

  it("is one, of however many keys that are created at one moment", async () => {
    const asked = { customer: { externalId: "at-once", name: "At once" } };
    const answers = await Promise.all(Array.from({ length: 10 }, () => keys.create(asked)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map((answer) => bodyOf(answer).customerId)).size).toBe(1);
    expect(await customerCount("at-once")).toBe(1);
    const { customerId } = bodyOf(answers[0] ?? { body: {} });
    expect(await prisma().auditEntry.count({ where: { targetId: customerId } })).toBe(1);
  });

  it("is one by every Unicode form of its external id, and another by another letter case", async () => {
    const composed = bodyOf(await keys.create({ customer: "Zo\u00eb" }));
    expect(bodyOf(await keys.create({ customer: "Zoe\u0308" }))).toMatchObject({
      customerId: composed.customerId,
    });
    const lower = bodyOf(await keys.create({ customer: "zo\u00eb" }));
    expect(lower.customerId).not.toBe(composed.customerId);
  });

  it("is created by those alone who may create customers", async () => {
    const refused = await changingNothing(() => keys.create({ customer: "new" }, minter.headers));
    expect(reported(refused)).toEqual(NOT_HELD);
    expect(await customerCount("new")).toBe(0);
    const permissions = ["SURFACE_KEYS:WRITE", "CUSTOMERS:WRITE"];
    const both = await createKey({ organizationId, permissions });
    expect((await keys.create({ customer: "new" }, both.headers)).status).toBe(201);
  });

  it("is not created where the key is not", async () => {
    const scopes = [newId("capability")];
    const answer = await changingNothing(() => keys.create({ customer: "undone", scopes }));
    expect(answer.status).toBe(400);
    expect(await customerCount("undone")).toBe(0);
  });

  it("is not suspended", async () => {
    const status = "suspended";
    const customerId = await makeCustomer({ organizationId, externalId: "late-payer", status });
    for (const asked of [{ customerId }, { customer: "late-payer" }]) {
      expect(reported(await changingNothing(() => keys.create(asked)))).toEqual(SUSPENDED);
    }
  });

  it.each([
    ["customer", " acme"],
    ["customer", "acme\u00a0"],
    ["customer", ""],
    ["customer", "x".repeat(256)],
    ["customer", {}],
    ["customer", { externalId: "" }],
    ["customer", { externalId: "a", name: "" }],
    ["customer", { externalId: "a", id: "x" }],
    ["customer", 7],
    ["customerId", "acme"],
    ["integration", ""],
  ])("is 400 for a wrong %s: %j", async (field, value) => {
    const answer = await changingNothing(() => keys.create({ [field]: value }));
    expect(answer.status).toBe(400);
    const [issue] = Object(answer.body).issues;
    expect(issue.path.split(".")[0]).toBe(field);
  });

  it("is not one of another organization, whatever its external id", async () => {
    const theirs = await createOrganization();
    const customerId = await makeCustomer({ organizationId: theirs, externalId: "theirs" });
    const issues = [{ path: "customerId", message: "There is no such customer." }];
    const refused = await changingNothing(() => keys.create({ customerId }));
    expect(refused).toMatchObject({ status: 400, body: { issues } });
    const own = bodyOf(await keys.create({ customer: "theirs" }));
    expect(own.customerId).not.toBe(customerId);
  });

  it("is not said in two ways that differ", async () => {
    const customerId = await makeCustomer({ organizationId, externalId: "one" });
    await makeCustomer({ organizationId, externalId: "two" });
    const message = "This is not the customer of customerId. Send one of the two.";
    const issues = [{ path: "customer", message }];
    for (const asked of [
      { customerId, customer: "two" },
      { customerId: null, customer: "one" },
    ]) {
      const answer = await changingNothing(() => keys.create(asked));
      expect(answer).toMatchObject({ status: 400, body: { issues } });
    }
    expect((await keys.create({ customerId, customer: "one" })).status).toBe(201);
  });
});

describe("the customer of a key", () => {
  it("is another by its id or its external id, and none by null", async () => {
    const first = await makeCustomer({ organizationId, externalId: "first" });
    const second = await makeCustomer({ organizationId, externalId: "second" });
    const { id } = bodyOf(await keys.create({ customerId: first }));
    for (const [asked, shown] of [
      [{ customer: "second" }, { customerId: second, customer: "second" }],
      [{ customerId: first }, { customerId: first, customer: "first" }],
      [{ customer: null }, { customerId: null, customer: null }],
      [{ customer: { externalId: "second" } }, { customerId: second, customer: "second" }],
      [{ customerId: null }, { customerId: null, customer: null }],
      [{ integration: "CRM" }, { customerId: null, integration: "CRM" }],
    ] as const) {
      expect(await keys.update(id, asked)).toMatchObject({ status: 200, body: shown });
    }
  });

  it("can stay one that is suspended, but not become it", async () => {
    const customerId = await makeCustomer({ organizationId, externalId: "paused" });
    const { id } = bodyOf(await keys.create({ customerId }));
    const other = bodyOf(await keys.create({}));
    await prisma().customer.update({ where: { id: customerId }, data: { status: "suspended" } });
    expect(await keys.update(id, { customerId, name: "Renamed" })).toMatchObject({ status: 200 });
    expect(reported(await changingNothing(() => keys.update(other.id, { customerId })))).toEqual(
      SUSPENDED,
    );
  });

  it("is changed by a key of its own minting alone, and created by no other right", async () => {
    const customerId = await makeCustomer({ organizationId, externalId: "minted" });
    const own = bodyOf(await keys.create({}, minter.headers));
    expect(await keys.update(own.id, { customerId }, minter.headers)).toMatchObject({
      status: 200,
    });
    const unheard = { customer: "unheard-of" };
    const refused = await changingNothing(() => keys.update(own.id, unheard, minter.headers));
    expect(reported(refused)).toEqual(NOT_HELD);
    await keys.update(own.id, { customerId: null });
    const taken = await changingNothing(() => keys.update(own.id, { customerId }, minter.headers));
    expect(taken.status).toBe(403);
  });

  it("finds it: by id or external id as a filter, by name or external id as a search", async () => {
    const customerId = await makeCustomer({
      organizationId,
      name: "Zo\u00eb GmbH",
      externalId: "z-1",
    });
    await keys.create({ customerId, name: "Of Zo\u00eb" });
    await keys.create({ name: "Of nobody", integration: "Warehouse" });
    for (const query of [
      `customer=${customerId}`,
      "customer=z-1",
      "search=zoe\u0308 gmbh",
      "search=Z-1",
    ]) {
      expect([query, await namesOf(query)]).toEqual([query, ["Of Zo\u00eb"]]);
    }
    expect(await namesOf("search=wareh")).toEqual(["Of nobody"]);
    expect(await namesOf("customer=nobody")).toEqual([]);
  });
});
