import { setTimeout } from "node:timers/promises";
import { appendRefusedActs } from "@/lib/audit/refused-acts";
import { prisma } from "@/lib/db/prisma";

/** Lets what was counted until now be over, and brings it into the record. */
export async function minutesPass(): Promise<void> {
  await prisma().$executeRaw`UPDATE refused_acts SET minute = minute - interval '1 year'`;
  await appendRefusedActs();
}

const MIN_LEFT_MS = 10_000;

/** Waits for the next minute when this one is nearly over: what follows is counted in one. */
export async function minuteWithRoom(): Promise<void> {
  const left = 60_000 - (Date.now() % 60_000);
  if (left < MIN_LEFT_MS) await setTimeout(left);
}
