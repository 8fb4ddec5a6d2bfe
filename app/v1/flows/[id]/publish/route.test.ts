import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { prisma } from "@/lib/db/prisma";
import { makeFlow } from "@/tests/factories/content";
import { type CreatedKey, createKey } from "@/tests/factories/key";
import { createOrganization, createPerson } from "@/tests/factories/people";
import { callRoute } from "@/tests/support/call-route";
import { PUT } from "../route";
import { GET as LIST } from "../versions/route";
import { GET, POST } from "./route";

let organizationId: string;
let live: CreatedKey;
let id: string;

beforeAll(async () => {
  organizationId = await createOrganization();
  live = await createKey({ organizationId });
});

beforeEach(async () => {
  ({ id } = await makeFlow({ organizationId }));
});

type Who = { headers: Record<string, string> };
const publish = (body: unknown = {}, at = id, { headers }: Who = live) =>
  callRoute(POST, "POST", { headers, params: { id: at }, body });
const draft = (template: string) =>
  callRoute(PUT, "PUT", {
    headers: live.headers,
    params: { id },
    body: { steps: stepsOf(template) },
  });
const versions = () => callRoute(LIST, "GET", { headers: live.headers, params: { id } });
const flow = () => prisma().flow.findUniqueOrThrow({ where: { id } });

function stepsOf(template: string) {
  const facts = { id: "a", type: "template", name: "A", order: 0, enabled: true };
  return [{ ...facts, config: { template } }];
}

describe("200", () => {
  it("makes a numbered version of the draft that later edits do not touch", async () => {
    await draft("one");
    const answer = await publish();
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      success: true,
      message: "Version 1 is published",
      publishedVersionId: expect.stringMatching(/^flowver_[0-9a-z]{26}$/),
      versionNumber: 1,
    });
    await draft("two");
    await publish();
    const { data } = Object((await versions()).body);
    expect(data).toMatchObject([
      { versionNumber: 2, isPublished: true, steps: stepsOf("two"), stepCount: 1 },
      { versionNumber: 1, isPublished: false, steps: stepsOf("one"), stepCount: 1 },
    ]);
  });

  it("publishes an older version again without making a new one", async () => {
    await draft("one");
    const { publishedVersionId: first } = Object((await publish()).body);
    await draft("two");
    await publish();
    const again = await publish({ versionId: first });
    expect(again.body).toMatchObject({ publishedVersionId: first, versionNumber: 1 });
    expect(await flow()).toMatchObject({ publishedVersion: 1, steps: stepsOf("two") });
    expect(await prisma().flowVersion.count({ where: { flowId: id } })).toBe(2);
    expect((await publish()).body).toMatchObject({ versionNumber: 3 });
  });

  it("numbers ten publications at once without a gap", async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => publish()));
    const numbers = answers.map(({ body }) => Object(body).versionNumber);
    expect(numbers.sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect((await flow()).publishedVersion).toBe(10);
  });

  it("needs no body and no more than FLOWS:EXECUTE", async () => {
    const runner = await createKey({ organizationId, permissions: ["FLOWS:EXECUTE"] });
    const answer = await callRoute(POST, "POST", { headers: runner.headers, params: { id } });
    expect(answer.status).toBe(200);
  });

  it("tells the audit log which version is out", async () => {
    const { publishedVersionId: versionId } = Object((await publish()).body);
    const entry = await prisma().auditEntry.findFirst({
      where: { targetId: id, action: "flow.publish" },
    });
    expect(entry?.metadata).toEqual({ versionId, versionNumber: 1, again: false });
  });
});

describe("400", () => {
  it.each([
    ["versionId", { versionId: "1" }],
    ["versionId", { versionId: null }],
    ["versionId", { versionId: newId("flow") }],
    ["", { version: 1 }],
  ])("refuses a bad %j and publishes nothing", async (path, body) => {
    const answer = await publish(body);
    expect(answer.status).toBe(400);
    expect(Object(answer.body).issues).toEqual([{ path, message: expect.any(String) }]);
    expect((await flow()).publishedVersion).toBeNull();
  });
});

describe("403", () => {
  it("stops a key that may only write, and a viewer", async () => {
    const writer = await createKey({ organizationId, permissions: ["FLOWS:READ", "FLOWS:WRITE"] });
    const { token } = await createPerson({ organizationId, role: "viewer" });
    for (const who of [writer, { headers: { Authorization: `Bearer ${token}` } }]) {
      const answer = await publish({}, id, who);
      expect(answer.status).toBe(403);
      expect(answer.body).toEqual({
        error: "Forbidden",
        details: "Missing required permission: FLOWS:EXECUTE",
      });
    }
  });
});

describe("404", () => {
  it("answers a flow of another organization and of nobody alike", async () => {
    const foreign = await makeFlow({ organizationId: await createOrganization() });
    for (const at of [foreign.id, newId("flow"), "x".repeat(10_000)]) {
      const answer = await publish({}, at);
      expect(answer.status).toBe(404);
      expect(answer.body).toEqual({ error: "Not Found", details: "Flow not found" });
    }
  });

  it("answers a version of another flow and of nobody alike, and publishes nothing", async () => {
    const other = await makeFlow({ organizationId });
    const { publishedVersionId } = Object((await publish({}, other.id)).body);
    for (const versionId of [publishedVersionId, newId("flowVersion")]) {
      const answer = await publish({ versionId });
      expect(answer.status).toBe(404);
      expect(answer.body).toEqual({ error: "Not Found", details: "Flow version not found" });
    }
    expect((await flow()).publishedVersion).toBeNull();
  });
});

describe("405", () => {
  it("says which methods the path answers to", async () => {
    const answer = await callRoute(GET, "GET", { headers: live.headers, params: { id } });
    expect([answer.status, answer.headers.get("allow")]).toEqual([405, "OPTIONS, POST"]);
  });
});
