import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { env } from "@/lib/env";
import { call, states } from "@/tests/factories/decision";
import { createKey } from "@/tests/factories/key";
import { createOrganization } from "@/tests/factories/people";
import { asOwner } from "@/tests/support/roles";
import { awayFromEndOf } from "@/tests/support/within-window";
import { openDecisions } from "./decisions";

const organizationId = await createOrganization();
const deciders = {
  "is remembered": openDecisions(env().DATABASE_URL, "durable", 1_000),
  "is read each time": openDecisions(env().DATABASE_URL, "durable", 0),
};
const other = openDecisions();

afterAll(async () => {
  await Promise.all([...Object.values(deciders), other].map((each) => each.close()));
});

beforeEach(() => awayFromEndOf("hour", 5_000));

describe.each(Object.entries(deciders))("a key that %s", (_, decider) => {
  it("is granted exactly its limit when more ask at once than a batch holds", async () => {
    const { id, plaintext } = await createKey({ organizationId, limitPerHour: 301 });
    const ask = () => call(decider, plaintext, { open: true });
    expect(states([await ask()])).toEqual({ accepted: 1 });
    const verdicts = await Promise.all(Array.from({ length: 500 }, ask));
    expect(states(verdicts)).toEqual({ accepted: 300, limited: 200 });
    expect(await decider.windowsNow(organizationId, id)).toMatchObject({ hour: 301 });
  });

  it("is not charged by a statement that fails after it charged, and by the next one is", async () => {
    const { id, plaintext } = await createKey({ organizationId });
    const ask = (of = decider) => call(of, plaintext, { open: true });
    expect(states([await ask()])).toEqual({ accepted: 1 });
    await asOwner(`
      CREATE OR REPLACE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'the journal takes nothing'; END $$;
      CREATE TRIGGER fail BEFORE INSERT ON usage_journal FOR EACH ROW
        WHEN (NEW.instance = '${decider.instance}') EXECUTE FUNCTION fail()`);
    const ends = await Promise.allSettled([ask(), ask(), ask()]);
    const refused = {
      status: "rejected",
      reason: expect.objectContaining({ code: "unavailable" }),
    };
    expect(ends).toEqual([refused, refused, refused]);
    expect(states([await ask(other)])).toEqual({ accepted: 1 });
    await asOwner("DROP TRIGGER fail ON usage_journal");
    expect(states([await ask()])).toEqual({ accepted: 1 });
    expect(await decider.windowsNow(organizationId, id)).toMatchObject({ hour: 3 });
  });
});
