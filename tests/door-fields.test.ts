import { describe, expect, it } from "vitest";
import { createPerson } from "./factories/people";
import { send } from "./support/api";
import { fieldsOf, idsFrom, makeBelongings } from "./support/belongings";
import {
  type Bound,
  EVERY_ROUTE,
  exampleInput,
  ORIGIN,
  requestOf,
} from "./support/contract-requests";
import { databaseState } from "./support/database-state";
import { proofCount } from "./support/proof";

const person = await createPerson({ role: "owner" });
const session = { Authorization: `Bearer ${person.token}` };
const OURS = await makeBelongings(person.principal.organizationId);

/** Fields that are ours to set, and ways to reach for a prototype. */
const FOREIGN_FIELDS: Record<string, unknown> = {
  organizationId: "org_01kadxq9r2e8ts6c5vb0m1whfz",
  organization_id: "x",
  role: "owner",
  isActive: true,
  hash: "00",
  createdById: person.principal.userId,
  revokedAt: "2020-01-01T00:00:00Z",
  keyPrefix: "rt_live_",
  plainKey: "x",
  createdAt: "2020-01-01T00:00:00Z",
  constructor: { prototype: { isAdmin: true } },
  prototype: {},
  toString: "x",
  "": "x",
  "name ": "x",
};

/** What its path names, of ours. */
function ourPath(contract: Bound) {
  const inPath = fieldsOf(contract).filter((name) => contract.http.path.includes(`{${name}}`));
  return idsFrom(OURS, contract, inPath);
}

function validInput(contract: Bound) {
  return { ...exampleInput(contract), ...ourPath(contract) };
}

/** Each route gets every field by `npm run prove`; in every run of the tests one in some, by turns. */
const ONE_IN = proofCount(3, 1);

const cases = EVERY_ROUTE.flatMap(([title, contract], turn) =>
  Object.keys(FOREIGN_FIELDS)
    .filter((field, index) => (turn + index) % ONE_IN === 0 && !fieldsOf(contract).includes(field))
    .map((field) => [title, field, contract] as const),
);

describe("a field that a route does not know", () => {
  it.each(cases)("is 400 and changes nothing: %s with '%s'", async (_title, field, contract) => {
    const before = await databaseState();
    const input = { ...validInput(contract), [field]: FOREIGN_FIELDS[field] };
    const { status, body } = await send(requestOf(contract, input, session));
    expect(status).toBe(400);
    expect(body).toMatchObject({ error: "Bad Request", details: "The request is not valid." });
    expect(JSON.stringify(body)).toContain(field);
    expect(await databaseState()).toEqual(before);
  });
});

const writes = EVERY_ROUTE.filter(([title]) => /^(POST|PUT)/.test(title));

