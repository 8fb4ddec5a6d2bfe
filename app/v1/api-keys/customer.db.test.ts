import { beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { prisma } from "@/lib/db/prisma";
import { makeCustomer } from "@/tests/factories/customer";
import { createKey } from "@/tests/factories/key";
import { createOrganization, createPerson, type Person } from "@/tests/factories/people";
import { callRoute } from "@/tests/support/call-route";
import { addingOneEntry, changingNothing } from "@/tests/support/key-tables";
import { PUT } from "./[id]/route";
import { POST } from "./route";

let owner: Person;
let organizationId: string;

beforeAll(async () => {
  owner = await createPerson();
  ({ organizationId } = owner.principal);
});

const asked = () => ({ headers: { Authorization: `Bearer ${owner.token}` } });
const create = (facts: object) =>
  callRoute(POST, "POST", { ...asked(), body: { name: "CI", ...facts } });
const update = (id: string, body: object) =>
  callRoute(PUT, "PUT", { ...asked(), params: { id }, body });
const NO_CUSTOMER = { issues: [{ path: "customerId", message: "There is no such customer." }] };

describe("the customer of a platform key", () => {
  it("is given by its id, changed and taken away", async () => {
    const customerId = await makeCustomer({ organizationId });
    const made = await create({ customerId });
    expect(made).toMatchObject({ status: 201, body: { apiKey: { customerId } } });
    const { id } = Object(made.body).apiKey;
    for (const next of [null, customerId, await makeCustomer({ organizationId })]) {
      const change = () => update(id, { customerId: next });
      const { answer, entry } = await addingOneEntry(change);
      expect(answer).toMatchObject({ status: 200, body: { apiKey: { customerId: next } } });
      expect(entry).toMatchObject({ metadata: { changed: ["customerId"] } });
    }
    expect((await create({})).body).toMatchObject({ apiKey: { customerId: null } });
  });

  it("is one of the organization", async () => {
    const foreign = await makeCustomer({ organizationId: await createOrganization() });
    const { id } = await createKey({ organizationId });
    for (const customerId of [foreign, newId("customer")]) {
      for (const ask of [() => create({ customerId }), () => update(id, { customerId })]) {
        const answer = await changingNothing(ask);
        expect(answer).toMatchObject({ status: 400, body: NO_CUSTOMER });
      }
    }
  });

  it("is not suspended, unless the key has it already", async () => {
    const customerId = await makeCustomer({ organizationId });
    const held = Object((await create({ customerId })).body).apiKey;
    const { id } = await createKey({ organizationId });
    await prisma().customer.update({ where: { id: customerId }, data: { status: "suspended" } });
    for (const ask of [() => create({ customerId }), () => update(id, { customerId })]) {
      const details = "This customer is suspended. Resume it first.";
      expect(await changingNothing(ask)).toMatchObject({ status: 409, body: { details } });
    }
    expect((await update(held.id, { customerId, name: "Renamed" })).status).toBe(200);
  });

  it("is not named by an external id", async () => {
    expect((await changingNothing(() => create({ customer: "acme" }))).status).toBe(400);
  });
});
