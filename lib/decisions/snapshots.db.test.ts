import { afterAll, describe, expect, it, vi } from "vitest";
import { newId } from "@/lib/core/ids";
import { issueSecret } from "@/lib/credentials/issue";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { env } from "@/lib/env";
import { hashesOf, someRequest } from "@/tests/factories/decision";
import { type CreatedKey, createKey } from "@/tests/factories/key";
import { createOrganization } from "@/tests/factories/people";
import { createSurfaceKey, GREETING, makeOffer, makeSurface } from "@/tests/factories/surface";
import { proofCount } from "@/tests/support/proof";
import type { Decider } from "./decider";
import { openDecisions } from "./decisions";
import type { Verdict } from "./verdict";

const ROUNDS = proofCount(2, 200);

vi.setConfig({ testTimeout: 60_000 * ROUNDS });

const organizationId = await createOrganization();
/** As four processes would be: each remembers for itself, one nothing and one a single secret. */
const deciders = [undefined, undefined, 0, 1].map((max) =>
  openDecisions(env().DATABASE_URL, "durable", max),
);

afterAll(async () => {
  await Promise.all(deciders.map((decider) => decider.close()));
});

type World = {
  key: CreatedKey;
  surfaceId: string;
  capabilityId: string;
  itemId: string;
  flowId: string;
};

/** A scoped key of a surface with an endpoint `hi`. */
async function makeWorld(): Promise<World> {
  const surface = await makeSurface({ organizationId });
  const offer = await makeOffer(surface, { organizationId, slug: "hi", published: [GREETING] });
  const key = await createSurfaceKey(surface, { scopes: [offer.capabilityId] });
  return { ...offer, key, surfaceId: surface.surfaceId };
}

const ask = (decider: Decider, { plaintext }: CreatedKey): Promise<Verdict> =>
  decider.decide(hashesOf(plaintext), someRequest(), "hi");

const run = (sql: string, ...values: unknown[]) => pool().query(sql, values);

type Change = { change: (world: World) => Promise<unknown>; holds: (verdict: Verdict) => boolean };

const isAccepted = ({ state }: Verdict) => state === "accepted";

const ofKey = (set: string): Change => ({
  change: ({ key }) => run(`UPDATE api_keys SET ${set} WHERE id = $1`, key.id),
  holds: isAccepted,
});

const capabilityOf = (verdict: Verdict) =>
  "target" in verdict ? verdict.target?.capability : undefined;

