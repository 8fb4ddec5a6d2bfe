import Ajv from "ajv";
import addFormats from "ajv-formats";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { usageEventsContract } from "@/lib/contracts/analytics/feed";
import { newId } from "@/lib/core/ids";
import { formatAmount } from "@/lib/core/money";
import { prisma } from "@/lib/db/prisma";
import { closeUsagePool } from "@/lib/db/usage-pool";
import { listUsageEvents } from "@/lib/services/analytics/feed";
import type { UsageEvent } from "@/lib/usage/record-usage";
import { writeEvents } from "@/lib/usage/write-events";
import { dropOldFeed, feedUsage } from "@/lib/usage/write-feed";
import { makeCustomer } from "@/tests/factories/customer";
import { createKey } from "@/tests/factories/key";
import { createOrganization, createPerson } from "@/tests/factories/people";
import { usageEvent } from "@/tests/factories/usage-event";
import schema from "@/tests/support/cloudevents-schema.json";
import { productsApi } from "@/tests/support/products";
import { asOwner } from "@/tests/support/roles";

const both = ["CUSTOMERS:READ", "ANALYTICS:READ"];

async function makeFeed() {
  const organizationId = await createOrganization();
  const reader = await createKey({ organizationId, permissions: both });
  const customerId = await makeCustomer({ organizationId, externalId: 'Zo\u00eb "1"' });
  const add = async (...facts: Partial<UsageEvent>[]) => {
    const its = { customerId, capabilityId: "cap_1", billable: true, units: 2 };
    const events = facts.map((each) => usageEvent(reader, { ...its, ...each }));
    await writeEvents(events, []);
    await feedUsage();
    return events.map(({ requestId }) => requestId);
  };
  return { organizationId, reader, customerId, add };
}

const feed = await makeFeed();
const { organizationId, reader, customerId, add } = feed;
let ids: string[];

afterAll(closeUsagePool);

beforeAll(async () => {
  ids = await add(
    { integration: 'CRM "s\\y\n', price: 2_000, cost: 1 },
    { billable: false, outcome: "failed" },
    { price: 1_500_000 },
    { units: 0 },
  );
  ids.splice(1, 1);
});

const ask = (query = "", { headers } = reader) =>
  productsApi(headers)("GET", `/usage/events${query}`);
const pageOf = async (query = "", by = reader) => Object((await ask(query, by)).body);
const idsOf = ({ data }: { data: { id: string }[] }) => data.map(({ id }) => id);

describe("200", () => {
  it("is each billable call once, as a CloudEvent", async () => {
    const { data, pagination } = await pageOf();
    expect(idsOf({ data })).toEqual(ids);
    expect(pagination).toEqual({ nextCursor: expect.any(String), hasMore: false });
    expect(data[0]).toEqual({
      specversion: "1.0",
      id: ids[0],
      source: `/organizations/${organizationId}`,
      type: "runtype.usage.call",
      subject: 'Zo\u00eb "1"',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      datacontenttype: "application/json",
      data: {
        keyId: reader.id,
        customerId,
        integration: 'CRM "s\\y\n',
        capabilityId: "cap_1",
        units: 2,
        price: "0.002",
        cost: "0.000001",
        environment: "production",
        outcome: "ok",
      },
    });
    const validate = addFormats(new Ajv({ strict: false })).compile(schema);
    for (const event of data) expect(validate(event) || validate.errors).toBe(true);
  });

  it("is what its contract says, with amounts as all others have them", async () => {
    const { add: sell, reader: by } = await makeFeed();
    const amounts = [0, 1, 10, 999_999, 1_000_000, 1_000_001, 10 ** 15, 2 ** 53 - 1];
    await sell(...amounts.map((price) => ({ price, cost: price })));
    const page = await pageOf("", by);
    expect(usageEventsContract.output.parse(page)).toEqual(page);
    const told = page.data.map(({ data }: { data: object }) => data);
    const expected = amounts.map((price) => formatAmount(price));
    expect(told).toMatchObject(expected.map((price) => ({ price, cost: price })));
  });

  it("continues at every cursor, and says where to continue at the end", async () => {
    const seen: string[] = [];
    let cursor = "";
    for (const hasMore of [true, true, false, false]) {
      const page = await pageOf(`?limit=1${cursor && `&cursor=${cursor}`}`);
      seen.push(...idsOf(page));
      expect(page.pagination.hasMore).toBe(hasMore);
      cursor = page.pagination.nextCursor;
    }
    expect(seen).toEqual(ids);
    expect(await pageOf(`?cursor=${cursor}`)).toMatchObject({
      data: [],
      pagination: { nextCursor: cursor, hasMore: false },
    });
    const [later] = await add({});
    expect(idsOf(await pageOf(`?cursor=${cursor}`))).toEqual([later]);
    ids.push(`${later}`);
  });

  it("of an organization that sold nothing is a cursor to come back with", async () => {
    const other = await makeFeed();
    const { data, pagination } = await pageOf("", other.reader);
    expect([data, pagination.hasMore]).toEqual([[], false]);
    const made = await other.add({});
    expect(idsOf(await pageOf(`?cursor=${pagination.nextCursor}`, other.reader))).toEqual(made);
  });

  it("keeps what it said of a call when the customer has another external id", async () => {
    const { add: sell, ...other } = await makeFeed();
    await sell({});
    const before = await pageOf("", other.reader);
    await prisma().customer.update({ where: { id: other.customerId }, data: { externalId: null } });
    expect(await pageOf("", other.reader)).toEqual(before);
    await sell({});
    expect((await pageOf("", other.reader)).data[1].subject).toBe(other.customerId);
  });

  it("takes one request of the reader for a page", async () => {
    const before = Number((await ask("?limit=2")).headers["x-ratelimit-remaining"]);
    const after = Number((await ask("?limit=2")).headers["x-ratelimit-remaining"]);
    expect(before - after).toBe(1);
  });

  it("shows no calls to a test key, and costs to people who may see them", async () => {
    const tester = await createKey({ organizationId, permissions: both, environment: "test" });
    expect((await pageOf("", tester)).data).toEqual([]);
    for (const [role, cost] of [
      ["admin", "0.000001"],
      ["viewer", undefined],
    ] as const) {
      const { principal } = await createPerson({ organizationId, role });
      const caller = { principal, requestId: newId("request") };
      const { text } = await listUsageEvents.perform(caller, () => ({}));
      expect(JSON.parse(text).data[0].data.cost).toBe(cost);
    }
  });
});

