import { randomBytes } from "node:crypto";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { mintingPepper, pepperChecks } from "@/lib/credentials/hash-secret";
import { isLiving } from "@/lib/db/instances";
import { pool } from "@/lib/db/pool";
import { assertPeppersKnown, missingPepperVersions, Presence } from "@/lib/db/presence";
import { createKey } from "@/tests/factories/key";
import { createOrganization } from "@/tests/factories/people";
import { asOwner } from "@/tests/support/roles";

const random = () => randomBytes(32).toString("base64url");
const [FIRST, SECOND] = [random(), random()];

let organizationId = "";
let joined: Process[] = [];

/** A process with these peppers. */
class Process {
  readonly instance = newId("instance");
  private readonly presence: Presence;

  constructor(private readonly peppers: ReadonlyMap<number, string>) {
    this.presence = new Presence(this.instance, pepperChecks(peppers));
  }

  async join(): Promise<void> {
    await this.presence.join();
    joined.push(this);
  }

  async leave(): Promise<void> {
    joined = joined.filter((each) => each !== this);
    await this.presence.leave();
  }

  /** The version that it stores new keys under, once it has asked what the others have. */
  async minting(): Promise<number> {
    await this.presence.look();
    return mintingPepper(this.peppers).version;
  }
}

async function start(...peppers: [version: number, secret: string][]): Promise<Process> {
  const process = new Process(new Map(peppers));
  await process.join();
  return process;
}

async function storeKeyUnder(version: number): Promise<void> {
  const { secretId } = await createKey({ organizationId });
  await pool().query("UPDATE api_secrets SET pepper_version = $1 WHERE id = $2", [
    version,
    secretId,
  ]);
}

async function isInstanceAlive(instance: string): Promise<boolean> {
  const { rows } = await pool().query(`SELECT ${isLiving("$1")} AS alive`, [instance]);
  return rows[0]?.alive;
}

/** A process that knew the first pepper and was killed a minute ago. */
async function leaveDead(): Promise<void> {
  await pool().query(
    `INSERT INTO instances (id, host, pid, last_seen_at, pepper_versions)
     VALUES ('inst_dead', 'here', 1, now() - interval '1 minute', '{1}')`,
  );
  await expect.poll(() => isInstanceAlive("inst_dead")).toBe(false);
}

/** The value that is noted of a secret. */
function checkOf(version: number, secret: string): Buffer | undefined {
  return pepperChecks(new Map([[version, secret]])).get(version);
}

beforeAll(async () => {
  organizationId = await createOrganization();
});

beforeEach(() => asOwner("TRUNCATE instances, pepper_versions, api_secrets CASCADE"));

afterEach(async () => {
  for (const each of joined) await each.leave();
});

describe("a process", () => {
  it("lives from its start to its end, also when its connection breaks", async () => {
    const process = new Process(new Map([[1, FIRST]]));
    expect(await isInstanceAlive(process.instance)).toBe(false);
    await process.join();
    await pool().query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'runtype-alive' AND datname = current_database()",
    );
    expect(await isInstanceAlive(process.instance)).toBe(true);
    await process.leave();
    expect(await isInstanceAlive(process.instance)).toBe(false);
  });

  it("that gave no sign of life for a while is dead; one that was forgotten is known again", async () => {
    await leaveDead();
    const process = await start([1, FIRST]);
    await pool().query("DELETE FROM instances");
    await expect.poll(() => isInstanceAlive(process.instance)).toBe(true);
  });
});

