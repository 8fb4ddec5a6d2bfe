import { beforeAll, describe, expect, it } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { makePrompt } from "@/tests/factories/content";
import { type CreatedKey, createKey } from "@/tests/factories/key";
import { createOrganization } from "@/tests/factories/people";
import { callRoute } from "@/tests/support/call-route";
import { GET, POST, PUT } from "./route";

let organizationId: string;
let live: CreatedKey;

beforeAll(async () => {
  organizationId = await createOrganization();
  live = await createKey({ organizationId, permissions: ["PROMPTS:*"] });
});

const create = (body: unknown, { headers } = live) => callRoute(POST, "POST", { headers, body });
const list = (query: string, { headers } = live) =>
  callRoute(GET, "GET", { headers, path: `/v1/prompts${query}` });
const names = ({ body }: { body: unknown }) =>
  Object(body).data.map(({ name }: { name: string }) => name);

describe("POST 201", () => {
  it("answers the prompt and the variables of its text", async () => {
    const body = {
      name: "Greeting",
      description: "For newcomers",
      text: "Greet {{ name }} of {{company.name}},\nthen {{name}} again.",
      modelSettings: {
        model: "claude-sonnet-4-5",
        temperature: 2,
        maxTokens: 1_024,
        topP: 0.9,
        topK: 40,
        frequencyPenalty: -2,
        presencePenalty: 0.5,
        seed: 7,
      },
    };
    const answer = await create(body);
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      id: expect.stringMatching(/^prompt_[0-9a-z]{26}$/),
      ...body,
      variables: ["name", "company.name"],
      revision: 1,
      createdAt: expect.stringMatching(/Z$/),
      updatedAt: expect.stringMatching(/Z$/),
    });
  });

  it("takes a name and a text alone, also from a test key", async () => {
    const permissions = ["PROMPTS:WRITE"];
    const test = await createKey({ organizationId, environment: "test", permissions });
    const answer = await create({ name: "Bare", text: "Hello" }, test);
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({ description: null, modelSettings: {}, variables: [] });
  });
});

describe("POST 400", () => {
  const good = { name: "Never", text: "x" };
  const settings = (modelSettings: unknown) => ({ ...good, modelSettings });
  it.each([
    ["name", { text: "x" }],
    ["name", { ...good, name: "n".repeat(256) }],
    ["text", { name: "n" }],
    ["text", { ...good, text: "" }],
    ["text", { ...good, text: "x".repeat(64_001) }],
    ["text", { ...good, text: ["x"] }],
    ["description", { ...good, description: "d".repeat(2_001) }],
    ["modelSettings", settings(null)],
    ["modelSettings", settings({ organizationId: "org_x" })],
    ["modelSettings.model", settings({ model: "" })],
    ["modelSettings.temperature", settings({ temperature: 2.1 })],
    ["modelSettings.temperature", settings({ temperature: -0.1 })],
    ["modelSettings.temperature", settings({ temperature: "1" })],
    ["modelSettings.maxTokens", settings({ maxTokens: 0 })],
    ["modelSettings.maxTokens", settings({ maxTokens: 1.5 })],
    ["modelSettings.maxTokens", settings({ maxTokens: 2 ** 53 })],
    ["modelSettings.topP", settings({ topP: 1.01 })],
    ["modelSettings.seed", settings({ seed: 2 ** 53 })],
    ["", { ...good, variables: ["a"] }],
    ["", { ...good, environment: "test" }],
  ])("refuses a bad %j: %j", async (path, body) => {
    const answer = await create(body);
    expect(answer.status).toBe(400);
    expect(Object(answer.body).issues.map((issue: { path: string }) => issue.path)).toContain(path);
    expect(await prisma().prompt.count({ where: { organizationId, name: "Never" } })).toBe(0);
  });
});

describe("401 and 403", () => {
  it("answers a stranger", async () => {
    const answer = await callRoute(GET, "GET", {});
    expect(answer.status).toBe(401);
    expect(answer.body).toEqual({ error: "Unauthorized", details: "Invalid or missing API key" });
  });

  it("names the permission that the key lacks", async () => {
    const reader = await createKey({ organizationId, permissions: ["PROMPTS:READ"] });
    expect((await create({ name: "n", text: "x" }, reader)).body).toEqual({
      error: "Forbidden",
      details: "Missing required permission: PROMPTS:WRITE",
    });
    const writer = await createKey({ organizationId, permissions: ["PROMPTS:WRITE"] });
    expect((await list("", writer)).body).toEqual({
      error: "Forbidden",
      details: "Missing required permission: PROMPTS:READ",
    });
  });
});

describe("405", () => {
  it("says which methods the path answers to", async () => {
    const answer = await callRoute(PUT, "PUT", { headers: live.headers, body: {} });
    expect([answer.status, answer.headers.get("allow")]).toEqual([405, "GET, HEAD, OPTIONS, POST"]);
  });
});

describe("POST 409", () => {
  it("lets one of five creations of a name at once win", async () => {
    const body = { name: "Race", text: "x" };
    const answers = await Promise.all(Array.from({ length: 5 }, () => create(body)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);
    expect((await create(body)).body).toEqual({
      error: "Conflict",
      details: "A prompt of this name already exists",
    });
  });
});

describe("GET 200", () => {
  it("pages through and searches the organization's prompts, and no others", async () => {
    const home = await createOrganization();
    const lister = await createKey({ organizationId: home });
    const start = Date.parse("2026-03-01T00:00:00Z");
    for (let at = 0; at < 3; at += 1) {
      const createdAt = new Date(start + at * 1_000);
      await makePrompt({ organizationId: home, name: `p${at}`, createdAt });
    }
    const first = await list("?limit=2", lister);
    expect(names(first)).toEqual(["p2", "p1"]);
    const { nextCursor } = Object(first.body).pagination;
    expect(names(await list(`?limit=2&cursor=${nextCursor}`, lister))).toEqual(["p0"]);
    expect(names(await list("?search=P1", lister))).toEqual(["p1"]);
  });
});

describe("GET 400", () => {
  it.each(["cursor=x", "limit=0", "limit=1e9"])("refuses ?%s", async (query) => {
    const answer = await list(`?${query}`);
    expect(answer.status).toBe(400);
    expect(Object(answer.body).issues[0].path).toBe(query.split("=")[0]);
  });
});
