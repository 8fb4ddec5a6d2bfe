import { describe, expect, it } from "vitest";
import { createKey } from "@/tests/factories/key";
import { createOrganization, createPerson } from "@/tests/factories/people";
import { GREETING, makeRunnableFlow } from "@/tests/factories/surface";
import { type Answer, callRoute } from "@/tests/support/call-route";
import { POST } from "./route";

const organizationId = await createOrganization();
const published = [{ ...GREETING, config: { template: "Published {{name}}" } }];
const flowId = await makeRunnableFlow({ organizationId, published });
const draftOnly = await makeRunnableFlow({ organizationId });
const test = await createKey({
  organizationId,
  environment: "test",
  permissions: ["FLOWS:EXECUTE"],
});
const production = await createKey({ organizationId, permissions: ["FLOWS:EXECUTE"] });
const person = await createPerson({ organizationId, role: "member" });
const bearer = { Authorization: `Bearer ${person.token}` };

function run(headers: Record<string, string>, body: unknown = {}, id = flowId): Promise<Answer> {
  return callRoute(POST, "POST", { params: { id }, headers, body });
}

describe("200", () => {
  it("answers with what the run did, and its ids", async () => {
    const { status, headers, body } = await run(test.headers, { input: { name: "Ada" } });
    expect({ status, body }).toEqual({
      status: 200,
      body: {
        executionId: expect.stringMatching(/^exec_/),
        requestId: headers.get("x-request-id"),
        flowId,
        versionNumber: null,
        environment: "test",
        outcome: "succeeded",
        output: "Hello Ada!",
        outputs: { greeting: "Hello Ada!" },
        steps: [
          expect.objectContaining({ id: "greet", status: "succeeded", output: "Hello Ada!" }),
        ],
        durationUs: expect.any(Number),
      },
    });
  });

  it("runs the published version for a production key, and for anyone who asks for it", async () => {
    const input = { name: "Ada" };
    const said = { versionNumber: 1, output: "Published Ada" };
    expect((await run(production.headers, { input })).body).toMatchObject(said);
    expect((await run(test.headers, { input, version: "published" })).body).toMatchObject(said);
  });

  it("runs the draft on test records for a person who says nothing", async () => {
    expect((await run(bearer)).body).toMatchObject({ environment: "test", versionNumber: null });
    expect((await run(bearer, { environment: "production" })).body).toMatchObject({
      environment: "production",
      versionNumber: 1,
    });
  });

  it("says of a run that failed where and why", async () => {
    const broken = {
      ...GREETING,
      type: "transform-data",
      config: { script: 'throw new Error("no");' },
    };
    const id = await makeRunnableFlow({ organizationId, steps: [broken] });
    const { status, body } = await run(test.headers, {}, id);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      outcome: "failed",
      failure: { stepId: "greet", stepName: "Greet", reason: "error" },
    });
  });
});

describe("400", () => {
  it.each([
    ["the draft for a production key", production, { version: "draft" }, "version"],
    ["another environment than the key's", test, { environment: "production" }, "environment"],
    ["an input that is no object", test, { input: "Ada" }, "input"],
    ["a version that is no word", test, { version: 1 }, "version"],
  ])("for %s", async (_what, { headers }, body, path) => {
    expect(await run(headers, body)).toMatchObject({ status: 400, body: { issues: [{ path }] } });
  });
});

describe("403", () => {
  it("without FLOWS:EXECUTE", async () => {
    const reader = await createKey({ organizationId, permissions: ["FLOWS:READ", "FLOWS:WRITE"] });
    const details = "Missing required permission: FLOWS:EXECUTE";
    expect(await run(reader.headers)).toMatchObject({ status: 403, body: { details } });
  });
});

describe("404", () => {
  it("for a flow of another organization, and for none", async () => {
    const foreign = await makeRunnableFlow({ organizationId: await createOrganization() });
    const body = { error: "Not Found", details: "Flow not found" };
    expect(await run(test.headers, {}, foreign)).toMatchObject({ status: 404, body });
    expect(await run(test.headers, {}, "nothing")).toMatchObject({ status: 404, body });
  });
});

describe("409", () => {
  it("for production while nothing is published", async () => {
    const details = "The flow has no published version";
    const answer = await run(production.headers, {}, draftOnly);
    expect(answer).toMatchObject({ status: 409, body: { error: "Conflict", details } });
  });
});
