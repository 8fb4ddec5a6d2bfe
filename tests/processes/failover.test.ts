import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { sweepDead } from "@/lib/background/sweeper";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { closeUsagePool } from "@/lib/db/usage-pool";
import { type CreatedKey, createKey } from "@/tests/factories/key";
import { createPerson, type Person } from "@/tests/factories/people";
import { ask, type Reply, requestIdOf, statuses } from "@/tests/support/ask";
import { FlakyNetwork } from "@/tests/support/flaky-network";
import { createInstallation, type Installation } from "@/tests/support/installation";
import {
  type Cluster,
  createOwnDatabase,
  type OwnDatabase,
  pidOf,
} from "@/tests/support/own-database";
import { proofCount } from "@/tests/support/proof";
import { recordedUsage, repeated } from "@/tests/support/recorded-usage";
import { createReplica, type Replica } from "@/tests/support/replica";
import {
  endServers,
  killAtOnce,
  type ServerProcess,
  startServer,
} from "@/tests/support/server-process";
import { eventually, startTraffic } from "@/tests/support/traffic";
import { awayFromEndOf } from "@/tests/support/within-window";
import { migrate } from "../../scripts/migrate.mjs";

const ROUNDS = proofCount(1, 10);
const PROCESSES = proofCount(2, 4);
const LIMIT = 600;

vi.setConfig({ testTimeout: 180_000 * ROUNDS, hookTimeout: 120_000 });

let installation: Installation;
let database: OwnDatabase;
/** The wire to the database that is written to. */
let network: FlakyNetwork;
let person: Person;
let servers: ServerProcess[];
const replicas: Replica[] = [];

beforeAll(async () => {
  installation = await createInstallation();
  database = await createOwnDatabase();
  await migrate(database.ownerUrl, { application: database.url });
  network = new FlakyNetwork(database.url);
  process.env.DATABASE_URL = await network.open();
  person = await createPerson();
  const silent = { RUNTYPE_LOG_LEVEL: "silent" };
  servers = await Promise.all(
    Array.from({ length: PROCESSES }, () => startServer(installation, silent)),
  );
});

afterAll(async () => {
  await endServers();
  await closeUsagePool();
  await prisma().$disconnect();
  await pool().end();
  await network.close();
  for (const replica of replicas) await replica.remove();
  await database.remove();
  installation.remove();
});

/** An act of the person on a key, through one of the processes. */
function act(method: string, { id }: CreatedKey, body?: unknown): Promise<Reply> {
  const headers = { Authorization: `Bearer ${person.token}` };
  return ask(servers[0] ?? { port: 0 }, { method, path: `/v1/api-keys/${id}`, headers, body });
}

/** Calls with keys in turn, over all processes and without a pause. */
function startCalls(keys: readonly CreatedKey[]) {
  let asked = 0;
  return startTraffic(16, () => {
    asked += 1;
    const { port = 0 } = servers[asked % servers.length] ?? {};
    return { port, headers: keys[(asked >> 2) % keys.length]?.headers ?? {} };
  });
}

/** Kills the database and has a replica take its place, of which it knows nothing more by then. */
async function failOver(former: Cluster, replica: Replica): Promise<void> {
  killAtOnce(pidOf(former));
  await replica.link.close();
  await replica.promote();
  const url = new URL(database.url);
  url.port = new URL(replica.cluster.superuserUrl).port;
  network.leadTo(url.href);
}

/** Usage of a key once nothing of it waits to be written. */
function settledUsage(key: CreatedKey) {
  return eventually(async () => {
    await sweepDead("none", 0);
    const usage = await recordedUsage(key.id);
    return usage.journal === 0 ? usage : undefined;
  });
}

describe("a failover to a synchronous replica that had fallen behind", () => {
  it(`forgets nothing that was answered: no revocation, no charge, no usage (rounds: ${ROUNDS})`, async () => {
    const { organizationId } = person.principal;
    for (let round = 0; round < ROUNDS; round += 1) {
      await awayFromEndOf("hour", 60_000);
      const former = replicas.at(-1)?.cluster ?? database.cluster;
      const replica = await createReplica(former);
      replicas.push(replica);
      const [roomy, revoked, late] = [
        await createKey({ organizationId }),
        await createKey({ organizationId }),
        await createKey({ organizationId }),
      ];
      const limited = await createKey({ organizationId, limitPerHour: 10_000 });
      const calls = startCalls([roomy, revoked, late, limited]);
      const of = ({ headers }: CreatedKey) =>
        calls.answered.filter(
          ({ question }) => question.headers?.Authorization === headers.Authorization,
        );
      await calls.more(400);
      for (const reply of [
        await act("PUT", limited, { rateLimitPerHour: LIMIT }),
        await act("DELETE", revoked),
      ])
        expect([reply.status, reply.text]).toEqual([200, expect.any(String)]);
      const revokedAt = performance.now();

      await replica.link.become("silent");
      const behindAt = performance.now();
      const lateRevocation = act("DELETE", late);
      await eventually(async () => {
        const last = calls.answered.filter(({ startedAt }) => startedAt > behindAt);
        return statuses(last)[503] ? true : undefined;
      });
      const failedAt = performance.now();
      await failOver(former, replica);
      const unknown = calls.answered.filter(
        ({ startedAt, endedAt }) => startedAt > behindAt && endedAt < failedAt,
      );
      expect(Object.keys(statuses(unknown))).toEqual(["503"]);
      await eventually(
        async () => (await ask(servers[1] ?? { port: 0 }, roomy)).status === 200 || undefined,
      );
      await calls.more(4 * LIMIT);
      await calls.stop();
      expect(calls.unanswered).toEqual([]);

      const passed = of(revoked).filter(({ status }) => status === 200);
      expect(passed.length).toBeGreaterThan(0);
      expect(passed.filter(({ startedAt }) => startedAt > revokedAt)).toEqual([]);
      expect(await lateRevocation).toMatchObject({ status: 503 });
      expect(statuses(of(limited))[200]).toBeLessThanOrEqual(LIMIT);
      expect(statuses(of(limited))[429]).toBeGreaterThan(0);
      for (const key of [roomy, revoked, late, limited]) {
        const usage = await settledUsage(key);
        const decided = of(key).filter(
          ({ status, headers }) => status !== 503 && headers["x-request-id"],
        );
        expect(decided.filter((reply) => !usage.requestIds.includes(requestIdOf(reply)))).toEqual(
          [],
        );
        expect(repeated(usage.requestIds)).toEqual([]);
        expect(usage.charged).toBe(usage.accepted);
      }
      expect((await recordedUsage(limited.id)).charged).toBe(LIMIT);
    }
  });
});
