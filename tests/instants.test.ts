import { afterAll, describe, expect, it, vi } from "vitest";
import { newId } from "@/lib/core/ids";
import { pool } from "@/lib/db/pool";
import type { Decider } from "@/lib/decisions/decider";
import { openDecisions } from "@/lib/decisions/decisions";
import {
  revokePlatformKey,
  revokePlatformKeys,
  rotatePlatformKey,
  updatePlatformKey,
} from "@/lib/services/platform-key/writes";
import { call } from "@/tests/factories/decision";
import { createKey } from "@/tests/factories/key";
import { createPerson } from "@/tests/factories/people";
import { proofCount } from "@/tests/support/proof";

const ROUNDS = proofCount(3, 200);

vi.setConfig({ testTimeout: 60_000 * ROUNDS });

const [first, second] = [openDecisions(), openDecisions()];

afterAll(() => Promise.all([first.close(), second.close()]));

const { principal } = await createPerson();
const caller = () => ({ principal, requestId: newId("request") });

type Change = (id: string) => Promise<unknown>;

/** Changes of a key that end it, and where each says when. */
const ENDS: Record<string, { change: Change; at: string }> = {
  "a revoke": {
    change: (id) => revokePlatformKey.perform(caller(), () => ({ id })),
    at: "SELECT revoked_at AS at FROM api_keys WHERE id = $1",
  },
  "a revoke of several": {
    change: (id) => revokePlatformKeys.perform(caller(), () => ({ keyIds: [id] })),
    at: "SELECT revoked_at AS at FROM api_keys WHERE id = $1",
  },
  "a disabling": {
    change: (id) => updatePlatformKey.perform(caller(), () => ({ id, isActive: false })),
    at: "SELECT disabled_at AS at FROM api_keys WHERE id = $1",
  },
  "a rotation without grace": {
    change: (id) => rotatePlatformKey.perform(caller(), () => ({ id, graceSeconds: 0 })),
    at: "SELECT retire_at AS at FROM api_secrets WHERE key_id = $1 AND retire_at IS NOT NULL",
  },
};

async function instant(text: string, id: string): Promise<number> {
  const { rows } = await pool().query<{ at: Date }>(text, [id]);
  return rows[0]?.at.getTime() ?? Number.NaN;
}

describe("the instants that a key's history shows", () => {
  it.each(Object.keys(ENDS))(
    "put every accepted call before %s, and every refused one after",
    async (name) => {
      const end = ENDS[name];
      if (!end) throw new Error(name);
      for (let round = 0; round < ROUNDS; round += 1) {
        const key = await createKey({ organizationId: principal.organizationId });
        const calls: { state: string; at: number }[] = [];
        let over = false;
        const keepCalling = async (store: Decider) => {
          while (!over) {
            // On a slow machine a statement that waits for the change may be given up.
            const verdict = await call(store, key.plaintext, { open: true }).catch(() => undefined);
            if (verdict && verdict.state !== "unknown")
              calls.push({ state: verdict.state, at: verdict.ticket.at });
          }
        };
        const callers = Array.from({ length: 24 }, (_, n) => keepCalling(n % 2 ? first : second));
        while (calls.length < 100) await new Promise((resolve) => setTimeout(resolve, 1));
        await end.change(key.id);
        const before = calls.length;
        while (calls.length < before + 100) await new Promise((resolve) => setTimeout(resolve, 1));
        over = true;
        await Promise.all(callers);
        const at = await instant(end.at, key.id);
        const of = (accepted: boolean) =>
          calls.filter(({ state }) => (state === "accepted") === accepted).map((each) => each.at);
        expect(Math.max(...of(true))).toBeLessThanOrEqual(at);
        expect(Math.min(...of(false))).toBeGreaterThanOrEqual(at);
        const audit = "SELECT max(at) AS at FROM audit_entries WHERE target_id = $1";
        expect(await instant(audit, key.id)).toBeGreaterThanOrEqual(at);
      }
    },
  );
});
