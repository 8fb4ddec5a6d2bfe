import { afterAll, describe, expect, it } from "vitest";
import { Flusher } from "@/lib/background/flusher";
import { sweepDead } from "@/lib/background/sweeper";
import { pool } from "@/lib/db/pool";
import { closeUsagePool } from "@/lib/db/usage-pool";
import { openDecisions } from "@/lib/decisions/decisions";
import type { Verdict } from "@/lib/decisions/verdict";
import { call } from "./factories/decision";
import { createKey } from "./factories/key";
import { createOrganization, createPerson } from "./factories/people";
import { makeRunnableFlow } from "./factories/surface";
import { send } from "./support/api";
import { ORIGIN } from "./support/contract-requests";

const organizationId = await createOrganization();
const processes = [openDecisions(), openDecisions()];

afterAll(async () => {
  await Promise.all(processes.map((each) => each.close()));
  await closeUsagePool();
});

const placeOf = (verdict: Verdict) => ("place" in verdict ? verdict.place : null);

/** A wave of calls by every process, the first wave unknown to them and the next from memory. */
async function callInWaves(plaintext: string, facts: Parameters<typeof call>[2]) {
  const verdicts = [];
  for (const amount of [5, 40, 40]) {
    const wave = Array.from({ length: amount }, (_, nth) =>
      processes.map((each) =>
        call(each, plaintext, {
          ...facts,
          callerAddress: nth % 4 === 0 ? "203.0.113.8" : "10.1.2.3",
        }),
      ),
    );
    verdicts.push(...(await Promise.all(wave.flat())));
  }
  return verdicts;
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe("the place of a request in the order of charges", () => {
  it.each([
    ["that ended", false],
    ["whose process died", true],
  ])("is its number, let in or not, of requests %s", async (_, open) => {
    const key = await createKey({ organizationId, limitPerHour: 60, allowedIps: ["10.0.0.0/8"] });
    const verdicts = await callInWaves(key.plaintext, { open });
    expect(verdicts.map(placeOf).sort((one, other) => Number(one) - Number(other))).toEqual(
      upTo(170),
    );
    await new Flusher().drain();
    await sweepDead("inst_other", 0);
    const { rows } = await pool().query(
      "SELECT request_id, place::int, outcome FROM usage_events WHERE key_id = $1 ORDER BY place",
      [key.id],
    );
    const told = new Map(verdicts.map((each) => [each.request.requestId, placeOf(each)]));
    expect(rows.map(({ request_id: id, place }) => told.get(id) === place)).toEqual(
      rows.map(() => true),
    );
    // Nothing that was let in comes after a request that was over the limit.
    const judged = rows.filter(({ outcome }) => outcome !== "address_not_allowed");
    const over = judged.map(({ outcome }) => outcome === "limited");
    expect(over).toEqual(judged.map((_, index) => index >= 60));
  });

  it("is none of a request that no window was asked about", async () => {
    const key = await createKey({ organizationId, revokedAt: new Date() });
    const [process] = processes;
    if (!process) throw new Error("a process is needed");
    expect(placeOf(await call(process, key.plaintext))).toBeNull();
  });
});

describe("the permissions that a request was asked for", () => {
  it("are kept with it, held or not, beside the one that the endpoint always needs", async () => {
    const { principal } = await createPerson();
    const { organizationId } = principal;
    const flowId = await makeRunnableFlow({ organizationId });
    const key = await createKey({ organizationId, permissions: ["FLOWS:READ"] });
    const ask = (path: string) => send(new Request(`${ORIGIN}${path}`, { headers: key.headers }));
    await ask(`/v1/flows/${flowId}`);
    await ask("/v1/me");
    await new Flusher().drain();
    const { rows } = await pool().query(
      "SELECT route, permission, asked_permissions AS asked FROM usage_events WHERE key_id = $1 ORDER BY place",
      [key.id],
    );
    expect(rows).toEqual([
      { route: "/v1/flows/{id}", permission: "FLOWS:READ", asked: "FLOWS:WRITE" },
      { route: "/v1/me", permission: null, asked: null },
    ]);
  });
});
