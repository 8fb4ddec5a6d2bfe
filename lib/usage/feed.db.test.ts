import { once } from "node:events";
import { afterAll, expect, it } from "vitest";
import { pool } from "@/lib/db/pool";
import { closeUsagePool, inTurn } from "@/lib/db/usage-pool";
import { makeCustomer } from "@/tests/factories/customer";
import { createKey } from "@/tests/factories/key";
import { createOrganization } from "@/tests/factories/people";
import { usageEvent } from "@/tests/factories/usage-event";
import { spawnBundled } from "@/tests/support/spawn-bundled";
import { readFeed } from "./read-feed";
import { writeEvents } from "./write-events";
import { feedUsage } from "./write-feed";

afterAll(closeUsagePool);

async function makeSeller() {
  const organizationId = await createOrganization();
  const key = await createKey({ organizationId });
  const customerId = await makeCustomer({ organizationId });
  return { organizationId, key, its: { customerId, capabilityId: "cap_1", billable: true } };
}

type Page = Awaited<ReturnType<typeof readFeed>>;

function eventsOf({ events }: Page): { id: string; data: object }[] {
  return JSON.parse(`[${events ?? ""}]`);
}

const feedOf = async (of: string) => eventsOf(await readFeed(of, 0n, 10));

/** Reads on from a position until `isOver` and nothing is left; pages of as many as `limit` says. */
async function readOn(of: string, limit: () => number, isOver: () => boolean) {
  const read: string[] = [];
  let after = 0n;
  for (;;) {
    const last = isOver();
    const page = await readFeed(of, after, limit());
    read.push(...eventsOf(page).map(({ id }) => id));
    after = page.last ?? after;
    if (last && page.last === null) return read;
  }
}

it("reads each call once, in one order, while several write and feed", async () => {
  const { organizationId, key, its } = await makeSeller();
  const written: string[] = [];
  let isWritten = false;
  const write = async (writer: number) => {
    for (let turn = 0; turn < 40; turn += 1) {
      const events = Array.from({ length: 1 + ((turn * writer) % 30) }, () => usageEvent(key, its));
      await writeEvents(events, []);
      written.push(...events.map(({ requestId }) => requestId));
      // Some are written once more, as their answer was lost.
      if (turn % 5 === 0) await writeEvents(events, []);
    }
  };
  const feed = async () => {
    while (!isWritten) await feedUsage();
  };
  const limits = [1, 7, 100];
  const readers = limits.map((limit) =>
    readOn(
      organizationId,
      () => limit,
      () => isWritten,
    ),
  );
  const feeding = [feed(), feed()];
  await Promise.all([1, 2, 3, 4].map(write));
  while ((await pool().query("SELECT FROM usage_feed_queue")).rowCount) await feedUsage();
  isWritten = true;
  await Promise.all(feeding);
  const [one, ...others] = await Promise.all(readers);
  expect(one?.toSorted()).toEqual(written.toSorted());
  for (const other of others) expect(other).toEqual(one);
});

it("is fed by one process at a time", async () => {
  const { organizationId, key, its } = await makeSeller();
  await writeEvents([usageEvent(key, its)], []);
  await inTurn("usage: feed", undefined, async () => {
    expect(await feedUsage()).toBe(false);
    expect(await feedOf(organizationId)).toEqual([]);
  });
  await feedUsage();
  expect(await feedOf(organizationId)).toHaveLength(1);
});

it("has a call that another process took for cut off once it is known how it ended", async () => {
  const { organizationId, key, its } = await makeSeller();
  const ended = usageEvent(key, { ...its, units: 3 });
  await writeEvents([{ ...ended, outcome: "interrupted", billable: false }], []);
  await feedUsage();
  expect(await feedOf(organizationId)).toEqual([]);
  await writeEvents([ended], []);
  await writeEvents([ended], []);
  await feedUsage();
  expect(await feedOf(organizationId)).toMatchObject([
    { id: ended.requestId, data: { outcome: "ok", units: 3 } },
  ]);
});

it("has every call once, for those who read on meanwhile too, after processes were killed in the middle of writing and feeding", async () => {
  const organizationId = await createOrganization();
  const printed: string[] = [];
  let isFed = false;
  const readers = [40, 1_000].map((limit) =>
    readOn(
      organizationId,
      () => limit,
      () => isFed,
    ),
  );
  for (const bytes of [20_000, 100_000, 300_000]) {
    const child = await spawnBundled("tests/support/feeding-process.ts", organizationId);
    let output = "";
    child.stdout?.on("data", (data) => {
      output += data;
    });
    await expect.poll(() => output.length).toBeGreaterThan(bytes);
    child.kill("SIGKILL");
    await once(child, "close");
    printed.push(...output.split("\n").slice(0, -1));
  }
  // What they had sent may still be under way in the database.
  await expect
    .poll(async () => {
      await feedUsage();
      const { rows } = await pool().query<{ left: number }>(
        `SELECT (SELECT count(*)::int FROM usage_feed_queue) + (
           SELECT count(*)::int FROM pg_stat_activity
           WHERE application_name = 'runtype-usage' AND datname = current_database()
             AND state <> 'idle') AS left`,
      );
      return rows[0]?.left;
    })
    .toBe(0);
  isFed = true;
  const fed = await readOn(
    organizationId,
    () => 10_000,
    () => true,
  );
  for (const read of await Promise.all(readers)) expect(read).toEqual(fed);
  const { rows } = await pool().query<{ request_id: string }>(
    "SELECT request_id FROM usage_events WHERE organization_id = $1",
    [organizationId],
  );
  expect(fed.toSorted()).toEqual(rows.map((row) => row.request_id).toSorted());
  const known = new Set(fed);
  expect(printed.filter((id) => !known.has(id))).toEqual([]);
});
