import { appendRefusedActs } from "@/lib/audit/refused-acts";
import { prisma } from "@/lib/db/prisma";

/** Lets what was counted until now be over, and brings it into the record. */
export async function minutesPass(): Promise<void> {
  await prisma().$executeRaw`UPDATE refused_acts SET minute = minute - interval '1 year'`;
  await appendRefusedActs();
}
