import { writeSync } from "node:fs";
import { writeEvents } from "@/lib/usage/write-events";
import { feedUsage } from "@/lib/usage/write-feed";
import { usageEvent } from "@/tests/factories/usage-event";

/** Writes billable calls and feeds them until it is killed; prints the ids of those that were written. */
async function feedForever(organizationId: string): Promise<void> {
  const key = { organizationId, id: `key_${process.pid}`, secretId: "sec" };
  const its = { customerId: "cus_1", capabilityId: "cap_1", billable: true };
  const write = async () => {
    for (;;) {
      const events = Array.from({ length: 40 }, () => usageEvent(key, its));
      await writeEvents(events, []);
      writeSync(1, `${events.map(({ requestId }) => requestId).join("\n")}\n`);
    }
  };
  const feed = async () => {
    for (;;) await feedUsage();
  };
  await Promise.all([write(), write(), feed()]);
}

await feedForever(process.argv[2] ?? "");