describe("400", () => {
  it("refuses a cursor that was changed, or is of another organization", async () => {
    const { nextCursor } = (await pageOf()).pagination;
    const other = await makeFeed();
    expect((await ask(`?cursor=${nextCursor}`, other.reader)).status).toBe(400);
    for (let at = 0; at < nextCursor.length; at += 1) {
      const sign = nextCursor[at] === "A" ? "B" : "A";
      const changed = nextCursor.slice(0, at) + sign + nextCursor.slice(at + 1);
      expect((await ask(`?cursor=${changed}`)).status, changed).toBe(400);
    }
    for (const cursor of ["", "x", `${nextCursor}A`, "%00"])
      expect((await ask(`?cursor=${cursor}`)).status, cursor).toBe(400);
  });

  it.each(["0", "10001", "1.5", "-1", "x"])("refuses a limit of %s", async (limit) => {
    expect((await ask(`?limit=${limit}`)).status).toBe(400);
  });
});

describe("403", () => {
  it.each(both)("needs both rights: %s alone is not enough", async (permission) => {
    const missing = both.find((each) => each !== permission);
    const some = await createKey({ organizationId, permissions: [permission] });
    expect(await ask("", some)).toMatchObject({
      status: 403,
      body: { error: "Forbidden", details: `Missing required permission: ${missing}` },
    });
  });
});

describe("410", () => {
  it("says where what is kept begins, and is not said of what was read", async () => {
    const { reader: by, add: sell, organizationId: of } = await makeFeed();
    const start = (await pageOf("", by)).pagination.nextCursor;
    await sell({}, {});
    const [first, all] = [await pageOf("?limit=1", by), await pageOf("", by)];
    await asOwner("UPDATE usage_feed SET fed_at = fed_at - interval '100 days'");
    const [kept] = await sell({});
    await dropOldFeed(90);
    for (const { nextCursor } of [{ nextCursor: start }, first.pagination]) {
      const gone = await ask(`?cursor=${nextCursor}`, by);
      expect(gone).toMatchObject({
        status: 410,
        body: { error: "Gone", details: "The events after this cursor are no longer kept" },
      });
      const { earliestCursor } = Object(gone.body);
      expect(idsOf(await pageOf(`?cursor=${earliestCursor}`, by))).toEqual([kept]);
    }
    expect(idsOf(await pageOf(`?cursor=${all.pagination.nextCursor}`, by))).toEqual([kept]);
    expect(idsOf(await pageOf("", by))).toEqual([kept]);
    await dropOldFeed(0);
    expect(await prisma().usageFeedEvent.count({ where: { organizationId: of } })).toBe(1);
  });
});
