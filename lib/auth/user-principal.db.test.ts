import { Client } from "pg";
import { beforeEach, describe, expect, it } from "vitest";
import { principalFromCookies, principalFromToken } from "@/lib/auth/current-session";
import { holdPrincipal } from "@/lib/auth/hold-principal";
import { inTransaction } from "@/lib/db/prisma";
import { env } from "@/lib/env";
import { createPerson, type Person } from "@/tests/factories/people";

/** Another process: a connection of its own, past the pool of the product. */
async function elsewhere(statement: string, values: unknown[]): Promise<number | null> {
  const client = new Client({ connectionString: env().RUNTYPE_MIGRATION_DATABASE_URL });
  await client.connect();
  const { rowCount } = await client.query(statement, values);
  await client.end();
  return rowCount;
}

describe("the principal of a session", () => {
  let person: Person;
  let id: string;

  beforeEach(async () => {
    person = await createPerson({ role: "admin" });
    id = person.principal.sessionId;
  });

  it("is the same by cookie and by bearer token", async () => {
    expect(await principalFromToken(person.token)).toEqual(person.principal);
    expect(await principalFromCookies(person.cookie)).toEqual(person.principal);
    expect(await principalFromCookies(`a=b; ${person.cookie}; c=d`)).toEqual(person.principal);
  });

  it("is gone with the next read after another process ends the session", async () => {
    expect(await principalFromToken(person.token)).not.toBeNull();
    await elsewhere("UPDATE sessions SET ended_at = now() WHERE id = $1", [id]);
    expect(await principalFromToken(person.token)).toBeNull();
    expect(await principalFromCookies(person.cookie)).toBeNull();
  });

  it("has the new role with the next read after another process changes it", async () => {
    await elsewhere("UPDATE memberships SET role = 'viewer' WHERE user_id = $1", [
      person.principal.userId,
    ]);
    expect(await principalFromToken(person.token)).toEqual({ ...person.principal, role: "viewer" });
  });

  it("is gone with the membership", async () => {
    await elsewhere("DELETE FROM memberships WHERE user_id = $1", [person.principal.userId]);
    expect(await principalFromToken(person.token)).toBeNull();
  });

  it("ends after the idle limit, and not before", async () => {
    const seen = "UPDATE sessions SET last_seen_at = now() - $2::interval WHERE id = $1";
    const hours = env().RUNTYPE_SESSION_IDLE_HOURS;
    await elsewhere(seen, [id, `${hours} hours`]);
    expect(await principalFromToken(person.token)).toBeNull();
    await expect(inTransaction((tx) => holdPrincipal(tx, person))).rejects.toMatchObject({
      code: "unauthorized",
    });
    await elsewhere(seen, [id, `${hours - 1} hours`]);
    expect(await inTransaction((tx) => holdPrincipal(tx, person))).toEqual(person.principal);
    expect(await principalFromToken(person.token)).not.toBeNull();
  });

  it("ends at its absolute limit however busy it is", async () => {
    await elsewhere("UPDATE sessions SET expires_at = now(), last_seen_at = now() WHERE id = $1", [
      id,
    ]);
    expect(await principalFromToken(person.token)).toBeNull();
  });

  it("notes the last use at most once a minute", async () => {
    const touched = "UPDATE sessions SET user_agent = 'x' WHERE id = $1 AND last_seen_at > $2";
    await elsewhere("UPDATE sessions SET last_seen_at = now() - interval '50 s' WHERE id = $1", [
      id,
    ]);
    const before = new Date(Date.now() - 20_000);
    await principalFromToken(person.token);
    expect(await elsewhere(touched, [id, before])).toBe(0);
    await elsewhere("UPDATE sessions SET last_seen_at = now() - interval '61 s' WHERE id = $1", [
      id,
    ]);
    await Promise.all(Array.from({ length: 5 }, () => principalFromToken(person.token)));
    expect(await elsewhere(touched, [id, before])).toBe(1);
  });

  it.each([
    ["nothing", ""],
    ["a word", "junk"],
    ["five parts", "a.b.c.d.e"],
    ["ten kilobytes", "x".repeat(10_000)],
    ["characters outside ASCII", "é.ß.漢.字.🔑"],
  ])("is nobody for a token of %s", async (_what, token) => {
    expect(await principalFromToken(token)).toBeNull();
  });

  it("is nobody for a token that was changed", async () => {
    const at = person.token.length - 5;
    const other = person.token[at] === "A" ? "B" : "A";
    const changed = person.token.slice(0, at) + other + person.token.slice(at + 1);
    expect(await principalFromToken(changed)).toBeNull();
  });
});
