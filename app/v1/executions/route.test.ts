import { describe, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { prisma } from "@/lib/db/prisma";
import type { EndedRun } from "@/lib/executions/execution-row";
import { drainExecutions, recordExecution } from "@/lib/executions/write-executions";
import { createKey } from "@/tests/factories/key";
import { createOrganization, createPerson } from "@/tests/factories/people";
import { createSurfaceKey, makeOffer, makeSurface } from "@/tests/factories/surface";
import { type Answer, callRoute } from "@/tests/support/call-route";
import { GET as getOne } from "./[id]/route";
import { GET } from "./route";

const organizationId = await createOrganization();
const surface = await makeSurface({ organizationId });
const { capabilityId, flowId } = await makeOffer(surface, { organizationId, slug: "greet" });
const surfaceKey = await createSurfaceKey(surface);
const startedAt = Date.parse("2026-01-15T09:30:00.000Z");
const step = { id: "a", name: "A", type: "template", status: "succeeded" as const };

function ended(facts: Partial<EndedRun> = {}): EndedRun {
  return {
    id: newId("execution"),
    organizationId,
    flowId,
    versionNumber: 1,
    environment: "production",
    trigger: "surface",
    keyId: surfaceKey.id,
    userId: null,
    productId: surface.productId,
    surfaceId: surface.surfaceId,
    capabilityId,
    requestId: newId("request"),
    startedAt,
    input: { name: "Ada" },
    run: {
      outcome: "succeeded",
      steps: [{ ...step, startedUs: 1, durationUs: 2, output: "Hello" }],
      output: null,
      outputs: {},
      durationUs: 60,
    },
    ...facts,
  };
}

const failure = { stepId: "a", stepName: "A", message: "no", reason: "error" as const };
const first = ended();
const failed = ended({
  startedAt: startedAt + 1_000,
  run: { ...first.run, outcome: "failed", failure },
});
const inTest = ended({
  environment: "test",
  keyId: null,
  trigger: "run",
  startedAt: startedAt + 2_000,
});
const virtual = ended({ flowId: null, versionNumber: null, startedAt: startedAt + 3_000 });
const foreign = ended({ organizationId: await createOrganization() });
for (const run of [first, failed, inTest, virtual, foreign]) recordExecution(run);
await drainExecutions();

const permissions = ["FLOWS:READ", "RECORDS:READ"];
const production = await createKey({ organizationId, permissions });
const test = await createKey({ organizationId, environment: "test", permissions });
const person = await createPerson({ organizationId, role: "viewer" });
const bearer = { Authorization: `Bearer ${person.token}` };

function list(headers: Record<string, string>, query = ""): Promise<Answer> {
  return callRoute(GET, "GET", { path: `/v1/executions${query}`, headers });
}

async function idsOf(answer: Promise<Answer>): Promise<string[]> {
  const { body } = await answer;
  const data: unknown = Object(body).data;
  return Array.isArray(data) ? data.map(({ id }) => id) : [];
}

function get(headers: Record<string, string>, id: string): Promise<Answer> {
  return callRoute(getOne, "GET", { params: { id }, headers });
}

describe("200", () => {
  it("lists the newest first, with the names of today", async () => {
    const { body } = await list(bearer);
    expect(await idsOf(list(bearer))).toEqual([virtual.id, inTest.id, failed.id, first.id]);
    expect(body).toMatchObject({
      data: [
        { flowId: null, flowName: null },
        { environment: "test", keyName: null },
        { outcome: "failed", error: { stepId: "a", stepName: "A", message: "no" } },
        { capabilityName: "Name of greet", keyName: "Acme", error: null, durationUs: 60 },
      ],
    });
    expect(JSON.stringify(body)).not.toContain("Hello");
  });

  it("shows a key the runs of its own environment alone", async () => {
    expect(await idsOf(list(test.headers))).toEqual([inTest.id]);
    expect(await idsOf(list(production.headers))).toEqual([virtual.id, failed.id, first.id]);
    expect((await get(test.headers, first.id)).status).toBe(404);
  });

  it.each([
    ["flowId", flowId, 3],
    ["capabilityId", capabilityId, 4],
    ["surfaceId", surface.surfaceId, 4],
    ["keyId", surfaceKey.id, 3],
    ["outcome", "failed", 1],
    ["environment", "test", 1],
  ])("filters by %s", async (name, value, count) => {
    expect(await idsOf(list(bearer, `?${name}=${value}`))).toHaveLength(count);
  });

  it("goes from page to page without a gap", async () => {
    const seen: string[] = [];
    let cursor = "";
    do {
      const { body } = await list(bearer, `?limit=1${cursor}`);
      const { data, pagination } = Object(body);
      seen.push(...data.map(({ id }: { id: string }) => id));
      cursor = pagination.nextCursor === null ? "" : `&cursor=${pagination.nextCursor}`;
    } while (cursor !== "");
    expect(seen).toEqual([virtual.id, inTest.id, failed.id, first.id]);
  });

  it("gives one with its steps, its input and its output", async () => {
    const { status, body } = await get(bearer, first.id);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      id: first.id,
      requestId: first.requestId,
      startedAt: "2026-01-15T09:30:00.000Z",
      input: { name: "Ada" },
      output: null,
      steps: [{ ...step, startedUs: 1, durationUs: 2, output: "Hello" }],
      dataHidden: false,
    });
  });

  it("without RECORDS:READ gives the timeline alone: no input, output, step value or error text", async () => {
    const broken = { ...step, id: "b", status: "failed" as const, error: "no", output: "Hello" };
    const steps = [step, broken].map((each) => ({ ...each, startedUs: 1, durationUs: 2 }));
    const whole = ended({ run: { ...failed.run, steps, output: "Hello" } });
    recordExecution(whole);
    await drainExecutions();
    const timeline = await createKey({ organizationId, permissions: ["FLOWS:READ"] });
    const { body } = await get(timeline.headers, whole.id);
    expect(body).toMatchObject({ dataHidden: true, outcome: "failed", keyName: "Acme" });
    expect(Object(body).error).toEqual({ stepId: "a", stepName: "A" });
    expect(Object(body).steps).toEqual([
      { ...step, startedUs: 1, durationUs: 2 },
      { ...step, id: "b", status: "failed", startedUs: 1, durationUs: 2 },
    ]);
    expect(body).not.toHaveProperty("input");
    expect(body).not.toHaveProperty("output");
    const listed = await list(timeline.headers, "?outcome=failed");
    expect(Object(listed.body).data[0]).toMatchObject({ dataHidden: true, error: { stepId: "a" } });
    expect(JSON.stringify(listed.body)).not.toContain('"message"');
    await prisma().flowExecution.delete({ where: { id: whole.id } });
  });
});

describe("400", () => {
  it.each(["flowId=x", "outcome=good", "cursor=x", "limit=0", "nope=1"])(
    "for %s",
    async (query) => {
      expect((await list(bearer, `?${query}`)).status).toBe(400);
    },
  );

  it("for another environment than the key's", async () => {
    const issues = [{ path: "environment" }];
    expect(await list(test.headers, "?environment=production")).toMatchObject({
      status: 400,
      body: { issues },
    });
  });
});

describe("403", () => {
  it("without FLOWS:READ", async () => {
    const poor = await createKey({ organizationId, permissions: ["RECORDS:READ"] });
    expect((await list(poor.headers)).status).toBe(403);
    expect((await get(poor.headers, first.id)).status).toBe(403);
    expect((await list(surfaceKey.headers)).status).toBe(403);
  });
});

describe("404", () => {
  it("for a run of another organization, and for none", async () => {
    for (const id of [foreign.id, "nothing"]) {
      expect(await get(bearer, id)).toMatchObject({
        status: 404,
        body: { details: "Execution not found" },
      });
    }
  });
});
