import { describe, expect, it } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { makeRecord } from "@/tests/factories/content";
import { createKey } from "@/tests/factories/key";
import { createOrganization } from "@/tests/factories/people";
import { GREETING, makeRunnableFlow } from "@/tests/factories/surface";
import { type Answer, callRoute } from "@/tests/support/call-route";
import { POST } from "./route";

const organizationId = await createOrganization();
const flowId = await makeRunnableFlow({ organizationId });
const key = await createKey({ organizationId, environment: "test" });
const ofRecord = {
  ...GREETING,
  config: { template: "{{_record.name}}: {{_record.metadata.plan}}" },
};

function dispatch(body: unknown, { headers } = key): Promise<Answer> {
  return callRoute(POST, "POST", { headers, body });
}

describe("200", () => {
  it("runs a stored flow by its id or its name", async () => {
    const { name } = await prisma().flow.findUniqueOrThrow({ where: { id: flowId } });
    for (const flow of [{ id: flowId }, { name }]) {
      const { status, body } = await dispatch({ flow, input: { name: "Ada" } });
      expect(status).toBe(200);
      expect(body).toMatchObject({ flowId, outcome: "succeeded", output: "Hello Ada!" });
    }
  });

  it("runs steps that come along", async () => {
    const flow = { name: "Anything", steps: [GREETING] };
    const { body } = await dispatch({
      flow,
      input: { name: "Ada" },
      options: { flowMode: "virtual" },
    });
    expect(body).toMatchObject({ flowId: null, versionNumber: null, output: "Hello Ada!" });
  });

  it("gives the flow the record that comes along, or the stored one", async () => {
    const flow = { steps: [ofRecord] };
    const record = { type: "customer", name: "Ada", metadata: { plan: "team" } };
    expect((await dispatch({ flow, record })).body).toMatchObject({ output: "Ada: team" });
    const stored = await makeRecord({ organizationId, environment: "test" });
    await prisma().record.update({ where: { id: stored.id }, data: { metadata: { plan: "pro" } } });
    const named = { type: stored.type, name: stored.name };
    const options = { recordMode: "existing" };
    expect((await dispatch({ flow, record: named, options })).body).toMatchObject({
      output: `${stored.name}: pro`,
    });
  });
});

describe("400", () => {
  it.each([
    ["no flow", {}, "flow"],
    ["a flow without anything", { flow: {} }, "flow"],
    ["a flow by id and with steps", { flow: { id: flowId, steps: [GREETING] } }, "flow"],
    ["an agent", { flow: { id: flowId }, agent: { id: "x" } }, ""],
    [
      "a stream",
      { flow: { id: flowId }, options: { streamResponse: true } },
      "options.streamResponse",
    ],
    [
      "a stored flow that is virtual",
      { flow: { id: flowId }, options: { flowMode: "virtual" } },
      "options.flowMode",
    ],
    ["broken steps", { flow: { steps: [{ type: "nonsense" }] } }, "flow.steps.0.type"],
  ])("for %s", async (_what, body, path) => {
    expect(await dispatch(body)).toMatchObject({ status: 400, body: { issues: [{ path }] } });
  });

  it("for a name that several flows have", async () => {
    const twin = await makeRunnableFlow({ organizationId });
    const { name } = await prisma().flow.findUniqueOrThrow({ where: { id: flowId } });
    await prisma().flow.update({ where: { id: twin }, data: { name } });
    expect(await dispatch({ flow: { name } })).toMatchObject({
      status: 400,
      body: { issues: [{ path: "flow.name" }] },
    });
    await prisma().flow.delete({ where: { id: twin } });
  });

  it("says that answers are not streamed", async () => {
    const { body } = await dispatch({ flow: { id: flowId }, options: { streamResponse: true } });
    const message = "Streaming is not supported. Leave it out or send false.";
    expect(body).toMatchObject({ issues: [{ message }] });
  });
});

describe("403", () => {
  it("without FLOWS:EXECUTE", async () => {
    const poor = await createKey({ organizationId, permissions: ["FLOWS:READ"] });
    expect((await dispatch({ flow: { id: flowId } }, poor)).status).toBe(403);
  });

  it("for records that steps of its own, or the stored record, would reach without a scope", async () => {
    const runner = await createKey({
      organizationId,
      environment: "test",
      permissions: ["FLOWS:EXECUTE", "RECORDS:READ"],
    });
    const config = { recordType: "customer", recordName: "Ada", sourceVariable: "facts" };
    const write = { ...GREETING, type: "upsert-record", config };
    const condition = { condition: "true", trueSteps: [write], falseSteps: [] };
    const inBranch = { ...GREETING, id: "choice", type: "conditional", config: condition };
    const answer = await dispatch({ flow: { steps: [inBranch] } }, runner);
    expect(answer).toMatchObject({
      status: 403,
      body: { details: "Missing required permission: RECORDS:WRITE" },
    });
    const blind = await createKey({
      organizationId,
      environment: "test",
      permissions: ["FLOWS:EXECUTE"],
    });
    const stored = {
      record: { type: "customer", name: "Ada" },
      options: { recordMode: "existing" },
    };
    expect(await dispatch({ flow: { steps: [GREETING] }, ...stored }, blind)).toMatchObject({
      status: 403,
      body: { details: "Missing required permission: RECORDS:READ" },
    });
  });
});

describe("404", () => {
  it("for flows and records that the organization does not have", async () => {
    const foreign = await makeRunnableFlow({ organizationId: await createOrganization() });
    for (const flow of [{ id: foreign }, { name: "No such flow" }]) {
      expect(await dispatch({ flow })).toMatchObject({
        status: 404,
        body: { details: "Flow not found" },
      });
    }
    const record = { type: "customer", name: "Nobody" };
    const options = { recordMode: "existing" };
    expect(await dispatch({ flow: { steps: [ofRecord] }, record, options })).toMatchObject({
      status: 404,
      body: { details: "Record not found" },
    });
  });

  it("for a record of the other environment", async () => {
    const { type, name } = await makeRecord({ organizationId, environment: "production" });
    const options = { recordMode: "existing" };
    const flow = { steps: [ofRecord] };
    expect((await dispatch({ flow, record: { type, name }, options })).status).toBe(404);
  });
});
