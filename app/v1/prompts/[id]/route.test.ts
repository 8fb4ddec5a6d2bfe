import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { prisma } from "@/lib/db/prisma";
import { makePrompt } from "@/tests/factories/content";
import { type CreatedKey, createKey } from "@/tests/factories/key";
import { createOrganization, createPerson } from "@/tests/factories/people";
import { callRoute } from "@/tests/support/call-route";
import { DELETE, GET, PUT } from "./route";

let organizationId: string;
let live: CreatedKey;
let id: string;

beforeAll(async () => {
  organizationId = await createOrganization();
  live = await createKey({ organizationId });
});

beforeEach(async () => {
  ({ id } = await makePrompt({ organizationId }));
});

type Who = { headers: Record<string, string> };
const get = (at = id, { headers }: Who = live) =>
  callRoute(GET, "GET", { headers, params: { id: at } });
const put = (body: unknown, at = id, { headers }: Who = live) =>
  callRoute(PUT, "PUT", { headers, params: { id: at }, body });
const del = (at = id, { headers }: Who = live) =>
  callRoute(DELETE, "DELETE", { headers, params: { id: at } });

describe("200", () => {
  it("changes the fields that are given, and the variables with the text", async () => {
    await put({ modelSettings: { model: "m", temperature: 1 } });
    const answer = await put({ text: "{{a}} and {{b}}", description: "Two" });
    expect(answer.body).toMatchObject({
      text: "{{a}} and {{b}}",
      description: "Two",
      variables: ["a", "b"],
      modelSettings: { model: "m", temperature: 1 },
    });
    expect((await put({ modelSettings: {} })).body).toMatchObject({ modelSettings: {} });
    expect((await get()).body).toMatchObject({ description: "Two", modelSettings: {} });
  });

  it("keeps both of two edits of different fields at once", async () => {
    await Promise.all([put({ name: `Renamed ${id}` }), put({ text: "New" })]);
    expect((await get()).body).toMatchObject({ name: `Renamed ${id}`, text: "New" });
  });

  it("deletes once", async () => {
    expect((await del()).body).toEqual({ id, deleted: true });
    expect((await del()).body).toEqual({ error: "Not Found", details: "Prompt not found" });
  });

  it("is open to a member for changes and to a viewer for reading only", async () => {
    const person = async (role: "member" | "viewer") => {
      const { token } = await createPerson({ organizationId, role });
      return { headers: { Authorization: `Bearer ${token}` } };
    };
    const viewer = await person("viewer");
    expect((await get(id, viewer)).status).toBe(200);
    expect((await put({ text: "x" }, id, viewer)).status).toBe(403);
    expect((await put({ text: "x" }, id, await person("member"))).status).toBe(200);
  });
});

describe("400", () => {
  it.each([
    ["name", { name: "" }],
    ["text", { text: null }],
    ["modelSettings", { modelSettings: { shell: 1 } }],
    ["", { model: {} }],
  ])("refuses a change of %j and changes nothing", async (path, body) => {
    const before = (await get()).body;
    const answer = await put(body);
    expect(answer.status).toBe(400);
    expect(Object(answer.body).issues).toEqual([{ path, message: expect.any(String) }]);
    expect((await get()).body).toEqual(before);
  });
});

describe("404", () => {
  it("answers ids of another organization and of nobody alike", async () => {
    const foreign = await makePrompt({ organizationId: await createOrganization() });
    for (const at of [foreign.id, newId("prompt"), newId("flow"), "p".repeat(10_000)]) {
      for (const answer of [await get(at), await put({ text: "x" }, at), await del(at)]) {
        expect(answer.status).toBe(404);
        expect(answer.body).toEqual({ error: "Not Found", details: "Prompt not found" });
      }
    }
    expect(await prisma().prompt.findUnique({ where: { id: foreign.id } })).toEqual(foreign);
  });
});

describe("409", () => {
  it("refuses the name of another prompt and changes nothing", async () => {
    const other = await makePrompt({ organizationId });
    const before = (await get()).body;
    const answer = await put({ name: other.name, text: "changed" });
    expect(answer.status).toBe(409);
    expect(answer.body).toEqual({
      error: "Conflict",
      details: "A prompt of this name already exists",
    });
    expect((await get()).body).toEqual(before);
  });
});