describe.each(writes)("%s", (_title, contract) => {
  const request = () => requestOf(contract, validInput(contract), session);
  const withBody = (body: BodyInit, type = "application/json") =>
    send(
      new Request(request().url, {
        method: contract.http.method,
        headers: { ...session, "Content-Type": type },
        body,
      }),
    );
  const deep = (levels: number) => `{"a":${"[".repeat(levels)}${"]".repeat(levels)}}`;

  it.each([
    ["reaches for __proto__", '{"__proto__":{"isAdmin":true}}', 400],
    ["reaches for __proto__ deeper", '{"name":{"__proto__":{"isAdmin":true}}}', 400],
    ["names a field twice, in path and body", '{"id":"x","name":"y"}', 400],
    ["is no object but a list", "[]", 400],
    ["is no object but a text", '"x"', 400],
    ["is no object but null", "null", 400],
    ["is broken", '{"name":', 400],
    ["has something after its end", "{} {}", 400],
    ["is a hundred levels deep", deep(100), 400],
    ["is a hundred thousand levels deep", deep(100_000), 400],
    ["has fifty thousand values", `{"a":[${"0,".repeat(50_000)}0]}`, 400],
    ["holds a NUL", '{"name":"a\\u0000b"}', 400],
    ["holds half a character", '{"name":"\\ud800"}', 400],
    ["is larger than a megabyte", `{"name":"${"x".repeat(1_000_000)}"}`, 413],
  ])("refuses a body that %s", async (_what, body, expected) => {
    const before = await databaseState();
    const answer = await withBody(body);
    expect(answer.status).toBe(expected);
    expect(answer.body).toMatchObject({ error: expect.any(String), details: expect.any(String) });
    expect(await databaseState()).toEqual(before);
  });

  it.each(["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "", "json"])(
    "refuses a body sent as '%s' with 415",
    async (type) => {
      const before = await databaseState();
      const answer = await withBody(JSON.stringify({ name: "x" }), type);
      expect(answer.status).toBe(415);
      expect(answer.body).toEqual({
        error: "Unsupported Media Type",
        details: "Send the body as application/json.",
      });
      expect(await databaseState()).toEqual(before);
    },
  );

  it("refuses a body of unknown length as soon as it is over a megabyte", async () => {
    const before = await databaseState();
    let sent = 0;
    const endless = new ReadableStream({
      pull(controller) {
        sent += 65_536;
        controller.enqueue(new Uint8Array(65_536).fill(32));
      },
    });
    const { method } = contract.http;
    const init = { method, headers: session, body: endless, duplex: "half" };
    const answer = await send(new Request(request().url, init));
    expect(answer.status).toBe(413);
    expect(sent).toBeLessThan(2_000_000);
    expect(await databaseState()).toEqual(before);
  });
});

describe("a body where none is taken", () => {
  const removals = EVERY_ROUTE.filter(([, { http }]) => http.method === "DELETE");

  it.each(removals)("is 400 and changes nothing: %s", async (_title, contract) => {
    const before = await databaseState();
    const { url } = requestOf(contract, ourPath(contract), session);
    const body = JSON.stringify({ reason: "leaked" });
    const { status } = await send(new Request(url, { method: "DELETE", headers: session, body }));
    expect(status).toBe(400);
    expect(await databaseState()).toEqual(before);
  });
});

describe("a query", () => {
  it("that names a field twice is 400", async () => {
    const answer = await send(
      new Request(`${ORIGIN}/v1/flows?limit=1&limit=2`, { headers: session }),
    );
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ issues: [{ path: "limit" }] });
  });

  const filters = EVERY_ROUTE.filter(([title]) => /^(GET|DELETE)/.test(title)).flatMap(
    ([title, contract]) =>
      fieldsOf(contract)
        .filter((field) => !contract.http.path.includes(`{${field}}`))
        .map((field) => [title, field, contract] as const),
  );

  it.each(filters)(
    "that leaves a field blank is 400: %s by %s",
    async (_title, field, contract) => {
      const { url } = requestOf(contract, ourPath(contract), session);
      const { method } = contract.http;
      for (const blank of ["", "%20", "%20%09", "%C2%A0"]) {
        const asked = new Request(`${url}?${field}=${blank}`, { method, headers: session });
        const { status, body } = await send(asked);
        expect([blank, status]).toEqual([blank, 400]);
        const issue = expect.objectContaining({ path: field });
        expect(body).toMatchObject({ issues: expect.arrayContaining([issue]) });
      }
    },
  );

  it.each([
    "limit=0",
    "limit=10001",
    "limit=x",
    "limit=1.5",
    "limit=",
    "limit=1e1",
    "limit=%2010",
    "limit=0x10",
    "cursor=junk",
    "cursor=",
  ])("of %s is 400 on every list", async (query) => {
    const lists = EVERY_ROUTE.filter(([, contract]) => fieldsOf(contract).includes("cursor"));
    for (const [title, contract] of lists) {
      const { url } = requestOf(contract, ourPath(contract), session);
      const { status } = await send(new Request(`${url}?${query}`, { headers: session }));
      expect(status, title).toBe(400);
    }
  });
});
