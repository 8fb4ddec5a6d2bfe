import { beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { createKey } from "@/tests/factories/key";
import { createPerson, type Person } from "@/tests/factories/people";
import { badFields, callRoute } from "@/tests/support/call-route";
import { GET } from "./route";

let owner: Person;
const id = newId("key");

beforeAll(async () => {
  owner = await createPerson();
  const { organizationId } = owner.principal;
  for (const name of ["a", "b"]) await createKey({ organizationId, name });
});

const list = (query: string) =>
  callRoute(GET, "GET", {
    headers: { Authorization: `Bearer ${owner.token}` },
    path: `/v1/api-keys?${query}`,
  });

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

describe("GET 400", () => {
  it.each([
    ["?limit=0", "limit=0", "limit"],
    ["?limit=101", "limit=101", "limit"],
    ["?limit=1.5", "limit=1.5", "limit"],
    ["?limit=-1", "limit=-1", "limit"],
    ["?limit=many", "limit=many", "limit"],
    ["?limit=", "limit=", "limit"],
    ["?limit=1&limit=2", "limit=1&limit=2", "limit"],
    ["?environment=staging", "environment=staging", "environment"],
    ["?status=dead", "status=dead", "status"],
    ["?sort=hash", "sort=hash", "sort"],
    ["?sort=name;drop", "sort=name;drop", "sort"],
    ["?direction=up", "direction=up", "direction"],
    ["a search of 256 characters", `search=${"s".repeat(256)}`, "search"],
    ["?search=%00", "search=%00", "search"],
    ["?cursor=", "cursor=", "cursor"],
    ["a cursor of 10,000 characters", `cursor=${"c".repeat(10_000)}`, "cursor"],
    ["?organizationId=org_x", "organizationId=org_x", ""],
    ["?__proto__=x", "__proto__=x", "__proto__"],
    ["?constructor=x", "constructor=x", ""],
  ])("refuses %s and names the field", async (_what, query, path) => {
    const answer = await list(query);
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(badFields([path, expect.any(String)]));
  });

  it.each([
    ["a word", "junk"],
    ["no JSON", Buffer.from("{").toString("base64url")],
    ["an object", encode({ id })],
    ["too little", encode(["name"])],
    ["a name of NUL", encode(["name", "desc", "\0", id])],
    ["an id of NUL", encode(["name", "desc", "a", "\0"])],
    ["a number for a name", encode(["name", "desc", 5, id])],
  ])("refuses a cursor of %s by name", async (_what, cursor) => {
    await refusedCursor("sort=name", cursor);
  });

  it.each([
    "yesterday",
    "infinite",
    "2026-02-31 00:00:00+00",
    "2026-13-01 00:00:00+00",
    "0000-01-01 00:00:00+00",
    "2026-01-01 25:00:00+00",
    "2026-01-01 00:00:00+99",
    "2026-01-01 00:00:00...+00",
    "2026-01-01 00:00:00",
    "2026-01-01",
    "999999-01-01 00:00:00+00",
    "'; DROP TABLE api_keys; --",
  ])("refuses a cursor of the moment %j", async (moment) => {
    await refusedCursor("sort=createdAt", encode(["createdAt", "desc", moment, id]));
    await refusedCursor("sort=expiresAt", encode(["expiresAt", "desc", moment, id]));
  });

  it.each(["infinity", "-infinity", "2026-02-28 23:59:59+00", "2026-01-01 00:00:00.5+00"])(
    "takes a cursor of the moment %j",
    async (moment) => {
      const cursor = encode(["expiresAt", "asc", moment, id]);
      expect((await list(`sort=expiresAt&direction=asc&cursor=${cursor}`)).status).toBe(200);
    },
  );

  it("refuses a cursor of another order than the one that is asked for", async () => {
    const first = await list("sort=createdAt&limit=1");
    const cursor = Object(first.body).pagination.nextCursor;
    expect((await list(`sort=createdAt&limit=1&cursor=${cursor}`)).status).toBe(200);
    for (const order of ["sort=name", "sort=expiresAt", "sort=createdAt&direction=asc"]) {
      await refusedCursor(order, cursor);
    }
  });
});

async function refusedCursor(order: string, cursor: string) {
  const answer = await list(`${order}&cursor=${cursor}`);
  const message = "Not a cursor of this list and order.";
  expect(answer.status).toBe(400);
  expect(answer.body).toEqual({
    error: "Bad Request",
    details: `cursor: ${message}`,
    issues: [{ path: "cursor", message }],
  });
}
