import { afterAll, expect, it } from "vitest";
import { startBackgroundWork } from "@/lib/background/background-work";
import { openFrontServer } from "./support/front-server";
import { fuzz } from "./support/fuzz/run";

// `npm run fuzz` says how many requests, and from which seed.
const { FUZZ_COUNT = "500", FUZZ_SEED = "11" } = process.env;

// Flows that chance makes ask nobody outside this machine.
process.env.RUNTYPE_DNS_SERVERS = "127.0.0.1";

const usage = startBackgroundWork();
const server = await openFrontServer();
afterAll(async () => {
  server.close();
  await usage.stop();
});

it("answers every request as the document says, without a failure and without a leak", async () => {
  const report = await fuzz(server.port, Number(FUZZ_SEED), Number(FUZZ_COUNT));
  const { seed, requests, raw, statuses, served, findings } = report;
  const of = (kind: string) => findings.filter((each) => each.kind === kind).length;
  console.log(
    `fuzz: seed ${seed}, ${requests} requests (${raw} of them raw bytes): ${of("5xx")} answers of 5xx, ${of("document")} against the document, ${of("leak")} leaks; statuses ${JSON.stringify(statuses)}`,
  );
  expect(findings).toEqual([]);
  expect(requests).toBe(Number(FUZZ_COUNT));
  // A world that lets nobody in would find nothing.
  const isLong = requests >= 5_000;
  const parts = ["/v1/flows", "/v1/api-keys", ...(isLong ? ["/surfaces/{surfaceId}/api/"] : [])];
  const missing = parts.filter((part) => ![...served].some((each) => each.includes(part)));
  expect(missing).toEqual([]);
  expect(served.size).toBeGreaterThan(isLong ? 50 : 15);
}, 3_600_000);
