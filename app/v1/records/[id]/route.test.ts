import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { prisma } from "@/lib/db/prisma";
import { makeRecord } from "@/tests/factories/content";
import { type CreatedKey, createKey } from "@/tests/factories/key";
import { createOrganization, createPerson, type Person } from "@/tests/factories/people";
import { callRoute } from "@/tests/support/call-route";
import { DELETE, GET, POST, PUT } from "./route";

let organizationId: string;
let live: CreatedKey;
let test: CreatedKey;
let id: string;

beforeAll(async () => {
  organizationId = await createOrganization();
  live = await createKey({ organizationId });
  test = await createKey({ organizationId, environment: "test", permissions: ["RECORDS:*"] });
});

beforeEach(async () => {
  ({ id } = await makeRecord({ organizationId }));
});

type Who = { headers: Record<string, string> };
const get = (at = id, { headers }: Who = live) =>
  callRoute(GET, "GET", { headers, params: { id: at } });
const put = (body: unknown, at = id, { headers }: Who = live) =>
  callRoute(PUT, "PUT", { headers, params: { id: at }, body });
const del = (at = id, { headers }: Who = live) =>
  callRoute(DELETE, "DELETE", { headers, params: { id: at } });
const as = ({ token }: Person) => ({ headers: { Authorization: `Bearer ${token}` } });

describe("200", () => {
  it("changes the fields that are given and leaves the others", async () => {
    await put({ name: "Renamed", metadata: { a: 1 } });
    const answer = await put({ metadata: { b: 2 } });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ type: "customer", name: "Renamed", metadata: { b: 2 } });
    expect((await get()).body).toEqual(answer.body);
  });

  it("changes nothing but the time of change when no field is given", async () => {
    const before = (await get()).body;
    const after = (await put({})).body;
    expect(after).toEqual({ ...Object(before), updatedAt: Object(after).updatedAt });
  });

  it("keeps both of two edits of different fields at once, over and over", async () => {
    for (let round = 0; round < 10; round += 1) {
      const answers = await Promise.all([
        put({ name: `Name ${round}` }),
        put({ metadata: { round } }),
      ]);
      expect(answers.map(({ status }) => status)).toEqual([200, 200]);
      expect((await get()).body).toMatchObject({ name: `Name ${round}`, metadata: { round } });
    }
  });

  it("says what it deleted, once", async () => {
    const answer = await del();
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ id, deleted: true });
    expect((await del()).status).toBe(404);
  });

  it("lets one of two deletions at once win", async () => {
    const answers = await Promise.all([del(), del()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404]);
  });

  it("lets a member work on either environment, and finds a record only where it is", async () => {
    const member = await createPerson({ organizationId, role: "member" });
    const { id: tested } = await makeRecord({ organizationId, environment: "test" });
    const ask = (path: string) =>
      callRoute(GET, "GET", { headers: as(member).headers, path, params: { id: tested } });
    expect((await ask("/v1/records/x?environment=test")).status).toBe(200);
    expect((await ask("/v1/records/x")).status).toBe(404);
    const edited = await put({ environment: "test", name: "By hand" }, tested, as(member));
    expect(edited.body).toMatchObject({ environment: "test", name: "By hand" });
  });
});

describe("400", () => {
  it.each([
    ["name", { name: "" }],
    ["name", { name: null }],
    ["metadata", { metadata: null }],
    ["environment", { environment: "test" }],
    ["id", { id: "record_x" }],
    ["createdAt", { createdAt: "2020-01-01T00:00:00Z" }],
  ])("refuses a change of %j and changes nothing", async (path, body) => {
    const before = (await get()).body;
    const answer = await put(body);
    expect(answer.status).toBe(400);
    expect(Object(answer.body).issues).toEqual([{ path, message: expect.any(String) }]);
    expect((await get()).body).toEqual(before);
  });

  it("refuses NUL in an id", async () => {
    expect((await get("record_\u0000")).status).toBe(400);
  });
});

describe("403", () => {
  it("stops a reader's change and a viewer's, and counts that of the person", async () => {
    const reader = await createKey({ organizationId, permissions: ["RECORDS:READ"] });
    const viewer = await createPerson({ organizationId, role: "viewer" });
    for (const who of [reader, as(viewer)]) {
      for (const answer of [await put({ name: "x" }, id, who), await del(id, who)]) {
        expect(answer.status).toBe(403);
        expect(answer.body).toEqual({
          error: "Forbidden",
          details: "Missing required permission: RECORDS:WRITE",
        });
      }
      expect((await get(id, who)).status).toBe(200);
    }
    const counted = await prisma().refusedAct.findMany({ where: { organizationId } });
    expect(counted).toMatchObject([
      { userId: viewer.principal.userId, count: 2, actions: ["record.update", "record.delete"] },
    ]);
  });
});

describe("404", () => {
  const missing = { error: "Not Found", details: "Record not found" };

  it("answers ids of others, of another environment and of nobody alike", async () => {
    const foreign = await makeRecord({ organizationId: await createOrganization() });
    const tested = await makeRecord({ organizationId, environment: "test" });
    const strange = [newId("record"), newId("flow"), "x".repeat(10_000), "1 OR 1=1", "__proto__"];
    for (const at of [foreign.id, tested.id, ...strange]) {
      for (const answer of [await get(at), await put({ name: "Taken" }, at), await del(at)]) {
        expect(answer.status).toBe(404);
        expect(answer.body).toEqual(missing);
      }
    }
    for (const row of [foreign, tested]) {
      expect(await prisma().record.findUnique({ where: { id: row.id } })).toEqual(row);
    }
  });

  it("hides production records from a test key", async () => {
    expect((await get(id, test)).body).toEqual(missing);
    expect((await put({ name: "x" }, id, test)).body).toEqual(missing);
    expect((await del(id, test)).body).toEqual(missing);
    expect((await get()).status).toBe(200);
  });
});

describe("405", () => {
  it("says which methods the path answers to", async () => {
    const answer = await callRoute(POST, "POST", { headers: live.headers, params: { id } });
    expect(answer.status).toBe(405);
    expect(answer.headers.get("allow")).toBe("DELETE, GET, HEAD, OPTIONS, PUT");
  });
});

describe("409", () => {
  it("refuses a name that another record of the type has, and keeps both as they are", async () => {
    await makeRecord({ organizationId, name: "Taken" });
    const before = (await get()).body;
    const answer = await put({ name: "Taken", metadata: { changed: true } });
    expect(answer.status).toBe(409);
    expect(answer.body).toEqual({
      error: "Conflict",
      details: "A record of this type and name already exists",
    });
    expect((await get()).body).toEqual(before);
  });
});
