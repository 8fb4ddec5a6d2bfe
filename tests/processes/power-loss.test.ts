import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { sweepDead } from "@/lib/background/sweeper";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { closeUsagePool } from "@/lib/db/usage-pool";
import { feedUsage } from "@/lib/usage/write-feed";
import { rollUp } from "@/lib/usage/write-roll-ups";
import { makeCustomer, makePlan, priceCustomer } from "@/tests/factories/customer";
import { type CreatedKey, createKey } from "@/tests/factories/key";
import { createOrganization } from "@/tests/factories/people";
import {
  createSurfaceKey,
  FAILING,
  GREETING,
  makeOffer,
  makeSurface,
} from "@/tests/factories/surface";
import { type Question, requestIdOf, statuses } from "@/tests/support/ask";
import { createInstallation, type Installation } from "@/tests/support/installation";
import { createOwnDatabase, type OwnDatabase } from "@/tests/support/own-database";
import { proofCount } from "@/tests/support/proof";
import { recordedUsage, repeated } from "@/tests/support/recorded-usage";
import {
  endServers,
  killAtOnce,
  type ServerProcess,
  startServer,
} from "@/tests/support/server-process";
import { eventually, startTraffic, type Traffic } from "@/tests/support/traffic";
import { awayFromEndOf } from "@/tests/support/within-window";
import { migrate } from "../../scripts/migrate.mjs";

const ROUNDS = proofCount(1, 25);
const PROCESSES = proofCount(2, 4);

vi.setConfig({ testTimeout: 180_000 * ROUNDS, hookTimeout: 120_000 });

const LIMIT = 800;

/** What is not asked for stays in memory for long: a loss shows even where disks are fast. */
const SLOW_TO_WRITE = { wal_writer_delay: "10s" };

let installation: Installation;
let database: OwnDatabase;

beforeAll(async () => {
  installation = await createInstallation();
  database = await createOwnDatabase(SLOW_TO_WRITE);
  await migrate(database.ownerUrl, { application: database.url });
  process.env.DATABASE_URL = database.url;
});

afterAll(async () => {
  await endServers();
  await closeUsagePool();
  await prisma().$disconnect();
  await pool().end();
  await database.remove();
  installation.remove();
});

