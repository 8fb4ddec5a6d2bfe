import { beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { prisma } from "@/lib/db/prisma";
import { makeFlow } from "@/tests/factories/content";
import { type CreatedKey, createKey } from "@/tests/factories/key";
import { createOrganization } from "@/tests/factories/people";
import { callRoute } from "@/tests/support/call-route";
import { GET } from "./route";

let organizationId: string;
let reader: CreatedKey;
let id: string;

beforeAll(async () => {
  organizationId = await createOrganization();
  reader = await createKey({ organizationId, permissions: ["FLOWS:READ"] });
  ({ id } = await makeFlow({ organizationId }));
  const facts = { organizationId, flowId: id, steps: [] };
  for (const versionNumber of [1, 2, 3]) {
    await prisma().flowVersion.create({
      data: { id: newId("flowVersion"), versionNumber, ...facts },
    });
  }
});

const list = (query = "", at = id, { headers } = reader) =>
  callRoute(GET, "GET", { headers, path: `/v1${query}`, params: { id: at } });
const numbers = ({ body }: { body: unknown }) =>
  Object(body).data.map(({ versionNumber }: { versionNumber: number }) => versionNumber);

describe("200", () => {
  it("pages from the newest to the oldest", async () => {
    const first = await list("?limit=2");
    expect(numbers(first)).toEqual([3, 2]);
    expect(Object(first.body).data[0]).toEqual({
      id: expect.stringMatching(/^flowver_/),
      flowId: id,
      versionNumber: 3,
      isPublished: false,
      steps: [],
      stepCount: 0,
      createdAt: expect.stringMatching(/Z$/),
    });
    const { nextCursor } = Object(first.body).pagination;
    expect(numbers(await list(`?limit=2&cursor=${nextCursor}`))).toEqual([1]);
  });

  it("takes a well-formed cursor of any number", async () => {
    const text = JSON.stringify([253_402_300_799_999, newId("flowVersion")]);
    const answer = await list(`?cursor=${Buffer.from(text).toString("base64url")}`);
    expect(numbers(answer)).toEqual([3, 2, 1]);
  });
});

describe("400", () => {
  it.each([
    ["cursor=junk", "cursor"],
    ["limit=0", "limit"],
    ["search=x", ""],
  ])("refuses ?%s", async (query, path) => {
    const answer = await list(`?${query}`);
    expect(answer.status).toBe(400);
    expect(Object(answer.body).issues).toEqual([{ path, message: expect.any(String) }]);
  });
});

describe("403", () => {
  it("names the permission that the key lacks", async () => {
    const runner = await createKey({ organizationId, permissions: ["FLOWS:EXECUTE"] });
    const answer = await list("", id, runner);
    expect(answer.status).toBe(403);
    expect(answer.body).toMatchObject({ details: "Missing required permission: FLOWS:READ" });
  });
});

describe("404", () => {
  it("answers a flow of another organization and of nobody alike", async () => {
    const foreign = await makeFlow({ organizationId: await createOrganization() });
    for (const at of [foreign.id, newId("flow"), "x"]) {
      const answer = await list("", at);
      expect(answer.status).toBe(404);
      expect(answer.body).toEqual({ error: "Not Found", details: "Flow not found" });
    }
  });
});
