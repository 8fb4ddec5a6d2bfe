import { beforeAll, describe, expect, it } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { makeRecord } from "@/tests/factories/content";
import { type CreatedKey, createKey } from "@/tests/factories/key";
import { createOrganization, createPerson } from "@/tests/factories/people";
import { callRoute } from "@/tests/support/call-route";
import { GET, HEAD } from "./route";

const list = (query: string, { headers }: CreatedKey) =>
  callRoute(GET, "GET", { headers, path: `/v1/records${query}` });
const names = ({ body }: { body: unknown }) =>
  Object(body).data.map(({ name }: { name: string }) => name);

let lister: CreatedKey;

describe("GET 200", () => {
  let moment = Date.parse("2026-01-01T00:00:00Z");

  beforeAll(async () => {
    const home = await createOrganization();
    lister = await createKey({ organizationId: home });
    for (const name of ["Ada", "100% sure", "100x sure", "Zed_1", "Zed-1"]) {
      moment += 1_000;
      await makeRecord({ organizationId: home, name, createdAt: new Date(moment) });
    }
    const same = { organizationId: home, type: "event", createdAt: new Date(moment + 1_000) };
    for (const name of ["e1", "e2", "e3"]) await makeRecord({ ...same, name });
    await makeRecord({ organizationId: home, environment: "test", name: "Draft" });
  });

  it("lists the newest first, of the key's organization and environment alone", async () => {
    const answer = await list("", lister);
    expect(answer.status).toBe(200);
    expect(names(answer).slice(3)).toEqual(["Zed-1", "Zed_1", "100x sure", "100% sure", "Ada"]);
    expect(Object(answer.body).pagination).toEqual({ nextCursor: null, hasMore: false, limit: 50 });
  });

  it("shows every record once over all pages, those of one moment included", async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const answer = await list(`?limit=2${cursor ? `&cursor=${cursor}` : ""}`, lister);
      seen.push(...names(answer));
      cursor = Object(answer.body).pagination.nextCursor;
      expect(Object(answer.body).pagination.hasMore).toBe(cursor !== null);
    } while (cursor !== null);
    expect(seen).toEqual(names(await list("", lister)));
    expect(new Set(seen).size).toBe(8);
  });

  it("continues where it was although the row it stood on is gone", async () => {
    const organization = await createOrganization();
    const key = await createKey({ organizationId: organization });
    const made = [];
    for (let at = 1; at <= 3; at += 1) {
      const createdAt = new Date(moment + at * 1_000);
      made.push(await makeRecord({ organizationId: organization, name: `r${at}`, createdAt }));
    }
    const first = await list("?limit=1", key);
    await prisma().record.delete({ where: { id: made[2]?.id ?? "" } });
    const next = await list(`?limit=1&cursor=${Object(first.body).pagination.nextCursor}`, key);
    expect(names(next)).toEqual(["r2"]);
  });

  it.each([
    ["ada", ["Ada"]],
    ["100%", ["100% sure"]],
    ["zed_", ["Zed_1"]],
    ["EVENT", ["e1", "e2", "e3"]],
    ["%5C", []],
    ["%20ada%20", ["Ada"]],
  ])("searches for %j as it is written, letter case aside", async (search, expected) => {
    const found = names(await list(`?search=${search.replace(/%$/, "%25")}`, lister));
    expect(found.sort()).toEqual(expected);
  });

  it("filters by type", async () => {
    expect(names(await list("?type=event", lister)).length).toBe(3);
    expect(names(await list("?type=even", lister))).toEqual([]);
  });

  it("lets a person look at either environment, production when silent", async () => {
    const home = lister.organizationId;
    const { token } = await createPerson({ organizationId: home, role: "viewer" });
    const person = { ...lister, headers: { Authorization: `Bearer ${token}` } };
    expect(names(await list("", person)).length).toBe(8);
    expect(names(await list("?environment=test", person))).toEqual(["Draft"]);
  });

  it("answers HEAD with the headers alone", async () => {
    const answer = await callRoute(HEAD, "HEAD", { headers: lister.headers });
    expect([answer.status, answer.body]).toEqual([200, null]);
  });
});

describe("GET 400", () => {
  const cursor = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const id = `record_${"0".repeat(26)}`;
  it.each([
    ["limit=0", "limit"],
    ["limit=101", "limit"],
    ["limit=1.5", "limit"],
    ["limit=x", "limit"],
    [`search=${"s".repeat(256)}`, "search"],
    ["environment=test", "environment"],
    ["cursor=", "cursor"],
    ["cursor=junk", "cursor"],
    [`cursor=${"c".repeat(501)}`, "cursor"],
    [`cursor=${cursor([1, `flow_${"0".repeat(26)}`])}`, "cursor"],
    [`cursor=${cursor([-1, id])}`, "cursor"],
    [`cursor=${cursor([1.5, id])}`, "cursor"],
    [`cursor=${cursor([1e16, id])}`, "cursor"],
    [`cursor=${cursor(["1", id])}`, "cursor"],
    [`cursor=${cursor([1, id])}A`, "cursor"],
    [`cursor=${cursor({ at: 1 })}`, "cursor"],
    ["sort=name", ""],
    ["limit=1&limit=2", "limit"],
    ["__proto__=1", "__proto__"],
  ])("refuses ?%s", async (query, path) => {
    const answer = await list(`?${query}`, lister);
    expect(answer.status).toBe(400);
    expect(Object(answer.body).issues).toEqual([{ path, message: expect.any(String) }]);
  });

  it("takes a well-formed cursor of any moment", async () => {
    expect((await list(`?cursor=${cursor([0, id])}`, lister)).status).toBe(200);
    expect((await list(`?cursor=${cursor([253_402_300_799_999, id])}`, lister)).status).toBe(200);
  });
});

describe("GET 403", () => {
  it("names the permission that the key lacks", async () => {
    const writer = await createKey({
      organizationId: lister.organizationId,
      permissions: ["RECORDS:WRITE"],
    });
    const answer = await list("", writer);
    expect(answer.status).toBe(403);
    expect(answer.body).toEqual({
      error: "Forbidden",
      details: "Missing required permission: RECORDS:READ",
    });
  });
});
