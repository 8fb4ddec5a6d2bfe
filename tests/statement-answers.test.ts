import { beforeAll, expect, it } from "vitest";
import { Flusher } from "@/lib/background/flusher";
import { prisma } from "@/lib/db/prisma";
import { rollUp } from "@/lib/usage/write-roll-ups";
import { makeCustomer, makePlan, priceCustomer } from "./factories/customer";
import { createPerson } from "./factories/people";
import { createSurfaceKey, GREETING, makeOffer, makeSurface } from "./factories/surface";
import { send } from "./support/api";
import { ORIGIN } from "./support/contract-requests";
import { callRequest } from "./support/surface-requests";

const person = await createPerson();
const { organizationId } = person.principal;
await prisma().organization.update({ where: { id: organizationId }, data: { currency: "EUR" } });
const surface = await makeSurface({ organizationId });
const offer = { organizationId, slug: "one", published: [GREETING] };
const { capabilityId } = await makeOffer(surface, offer);
const key = await createSurfaceKey(surface);
const planId = await makePlan({ organizationId, isPriced: true });
const customerId = await makeCustomer({ organizationId, planId }, [key]);
const month = new Date().toISOString().slice(0, 7);

const ask = (path: string, headers: Record<string, string> = {}) =>
  send(
    new Request(`${ORIGIN}/v1/customers/${path}`, {
      headers: { Authorization: `Bearer ${person.token}`, ...headers },
    }),
  );

async function call(): Promise<void> {
  await send(callRequest(surface, "one", { headers: key.headers, body: { name: "A" } }));
  await new Flusher().drain();
}

beforeAll(async () => {
  const prices = {
    [capabilityId]: [
      [1, 0],
      [null, 2_000],
    ],
  };
  await priceCustomer({ organizationId, planId, customerId, prices });
  await call();
  while (await rollUp());
});

it("a statement says the same before its calls are added up", async () => {
  const before = await ask(`${customerId}/statements/${month}`);
  await call();
  const waiting = await ask(`${customerId}/statements/${month}`);
  expect(waiting.body).not.toEqual(before.body);
  while (await rollUp());
  expect((await ask(`${customerId}/statements/${month}`)).body).toEqual(waiting.body);
});

it("is a file for who accepts that, with the total as its last line", async () => {
  const { body: json, headers: plain } = await ask(`${customerId}/statements/${month}`);
  expect(plain).toMatchObject({ "content-type": "application/json", vary: "Accept" });
  const { headers, body } = await ask(`${customerId}/statements/${month}`, {
    Accept: "text/csv",
  });
  expect(headers).toMatchObject({ "content-type": "text/csv; charset=utf-8", vary: "Accept" });
  const rows = String(body).trim().split("\r\n");
  expect(rows).toHaveLength(Object(json).lines.length + 2);
  expect(rows.at(-1)).toBe(`total,${month},,,,,${Number(Object(json).total)},EUR`);
});

it("a statement stays when its customer is deleted, and is not another organization's", async () => {
  const path = `${customerId}/statements/${month}`;
  const { body } = await ask(path);
  await prisma().apiKey.updateMany({ where: { customerId }, data: { revokedAt: new Date() } });
  const deleted = new Request(`${ORIGIN}/v1/customers/${customerId}`, {
    method: "DELETE",
    headers: { Authorization: `Bearer ${person.token}` },
  });
  expect((await send(deleted)).status).toBe(200);
  expect(await ask(path)).toMatchObject({ status: 200, body });
  const stranger = await createPerson();
  const headers = { Authorization: `Bearer ${stranger.token}` };
  expect((await ask(path, headers)).status).toBe(404);
});

it.each([
  ["2999-01", "This month has not begun yet."],
  ["2020-01", `The customer's first month is ${month}.`],
  ["2026-13", "Use a month of the form 2026-01."],
])("there is none of %s", async (asked, message) => {
  expect(await ask(`${customerId}/statements/${asked}`)).toMatchObject({
    status: 400,
    body: { issues: [{ path: "month", message }] },
  });
});
