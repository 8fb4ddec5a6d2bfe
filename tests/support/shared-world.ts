import { prisma } from "@/lib/db/prisma";
import type { Decider } from "@/lib/decisions/decider";
import { openDecisions } from "@/lib/decisions/decisions";
import { limitReached, refusingWindow } from "@/lib/decisions/rate-limit";
import type { Verdict } from "@/lib/decisions/verdict";
import { env } from "@/lib/env";
import { hashesOf, someRequest } from "@/tests/factories/decision";
import type { CreatedKey } from "@/tests/factories/key";
import { createOrganization } from "@/tests/factories/people";
import { createSurfaceKey, makeOffer, makeSurface } from "@/tests/factories/surface";

/** Endpoints, and the units that a call of each takes. */
export const WEIGHTS = { free: 0, plain: 1, heavy: 7 };

export type Slug = keyof typeof WEIGHTS;

/** A surface with those endpoints, and four processes that decide on its keys; the last remembers nothing. */
export async function openSharedWorld() {
  const organizationId = await createOrganization();
  const surface = await makeSurface({ organizationId });
  for (const [slug, weight] of Object.entries(WEIGHTS)) {
    const { capabilityId: id } = await makeOffer(surface, { organizationId, slug });
    await prisma().capability.update({ where: { id }, data: { weight } });
  }
  const processes = [1_000, 1_000, 1_000, 0].map((remembered) =>
    openDecisions(env().DATABASE_URL, "durable", remembered),
  );
  const decider = (process: number): Decider => at(processes, process);
  return {
    organizationId,
    surface,
    decider,
    call: (process: number, { plaintext }: CreatedKey, slug?: Slug, facts = {}) =>
      decider(process).decide(hashesOf(plaintext), someRequest(facts), slug),
    keysOf: (count: number, facts: Parameters<typeof createSurfaceKey>[1] = {}) =>
      Promise.all(Array.from({ length: count }, () => createSurfaceKey(surface, facts))),
    close: () => Promise.all(processes.map((each) => each.close())),
  };
}

/** One of some values, which follow one another in a circle. */
export function at<Value>(values: readonly Value[], index: number): Value {
  const value = values[index % values.length];
  if (value === undefined) throw new Error("there are no values");
  return value;
}

export const usedBy = (customerId: string) =>
  prisma().customerWindow.findUniqueOrThrow({ where: { customerId } });

/** Why a request was not let in, as its caller is told. */
export function reasonOf(verdict: Verdict): string | undefined {
  const window = "windows" in verdict ? refusingWindow(verdict.windows) : undefined;
  return window && limitReached(window);
}
