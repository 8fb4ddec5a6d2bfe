import { beforeEach, describe, expect, it } from "vitest";
import { inTransaction, prisma } from "@/lib/db/prisma";
import { takeRefusedActs } from "@/lib/db/refused-acts";
import { env } from "@/lib/env";
import { createKey } from "@/tests/factories/key";
import { createPerson, type Person } from "@/tests/factories/people";
import { send } from "@/tests/support/api";
import { minutesPass } from "@/tests/support/refused-acts";
import { asOwner } from "@/tests/support/roles";
import { awayFromEndOf } from "@/tests/support/within-window";
import { appendRefusedActs, countRefusedAct, countUnknownAccount } from "./refused-acts";

const settings = env();
let person: Person;

beforeEach(async () => {
  globalThis.runtypeEnv = settings;
  await asOwner("TRUNCATE refused_acts");
  person = await createPerson({ role: "viewer" });
});

function refuse(address: string | null, action = "flow.create", userAgent = "Browser/1.0") {
  const { principal } = person;
  const act = { principal, action, requestId: "req_1", address, userAgent };
  return countRefusedAct(act, "Missing required permission: FLOWS:WRITE");
}

const entries = () =>
  prisma().auditEntry.findMany({
    where: { organizationId: person.principal.organizationId },
    orderBy: { id: "asc" },
  });

const countOf = (metadata: unknown) => Number(Object(metadata).count);

describe("refused acts of a person", () => {
  it("become one entry per network, the /24 or the /64, and minute, with their number", async () => {
    for (const address of ["192.0.2.1", "192.0.2.200", "192.0.2.1"]) await refuse(address);
    for (const address of ["2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:3::1"]) {
      await refuse(address);
    }
    await refuse(null);
    expect(await entries()).toEqual([]);
    await minutesPass();
    const found = await entries();
    const counts = found.map(({ address, metadata }) => `${countOf(metadata)} from ${address}`);
    expect(counts.sort()).toEqual([
      "1 from 2001:db8:1::/48",
      "1 from null",
      "2 from 2001:db8:1::/48",
      "3 from 192.0.2.0/24",
    ]);
    expect(found.find(({ metadata }) => countOf(metadata) === 3)).toMatchObject({
      actorKind: "user",
      actorId: person.principal.userId,
      action: "flow.create",
      outcome: "denied",
      userAgent: "Browser/1.0",
      requestId: "req_1",
      metadata: { details: "Missing required permission: FLOWS:WRITE" },
    });
  });

  it("of several kinds are one entry that names them", async () => {
    await awayFromEndOf("minute", 10_000);
    for (const action of ["flow.create", "session.create", "flow.create"]) {
      await refuse("192.0.2.1", action);
    }
    await minutesPass();
    expect(await entries()).toMatchObject([
      { action: "several", metadata: { count: 3, actions: ["flow.create", "session.create"] } },
    ]);
  });

  it("from more than 10 networks in a minute are 10 entries, and the rest one with a count", async () => {
    const networks = Array.from({ length: 25 }, (_, n) => `10.0.${n}.1`);
    await Promise.all([...networks, ...networks].map((address) => refuse(address)));
    await minutesPass();
    const found = await entries();
    expect(found).toHaveLength(11);
    expect(found.filter(({ address }) => address === null)).toHaveLength(1);
    expect(found.reduce((sum, { metadata }) => sum + countOf(metadata), 0)).toBe(50);
  });

  it("keep as much of the network as the operator allows", async () => {
    globalThis.runtypeEnv = { ...settings, RUNTYPE_CALLER_ADDRESS: "full" };
    await refuse("192.0.2.77");
    globalThis.runtypeEnv = { ...settings, RUNTYPE_CALLER_ADDRESS: "hashed" };
    await refuse("198.51.100.77");
    await minutesPass();
    const addresses = (await entries()).map(({ address }) => address);
    expect(addresses).toHaveLength(2);
    expect(addresses).toContain("192.0.2.0/24");
    expect(addresses).toContainEqual(expect.stringMatching(/^[0-9a-f]{16}$/));
  });

  it("bound the user agent", async () => {
    await refuse("192.0.2.1", "flow.create", "x".repeat(10_000));
    await minutesPass();
    expect((await entries())[0]?.userAgent).toHaveLength(255);
  });

  it("wait for the end of their minute", async () => {
    await refuse("192.0.2.1");
    await appendRefusedActs();
    expect(await entries()).toEqual([]);
    expect(await prisma().refusedAct.count()).toBe(1);
  });

  it("are recorded once by several processes, and still when one ends on the way", async () => {
    await refuse("192.0.2.1");
    await prisma().$executeRaw`UPDATE refused_acts SET minute = minute - interval '1 year'`;
    const crash = new Error("The process ends");
    const ended = inTransaction(async (db) => {
      expect(await takeRefusedActs(db)).toHaveLength(1);
      await appendRefusedActs();
      expect(await entries()).toEqual([]);
      throw crash;
    });
    await expect(ended).rejects.toBe(crash);
    await Promise.all([1, 2, 3, 4].map(() => appendRefusedActs()));
    expect(await entries()).toHaveLength(1);
    expect(await prisma().refusedAct.count()).toBe(0);
  });
});

describe("failed sign-ins to no account", () => {
  it("are one entry of the installation a minute, however many there are", async () => {
    await awayFromEndOf("minute", 10_000);
    const before = await prisma().auditEntry.count({ where: { organizationId: null } });
    const act = { action: "session.create", requestId: "req_2" };
    await Promise.all(Array.from({ length: 30 }, () => countUnknownAccount(act)));
    await minutesPass();
    const found = await prisma().auditEntry.findMany({
      where: { organizationId: null },
      orderBy: { id: "desc" },
    });
    expect(found).toHaveLength(before + 1);
    expect(found[0]).toMatchObject({
      action: "session.create",
      actorId: null,
      address: null,
      metadata: { count: 30 },
    });
  });
});

describe("every door", () => {
  const origin = { "x-runtype-client-address": "203.0.113.9", "user-agent": "Client/2.0" };
  const post = (headers: Record<string, string>) =>
    send(
      new Request("http://localhost/v1/records", {
        method: "POST",
        headers: { ...origin, ...headers, "content-type": "application/json" },
        body: JSON.stringify({ type: "customer", name: `Acme ${Math.random()}` }),
      }),
    );

  it("records where the acts of people and keys come from", async () => {
    const owner = await createPerson();
    const { organizationId } = owner.principal;
    const key = await createKey({ organizationId });
    for (const headers of [key.headers, { Authorization: `Bearer ${owner.token}` }]) {
      expect((await post(headers)).status).toBe(201);
    }
    const where = { organizationId, action: "record.create" };
    const found = await prisma().auditEntry.findMany({ where, orderBy: { id: "asc" } });
    const from = { address: "203.0.113.0/24", userAgent: "Client/2.0" };
    expect(found).toMatchObject([
      { actorKind: "platformKey", ...from },
      { actorKind: "user", ...from },
    ]);
  });

  it("counts the refusals of people, and leaves those of keys to usage", async () => {
    const { organizationId } = person.principal;
    const key = await createKey({ organizationId, permissions: ["RECORDS:READ"] });
    for (const headers of [key.headers, { Authorization: `Bearer ${person.token}` }]) {
      expect((await post(headers)).status).toBe(403);
    }
    await minutesPass();
    expect(await entries()).toMatchObject([
      { actorKind: "user", address: "203.0.113.0/24", userAgent: "Client/2.0" },
    ]);
  });
});