describe("a start", () => {
  it("notes a value derived from each pepper, never the pepper", async () => {
    await start([1, FIRST]);
    const { rows } = await pool().query("SELECT version, check_value FROM pepper_versions");
    expect(rows).toEqual([{ version: 1, check_value: checkOf(1, FIRST) }]);
    expect(JSON.stringify(rows)).not.toContain(Buffer.from(FIRST).toString("hex"));
    expect(checkOf(2, FIRST)).not.toEqual(checkOf(1, FIRST));
  });

  it("is refused without a version that keys are stored under, whether or not it was noted", async () => {
    await storeKeyUnder(1);
    await storeKeyUnder(1);
    const sentence =
      "RUNTYPE_KEY_PEPPERS lacks version 1, which 2 stored secrets need. Put back the .env that this database was used with, from your backup: without that secret they can never be recognised or opened again.";
    await expect(start([2, SECOND])).rejects.toThrow(sentence);
    await (await start([1, FIRST])).leave();
    await expect(start([2, SECOND])).rejects.toThrow(sentence);
    await start([1, FIRST], [2, SECOND]);
  });

  it("does not mind rows that need no pepper, such as requests that were named", async () => {
    await pool().query(
      `INSERT INTO idempotency_keys (organization_id, principal_id, name, request_hash, status)
       VALUES ($1, 'key_1', 'named', 'x', 200)`,
      [organizationId],
    );
    await start([1, FIRST]);
    expect(await missingPepperVersions()).toEqual([]);
  });

  it("is refused with another secret of a version that keys are stored under", async () => {
    await (await start([1, FIRST])).leave();
    await storeKeyUnder(1);
    await expect(start([1, SECOND])).rejects.toThrow(
      /^RUNTYPE_KEY_PEPPERS has another secret as version 1 than the one which 1 stored secret needs\. Put back the \.env/,
    );
  });

  it("may have another secret of a version that nothing needs", async () => {
    await (await start([1, FIRST])).leave();
    const process = await start([1, SECOND]);
    expect(await process.minting()).toBe(1);
  });

  it("may lack a version again that nothing needs", async () => {
    await (await start([1, FIRST], [2, SECOND])).leave();
    const back = await start([1, FIRST]);
    const both = await start([1, FIRST], [2, SECOND]);
    expect(await both.minting()).toBe(1);
    await back.leave();
    expect(await both.minting()).toBe(2);
  });

  it("is refused beside a process that may store keys under what it lacks", async () => {
    await start([1, FIRST]);
    const sentence = "another running process stores new keys under";
    await expect(start([2, SECOND])).rejects.toThrow(sentence);
    await expect(start([1, SECOND])).rejects.toThrow(sentence);
  });

  it("of several processes at once agrees on one secret", async () => {
    const secrets = Array.from({ length: 8 }, random);
    const started = await Promise.allSettled(secrets.map((secret) => start([1, secret])));
    expect(started.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });
});

describe("a new version of the pepper", () => {
  it("stores nothing until every living process has announced it", async () => {
    const old = await start([1, FIRST]);
    const renewed = await start([1, FIRST], [2, SECOND]);
    expect(await renewed.minting()).toBe(1);
    const other = await start([1, FIRST], [2, SECOND]);
    expect(await other.minting()).toBe(1);
    await old.leave();
    expect([await renewed.minting(), await other.minting()]).toEqual([2, 2]);
  });

  it("does not wait for a process that is dead", async () => {
    await leaveDead();
    const renewed = await start([1, FIRST], [2, SECOND]);
    expect(await renewed.minting()).toBe(2);
  });

  it("stores at once where one process has it from its start", async () => {
    const process = await start([1, FIRST], [2, SECOND]);
    expect(await process.minting()).toBe(2);
  });
});

describe("a running process", () => {
  it("that lacks a version in use checks no key, until it is in use no more", async () => {
    await start([1, FIRST]);
    await assertPeppersKnown();
    await storeKeyUnder(2);
    await pool().query("INSERT INTO pepper_versions (version, check_value) VALUES (2, $1)", [
      checkOf(2, SECOND),
    ]);
    await expect.poll(missingPepperVersions).toEqual([2]);
    await expect(assertPeppersKnown()).rejects.toMatchObject({ code: "unavailable" });
    await asOwner("DELETE FROM api_secrets");
    await expect.poll(missingPepperVersions).toEqual([]);
    await assertPeppersKnown();
  });
});
