import { join } from "node:path";
import { pathToFileURL } from "node:url";
import pg from "pg";
import { bundleServer } from "../bundle-server.mjs";
import { root } from "../paths.mjs";

/** The memory that so many snapshots of keys take. */
export async function measureSnapshots(count) {
  const bundled = join(root, ".build", "bench-snapshots.mjs");
  await bundleServer("scripts/bench/snapshot-memory.ts", bundled);
  const { snapshotMegabytes } = await import(pathToFileURL(bundled).href);
  const megabytes = snapshotMegabytes(count).toFixed(0);
  console.log(`\n${count} snapshots of keys take ${megabytes} MB.`);
}

/** The feed of billable calls, read by one reader. */
export async function measureFeed(settings, most) {
  const bundled = join(root, ".build", "bench-feed.mjs");
  await bundleServer("scripts/bench/feed.ts", bundled);
  Object.assign(process.env, settings);
  const { readWholeFeed } = await import(pathToFileURL(bundled).href);
  await readWholeFeed("org_feed_warm", most / 10);
  for (const calls of [most / 10, most]) {
    const { perSecond, megabytes } = await readWholeFeed(`org_feed_${calls}`, calls);
    console.log(
      `Feed of ${calls} calls: ${Math.round(perSecond)} calls/s to one reader, ${megabytes.toFixed(0)} MB of heap with the reader's`,
    );
  }
}

/** The Usage page of 30 days over few events and over many. */
export async function compareMonths(settings, ownerUrl, events) {
  const bundled = join(root, ".build", "bench-usage.mjs");
  await bundleServer("scripts/bench/usage-page.ts", bundled);
  Object.assign(process.env, settings);
  const { fill, monthMilliseconds } = await import(pathToFileURL(bundled).href);
  await fill("org_few", events / 100);
  await fill("org_lot", events);
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  await client.query("VACUUM ANALYZE");
  await client.end();
  const months = async () => [
    await monthMilliseconds("org_few"),
    await monthMilliseconds("org_lot"),
  ];
  // Once for the connections and the plans.
  await months();
  const [few, lot] = await months();
  console.log(
    `Usage of 30 days: ${few.toFixed(1)} ms over ${events / 100} requests, ${lot.toFixed(1)} ms over ${events}: ${(lot / few).toFixed(2)}`,
  );
}