/** Numbers that look random and are the same in every run. */
function* seeded(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

function startServers(): Promise<ServerProcess[]> {
  return Promise.all(Array.from({ length: PROCESSES }, () => startServer(installation)));
}

type Calling = CreatedKey & Question;

/** Calls with keys over servers, in turn and without a pause. */
function startCalls(servers: readonly ServerProcess[], callings: readonly Calling[]): Traffic {
  let asked = 0;
  return startTraffic(16, () => {
    asked += 1;
    const { port = 0 } = servers[asked % servers.length] ?? {};
    const {
      method = "GET",
      path = "/v1/me",
      headers,
      body,
    } = callings[(asked >> 1) % callings.length] ?? {};
    return { port, method, path, headers: headers ?? {}, body };
  });
}

/** The answers to calls with a key. */
function answersTo(traffic: Traffic, key: CreatedKey) {
  return traffic.answered.filter(
    ({ question }) => question.headers?.Authorization === key.headers.Authorization,
  );
}

/** Those that tell of a decision: a 503 says that there was none to answer by. */
const decided = (traffic: Traffic, key: CreatedKey) =>
  answersTo(traffic, key).filter(({ status }) => status !== 503);

const successes = (traffic: Traffic, key: CreatedKey) =>
  statuses(answersTo(traffic, key))[200] ?? 0;

/** Usage of a key once what the killed processes had decided is written, by whom they are dead to. */
function settledUsage(key: CreatedKey) {
  return eventually(async () => {
    await sweepDead("none", 0);
    const usage = await recordedUsage(key.id);
    return usage.journal === 0 ? usage : undefined;
  });
}

const QUOTA = 250;
const CAP = 150_000n;

/** A production key of a customer with a quota, tiers and a spend cap; every second of its calls fails. */
async function makeSold(organizationId: string) {
  const surface = await makeSurface({ organizationId });
  const good = await makeOffer(surface, { organizationId, slug: "good", published: [GREETING] });
  const bad = await makeOffer(surface, { organizationId, slug: "bad", published: [FAILING] });
  const key = await createSurfaceKey(surface);
  const planId = await makePlan({
    ...{ organizationId, isPriced: true },
    ...{ unitsPerMonth: BigInt(QUOTA), spendCapPerMonth: CAP },
  });
  const customerId = await makeCustomer({ organizationId, planId }, [key]);
  const tiers = [
    [50, 0],
    [150, 2_000],
    [null, 777],
  ];
  const prices = { [good.capabilityId]: tiers, [bad.capabilityId]: tiers };
  await priceCustomer({ organizationId, planId, customerId, prices });
  const api = `/v1/products/${surface.productId}/surfaces/${surface.surfaceId}/api`;
  const call = { ...key, method: "POST", body: { name: "Ada" } } as const;
  const [goodCall, badCall] = ["good", "bad"].map((slug) => ({ ...call, path: `${api}/${slug}` }));
  return { key, customerId, callings: [goodCall, badCall].flatMap((each) => each ?? []) };
}

/** Counters, events, statement and feed of a customer say the same. */
async function expectSoldOnce(customerId: string): Promise<void> {
  while ((await rollUp()) || (await feedUsage()));
  const sum = async (text: string) =>
    Number((await pool().query(`SELECT coalesce(${text}`, [customerId])).rows[0].sum);
  const window = await prisma().customerWindow.findUniqueOrThrow({ where: { customerId } });
  const units = await sum("sum(units), 0) AS sum FROM usage_events WHERE customer_id = $1");
  const sold = await sum("sum(price), 0) AS sum FROM usage_events WHERE customer_id = $1");
  expect([Number(window.monthUnits), Number(window.monthSpent)]).toEqual([units, sold]);
  expect(units).toBeLessThanOrEqual(QUOTA);
  expect(window.monthSpent).toBeLessThanOrEqual(CAP);
  expect(await sum("sum(amount), 0) AS sum FROM statement_lines WHERE customer_id = $1")).toBe(
    sold,
  );
  expect(await sum("sum(units), 0) AS sum FROM billed_units WHERE customer_id = $1")).toBe(
    await sum("sum(quantity), 0) AS sum FROM statement_lines WHERE customer_id = $1"),
  );
  const { rows } = await pool().query(
    `SELECT e.request_id FROM usage_events e FULL JOIN (
       SELECT * FROM usage_feed WHERE customer_id = $1) f USING (request_id)
     WHERE e.customer_id = $1 AND e.billable AND (f.price IS DISTINCT FROM e.price
       OR f.units IS DISTINCT FROM e.units) OR e.request_id IS NULL`,
    [customerId],
  );
  expect(rows).toEqual([]);
}

/** A key that calls a flow of its own on a surface. */
async function makeCalling(organizationId: string): Promise<Calling> {
  const surface = await makeSurface({ organizationId });
  await makeOffer(surface, { organizationId, slug: "greet" });
  const key = await createSurfaceKey(surface, { environment: "test" });
  const path = `/v1/products/${surface.productId}/surfaces/${surface.surfaceId}/api/greet`;
  return { ...key, organizationId, method: "POST", path, body: {} };
}

describe("a power loss of the database and of all processes at one instant", () => {
  it("loses nothing that was answered, counts it once and lets no limit be exceeded", async () => {
    const chance = seeded(13);
    const organizationId = await createOrganization();
    for (let round = 0; round < ROUNDS; round += 1) {
      await awayFromEndOf("hour", 60_000);
      const roomy = await createKey({ organizationId });
      const limited = await createKey({ organizationId, limitPerHour: LIMIT });
      const calling = await makeCalling(organizationId);
      const sold = await makeSold(organizationId);
      const servers = await startServers();
      const before = startCalls(servers, [roomy, limited, calling, ...sold.callings]);
      await before.more(300 + Math.floor(chance.next().value * 2_000));
      killAtOnce(database.pid(), ...servers.map(({ pid }) => pid));
      await before.stop();
      await database.restart();
      for (const key of [roomy, limited, calling, sold.key]) {
        const usage = await settledUsage(key);
        const lost = decided(before, key).filter(
          (reply) => !usage.requestIds.includes(requestIdOf(reply)),
        );
        expect(statuses(lost)).toEqual({});
        expect(repeated(usage.requestIds)).toEqual([]);
      }
      const { accepted, charged } = await recordedUsage(limited.id);
      expect(charged).toBe(accepted);
      await expectSoldOnce(sold.customerId);
      const runs = answersTo(before, calling).flatMap(
        ({ headers }) => headers["x-execution-id"] ?? [],
      );
      expect(runs.length).toBeGreaterThan(0);
      expect(await prisma().flowExecution.count({ where: { id: { in: runs } } })).toBe(runs.length);

      const restarted = await startServers();
      const selling = startCalls(restarted, sold.callings);
      await selling.more(QUOTA + 20);
      await selling.stop();
      const after = startCalls(restarted, [limited]);
      await after.more(LIMIT + 100);
      await after.stop();
      expect(Object.keys(statuses(after.answered))).toContain("429");
      const letIn = successes(before, limited) + successes(after, limited);
      expect(letIn).toBeLessThanOrEqual(LIMIT);
      expect((await recordedUsage(limited.id)).charged).toBe(LIMIT);
      await endServers();
      await settledUsage(sold.key);
      await expectSoldOnce(sold.customerId);
      expect(statuses(selling.answered)[429]).toBeGreaterThan(0);
    }
  });
});
