import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { sweepDead } from "@/lib/background/sweeper";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { closeUsagePool } from "@/lib/db/usage-pool";
import { type CreatedKey, createKey } from "@/tests/factories/key";
import { createOrganization } from "@/tests/factories/people";
import { createSurfaceKey, makeOffer, makeSurface } from "@/tests/factories/surface";
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
      const servers = await startServers();
      const before = startCalls(servers, [roomy, limited, calling]);
      await before.more(300 + Math.floor(chance.next().value * 2_000));
      killAtOnce(database.pid(), ...servers.map(({ pid }) => pid));
      await before.stop();
      await database.restart();
      for (const key of [roomy, limited, calling]) {
        const usage = await settledUsage(key);
        const lost = decided(before, key).filter(
          (reply) => !usage.requestIds.includes(requestIdOf(reply)),
        );
        expect(statuses(lost)).toEqual({});
        expect(repeated(usage.requestIds)).toEqual([]);
      }
      const { accepted, charged } = await recordedUsage(limited.id);
      expect(charged).toBe(accepted);
      const runs = answersTo(before, calling).flatMap(
        ({ headers }) => headers["x-execution-id"] ?? [],
      );
      expect(runs.length).toBeGreaterThan(0);
      expect(await prisma().flowExecution.count({ where: { id: { in: runs } } })).toBe(runs.length);

      const after = startCalls(await startServers(), [limited]);
      await after.more(LIMIT + 100);
      await after.stop();
      expect(Object.keys(statuses(after.answered))).toContain("429");
      const letIn = successes(before, limited) + successes(after, limited);
      expect(letIn).toBeLessThanOrEqual(LIMIT);
      expect((await recordedUsage(limited.id)).charged).toBe(LIMIT);
      await endServers();
    }
  });
});
