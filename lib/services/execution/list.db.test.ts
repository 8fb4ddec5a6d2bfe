import { PrismaPg } from "@prisma/adapter-pg";
import { beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { PrismaClient } from "@/lib/db/generated/client";
import { pool } from "@/lib/db/pool";
import { createPerson } from "@/tests/factories/people";
import { asOwner } from "@/tests/support/roles";
import { listExecutions } from "./reads";

const MANY = 20_000;
const { principal } = await createPerson();
const rare = {
  flowId: newId("flow"),
  keyId: newId("key"),
  surfaceId: newId("surface"),
  capabilityId: newId("capability"),
  outcome: "failed",
  environment: "test",
};

type Asked = { query: string; params: unknown[] };

let asked: Asked[] = [];

/** Notes what is asked of the runs. */
function listen() {
  const log = [{ emit: "event", level: "query" }] as const;
  const client = new PrismaClient({ adapter: new PrismaPg(pool()), log: [...log] });
  client.$on("query", ({ query, params }) => {
    if (query.includes("flow_executions")) asked.push({ query, params: JSON.parse(params) });
  });
  globalThis.runtypePrisma = client;
}

/** One run in 4,000 is what is looked for, by each of its marks. */
beforeAll(async () => {
  const { flowId, keyId, surfaceId, capabilityId } = rare;
  await pool().query(
    `INSERT INTO flow_executions (id, organization_id, flow_id, key_id, surface_id, capability_id,
      product_id, environment, trigger, request_id, outcome, started_at, duration_us, steps)
    SELECT 'exec_' || lpad(n::text, 26, '0'), $2, CASE WHEN rare THEN $3 ELSE 'flow_' || n % 20 END,
      CASE WHEN rare THEN $4 ELSE 'key_' || n % 50 END,
      CASE WHEN rare THEN $5 ELSE 'surf_' || n % 3 END,
      CASE WHEN rare THEN $6 ELSE 'cap_' || n % 9 END, 'prod_1',
      (CASE WHEN rare THEN 'test' ELSE 'production' END)::environment, 'surface', 'req_' || n,
      (CASE WHEN rare THEN 'failed' ELSE 'succeeded' END)::execution_outcome,
      now() - n * interval '1 second', 1, '[]'
    FROM generate_series(1, $1::int) AS n, LATERAL (SELECT n % 4000 = 0) AS marked (rare)`,
    [MANY, principal.organizationId, flowId, keyId, surfaceId, capabilityId],
  );
  await asOwner("ANALYZE flow_executions");
  listen();
});

async function list(input: Record<string, unknown>) {
  asked = [];
  const output = await listExecutions.perform(
    { principal, requestId: newId("request") },
    () => input,
  );
  const [first] = asked;
  if (!first) throw new Error("Nothing was asked");
  const explain = `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${first.query}`;
  const { rows } = await pool().query<{ "QUERY PLAN": [{ Plan: Record<string, unknown> }] }>(
    explain,
    first.params,
  );
  const { Plan: plan } = rows[0]?.["QUERY PLAN"][0] ?? {};
  const blocks = Number(plan?.["Shared Hit Blocks"]) + Number(plan?.["Shared Read Blocks"]);
  return { output, blocks, plan: JSON.stringify(plan) };
}

const filters = Object.entries(rare);
const pairs = filters.flatMap((one, at) => filters.slice(at + 1).map((other) => [one, other]));

describe("a list of runs", () => {
  it.each([...filters.map((one) => [one]), ...pairs].map((some) => Object.fromEntries(some)))(
    "is read by an index, however rare what is looked for: %j",
    async (filter) => {
      const first = await list({ ...filter, limit: 2 });
      expect(first.output.data.map(({ id }) => Number(id.slice(5)))).toEqual([4_000, 8_000]);
      const { nextCursor: cursor } = first.output.pagination;
      const second = await list({ ...filter, limit: 2, cursor });
      expect(second.output.data.map(({ id }) => Number(id.slice(5)))).toEqual([12_000, 16_000]);
      for (const { plan, blocks } of [first, second]) {
        expect(plan).not.toContain("Seq Scan");
        expect(blocks).toBeLessThan(100);
      }
    },
  );

  it.each([{}, { outcome: "succeeded" }, { environment: "production" }])(
    "reads no further than its page where most runs fit: %j",
    async (filter) => {
      const { output, plan, blocks } = await list({ ...filter, limit: 50 });
      expect(output.data).toHaveLength(50);
      expect(plan).not.toContain("Seq Scan");
      expect(blocks).toBeLessThan(200);
    },
  );
});
