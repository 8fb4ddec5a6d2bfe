import { beforeAll, describe, expect, it } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { makeCustomer, makePlan } from "@/tests/factories/customer";
import { createPerson, type Person } from "@/tests/factories/people";
import { makeSurface } from "@/tests/factories/surface";
import { send } from "@/tests/support/api";
import { ORIGIN } from "@/tests/support/contract-requests";
import { proofCount } from "@/tests/support/proof";
import { surfaceKeysOf } from "@/tests/support/surface-keys";

const ROUNDS = proofCount(8, 100);

let person: Person;
let organizationId: string;
let keys: ReturnType<typeof surfaceKeysOf>;

beforeAll(async () => {
  person = await createPerson();
  ({ organizationId } = person.principal);
  const surface = await makeSurface({ organizationId });
  keys = surfaceKeysOf(surface, { Authorization: `Bearer ${person.token}` });
});

const ask = (method: string, path: string, body?: object) =>
  send(
    new Request(ORIGIN + path, {
      method,
      headers: { Authorization: `Bearer ${person.token}`, "Content-Type": "application/json" },
      ...(body && { body: JSON.stringify(body) }),
    }),
  );

const rounds = Array.from({ length: ROUNDS }, (_, at) => at);

describe("a customer that a key is handed to at the same moment", () => {
  it.each(rounds)("is deleted, or has the key: round %d", async (at) => {
    const externalId = `deleted-${at}`;
    const customerId = await makeCustomer({ organizationId, externalId });
    const idle = Object((await keys.create({})).body).id;
    const [deleted, made, moved] = await Promise.all([
      ask("DELETE", `/v1/customers/${customerId}`),
      keys.create({ customerId }),
      keys.update(idle, { customerId }),
    ]);
    const held = await prisma().apiKey.count({ where: { customerId } });
    expect([deleted.status, made.status, moved.status, held]).toEqual(
      deleted.status === 200 ? [200, 400, 400, 0] : [409, ...statusesOf(made, moved), held],
    );
    expect(held).toBe([made, moved].filter(({ status }) => status < 300).length);
  });

  it.each(rounds)("is the old one or a new one by its external id: round %d", async (at) => {
    const externalId = `renewed-${at}`;
    const old = await makeCustomer({ organizationId, externalId });
    const [deleted, made] = await Promise.all([
      ask("DELETE", `/v1/customers/${old}`),
      keys.create({ customer: externalId }),
    ]);
    const rows = await prisma().customer.findMany({ where: { organizationId, externalId } });
    expect([deleted.status, made.status]).toEqual([deleted.status === 200 ? 200 : 409, 201]);
    expect(rows.map(({ id }) => id)).toEqual([Object(made.body).customerId]);
    expect(rows[0]?.id === old).toBe(deleted.status === 409);
  });

  it.each(rounds)("is suspended before it or after it, in one order: round %d", async (at) => {
    const customerId = await makeCustomer({ organizationId, externalId: `suspended-${at}` });
    const [suspended, made] = await Promise.all([
      ask("PUT", `/v1/customers/${customerId}`, { status: "suspended" }),
      keys.create({ customerId }),
    ]);
    expect(suspended.status).toBe(200);
    const entries = await prisma().apiKey.count({ where: { customerId } });
    expect(made.status).toBe(entries === 1 ? 201 : 409);
  });
});

describe("a plan that a customer is put on at the same moment", () => {
  it.each(rounds)("is deleted, or has the customer: round %d", async (at) => {
    const planId = await makePlan({ organizationId });
    const id = await makeCustomer({ organizationId, externalId: `planned-${at}` });
    const [deleted, put] = await Promise.all([
      ask("DELETE", `/v1/plans/${planId}`),
      ask("PUT", `/v1/customers/${id}`, { planId }),
    ]);
    expect([deleted.status, put.status]).toEqual(deleted.status === 200 ? [200, 400] : [409, 200]);
  });
});

const statusesOf = (...answers: { status: number }[]) =>
  answers.map(({ status }) => (status < 300 ? status : 400));
