import { afterAll, describe, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { closeUsagePool } from "@/lib/db/usage-pool";
import { openDecisions } from "@/lib/decisions/decisions";
import { getExecution, listExecutions } from "@/lib/services/execution/reads";
import { call } from "@/tests/factories/decision";
import { createKey } from "@/tests/factories/key";
import { createPerson } from "@/tests/factories/people";
import { createSurfaceKey, makeOffer, makeSurface } from "@/tests/factories/surface";
import { Flusher } from "./flusher";
import { sweepDead } from "./sweeper";

const dead = openDecisions();

afterAll(async () => {
  await dead.close();
  await closeUsagePool();
});

describe("runs that a process had begun when it died", () => {
  it("are found by the ids that were journaled, as interrupted", async () => {
    const { principal } = await createPerson();
    const key = await createKey({ organizationId: principal.organizationId });
    const surface = await makeSurface(principal);
    const { flowId, capabilityId } = await makeOffer(surface, { ...principal, slug: "greet" });
    const calling = await createSurfaceKey(surface, { environment: "test" });
    const runOf = (of: string | null) => ({ executionId: newId("execution"), of });
    const asked = [
      [calling.plaintext, runOf("greet")],
      [key.plaintext, runOf(flowId)],
      [key.plaintext, runOf(null)],
    ] as const;
    const at: number[] = [];
    for (const [plaintext, run] of asked) {
      const verdict = await call(dead, plaintext, { run, open: true });
      if (verdict.state !== "accepted") throw new Error("a ticket is needed");
      at.push(verdict.ticket.at);
    }
    const ended = await call(dead, key.plaintext, { run: runOf(flowId) });
    await new Flusher().flush();
    await sweepDead("inst_other", 0);
    const caller = { principal, requestId: newId("request") };
    const shown = await Promise.all(
      asked.map(([, run]) => getExecution.perform(caller, () => ({ id: run.executionId }))),
    );
    const { productId, surfaceId } = surface;
    const unknown = { outcome: "interrupted", durationUs: null, versionNumber: null, steps: [] };
    const nowhere = { productId: null, surfaceId: null, capabilityId: null };
    expect(shown).toMatchObject([
      {
        ...unknown,
        trigger: "surface",
        flowId,
        keyId: calling.id,
        productId,
        surfaceId,
        capabilityId,
      },
      { ...unknown, trigger: "run", flowId, keyId: key.id, ...nowhere, environment: "production" },
      { ...unknown, trigger: "dispatch", flowId: null, keyId: key.id, ...nowhere },
    ]);
    expect(shown.map(({ startedAt }) => Date.parse(startedAt))).toEqual(at);
    const list = await listExecutions.perform(caller, () => ({ outcome: "interrupted" }));
    expect(list.data).toHaveLength(3);
    expect(list.data.map(({ id }) => id)).not.toContain(ended.request.run?.executionId);
  });
});