/** Each change, and whether a verdict still follows what was before it. */
const CHANGES: Record<string, Change> = {
  "a revoke": ofKey("revoked_at = clock_timestamp()"),
  "a disabling": ofKey("disabled_at = clock_timestamp()"),
  "an expiry": ofKey("expires_at = clock_timestamp()"),
  "a limit": ofKey("limit_per_minute = 1"),
  "an address list": ofKey("allowed_ips = '{203.0.113.9}'"),
  "a name": {
    ...ofKey("name = 'Renamed'"),
    holds: (verdict) => "windows" in verdict && verdict.key.name !== "Renamed",
  },
  "a rotation at once": {
    change: ({ key }) =>
      run("UPDATE api_secrets SET retire_at = clock_timestamp() WHERE key_id = $1", key.id),
    holds: isAccepted,
  },
  "a capability taken from the key": {
    change: ({ key }) => run("DELETE FROM key_capabilities WHERE key_id = $1", key.id),
    holds: (verdict) => "windows" in verdict && verdict.key.surface?.capabilities.length !== 0,
  },
  "a capability that goes with its endpoint, and comes again without the key": {
    change: async ({ itemId }) => {
      const again = "INSERT INTO surface_items SELECT (jsonb_populate_record(i, $2)).*";
      const { rows } = await run(
        "DELETE FROM surface_items i WHERE id = $1 RETURNING to_jsonb(i) AS item",
        itemId,
      );
      await run(
        `${again} FROM (SELECT NULL::surface_items AS i) n WHERE $1 <> ''`,
        itemId,
        rows[0]?.item,
      );
    },
    holds: (verdict) => "windows" in verdict && verdict.key.surface?.capabilities.length !== 0,
  },
  "a pause": {
    change: ({ surfaceId }) =>
      run("UPDATE surfaces SET status = 'paused' WHERE id = $1", surfaceId),
    holds: (verdict) => "target" in verdict && verdict.target?.paused === false,
  },
  "an endpoint switched off": {
    change: ({ itemId }) => run("UPDATE surface_items SET enabled = false WHERE id = $1", itemId),
    holds: (verdict) => Boolean(capabilityOf(verdict)),
  },
  "a capability disabled": {
    change: ({ capabilityId }) =>
      run("UPDATE capabilities SET enabled = false WHERE id = $1", capabilityId),
    holds: (verdict) => Boolean(capabilityOf(verdict)),
  },
  "a publication": {
    change: ({ flowId }) => run("UPDATE flows SET published_version = 2 WHERE id = $1", flowId),
    holds: (verdict) => capabilityOf(verdict)?.publishedVersion === 1,
  },
};

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe("what processes remember of a key that all of them use", () => {
  it.each(Object.keys(CHANGES))(
    `lets nothing pass that begins after the acknowledgement of %s (${ROUNDS} rounds)`,
    async (name) => {
      const { change, holds } = CHANGES[name] ?? ofKey("");
      for (let round = 0; round < ROUNDS; round += 1) {
        const world = await makeWorld();
        const asked: { begun: number; verdict: Verdict }[] = [];
        let over = false;
        const keepAsking = async (decider: Decider) => {
          while (!over) {
            const begun = performance.now();
            const verdict = await ask(decider, world.key).catch(() => undefined);
            if (verdict) asked.push({ begun, verdict });
          }
        };
        const callers = [...deciders, ...deciders].map(keepAsking);
        while (asked.length < 40) await pause(1);
        expect(asked.every(({ verdict }) => holds(verdict))).toBe(true);
        await change(world);
        const acknowledged = performance.now();
        const before = asked.length;
        while (asked.length < before + 40) await pause(1);
        over = true;
        await Promise.all(callers);
        const late = asked.filter(({ begun }) => begun > acknowledged);
        expect(late.length).toBeGreaterThan(0);
        expect(late.filter(({ verdict }) => holds(verdict))).toEqual([]);
      }
    },
  );

  it("is not mixed with what was read later about an endpoint for another key", async () => {
    const world = await makeWorld();
    const [decider] = deciders;
    const { rows } = await run(
      "SELECT product_id, surface_id FROM api_keys WHERE id = $1",
      world.key.id,
    );
    const [{ product_id: productId, surface_id: surfaceId }] = rows;
    const other = await createSurfaceKey({ organizationId, productId, surfaceId });
    if (!decider) throw new Error("a decider is needed");
    for (const key of [world.key, other]) await ask(decider, key);
    await CHANGES[
      "a capability that goes with its endpoint, and comes again without the key"
    ]?.change(world);
    expect(capabilityOf(await ask(decider, other))).toBeTruthy();
    expect(await ask(decider, world.key)).toMatchObject({ key: { surface: { capabilities: [] } } });
  });

  it("ends with the key and with a secret's grace by the database's clock, unchanged", async () => {
    const ends = async (sql: string) => {
      const key = await createKey({ organizationId });
      const { rows } = await run(sql, key.id);
      const end: number = rows[0].end;
      const verdicts: Verdict[] = [];
      while (verdicts.at(-1)?.state === undefined || verdicts.at(-1)?.state === "accepted")
        verdicts.push(...(await Promise.all(deciders.map((decider) => ask(decider, key)))));
      const known = verdicts.flatMap((each) => (each.state === "unknown" ? [] : [each]));
      const accepted = known.filter(isAccepted).map(({ ticket }) => ticket.at);
      expect(accepted.length).toBeGreaterThan(4);
      expect(Math.max(...accepted)).toBeLessThan(end);
    };
    const end = "RETURNING (extract(epoch FROM at) * 1000)::float8 AS end";
    const soon = "clock_timestamp() + interval '300 ms'";
    await ends(
      `UPDATE api_keys SET expires_at = ${soon} WHERE id = $1 ${end.replace("at)", "expires_at)")}`,
    );
    await ends(
      `UPDATE api_secrets SET retire_at = ${soon} WHERE key_id = $1 ${end.replace("at)", "retire_at)")}`,
    );
  });

  it("is not let in from an unknown address where the key has a list", async () => {
    const [decider] = deciders;
    const key = await createKey({ organizationId, allowedIps: ["10.0.0.0/8"] });
    const from = (callerAddress: string | null) =>
      decider?.decide(hashesOf(key.plaintext), someRequest({ callerAddress }));
    for (const _ of [1, 2]) expect(await from("10.1.2.3")).toMatchObject({ state: "accepted" });
    for (const address of [null, "192.0.2.7"])
      expect(await from(address)).toMatchObject({ state: "address_not_allowed" });
  });

  it("is charged once for each request with either of its secrets, read at different times", async () => {
    const key = await createKey({ organizationId, limitPerHour: 100 });
    const issued = issueSecret("rt_live_", env().RUNTYPE_KEY_PEPPERS);
    const { plaintext, ...stored } = issued;
    const retireAt = new Date(Date.now() + 3_600_000);
    await prisma().apiSecret.create({
      data: { ...stored, id: newId("secret"), organizationId, keyId: key.id, retireAt },
    });
    const [decider] = deciders;
    if (!decider) throw new Error("a decider is needed");
    const askBoth = () =>
      Promise.all([key, { ...key, plaintext }].map((each) => ask(decider, each)));
    for (const _ of [1, 2, 3]) expect((await askBoth()).every(isAccepted)).toBe(true);
    expect(await decider.windowsNow(organizationId, key.id)).toMatchObject({ hour: 6 });
  });

  it("is charged exactly while its limit is edited, by all that remember it", async () => {
    const key = await createKey({ organizationId, limitPerHour: 60, limitPerDay: 10_000 });
    const asks = (count: number) =>
      Promise.all(
        Array.from({ length: count / 4 }, () => deciders.map((each) => ask(each, key))).flat(),
      );
    const accepted = (verdicts: Verdict[]) => verdicts.filter(isAccepted).length;
    expect(accepted(await asks(100))).toBe(60);
    const [edited] = await Promise.all([
      asks(200),
      run("UPDATE api_keys SET limit_per_hour = 100 WHERE id = $1", key.id),
    ]);
    const rest = await asks(100);
    expect(accepted(edited) + accepted(rest)).toBe(40);
  });
});
