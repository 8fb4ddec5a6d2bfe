import { writeSync } from "node:fs";
import { startBackgroundWork } from "@/lib/background/background-work";
import { decisions } from "@/lib/decisions/decisions";
import { usageQueue } from "@/lib/usage/record-usage";
import { call } from "@/tests/factories/decision";

const AT_ONCE = 40;

/**
 * Decides on the key given as argument until it is killed, and prints the id of each request that
 * is let in before it takes the next. Every third request is never answered.
 */
async function decideForever(plaintext: string): Promise<void> {
  startBackgroundWork();
  let asked = 0;
  const decide = async () => {
    for (;;) {
      asked += 1;
      const open = asked % 3 === 0;
      const { state, request } = await call(decisions(), plaintext, { open });
      if (state === "accepted") writeSync(1, `${request.requestId}\n`);
      if (usageQueue().length > 5_000) throw new Error("usage is not written");
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, decide));
}

await decideForever(process.argv[2] ?? "");
