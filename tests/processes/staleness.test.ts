import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { type CreatedKey, createKey } from "@/tests/factories/key";
import { createPerson, type Person } from "@/tests/factories/people";
import { createSurfaceKey, GREETING, makeOffer, makeSurface } from "@/tests/factories/surface";
import { ask, type Question, type Reply, statuses } from "@/tests/support/ask";
import { FlakyNetwork } from "@/tests/support/flaky-network";
import { createInstallation, type Installation } from "@/tests/support/installation";
import { proofCount } from "@/tests/support/proof";
import { endServers, type ServerProcess, startServer } from "@/tests/support/server-process";
import { eventually, pause, startTraffic, type Traffic } from "@/tests/support/traffic";

const ROUNDS = proofCount(1, 200);
const PROCESSES = 4;
/** Of each process: answers that it needs to remember the key, and answers that are looked at after. */
const ANSWERS = 4;

vi.setConfig({ testTimeout: 60_000 * ROUNDS, hookTimeout: 120_000 });

let installation: Installation;
let person: Person;
let servers: ServerProcess[];
/** The wire of one of them to the database. */
let network: FlakyNetwork;

beforeAll(async () => {
  installation = await createInstallation();
  person = await createPerson();
  network = new FlakyNetwork(process.env.DATABASE_URL ?? "");
  const behind = { DATABASE_URL: await network.open(), RUNTYPE_LOG_LEVEL: "silent" };
  servers = await Promise.all(
    [behind, ...Array(PROCESSES - 1).fill({})].map((settings) =>
      startServer(installation, settings),
    ),
  );
});

afterAll(async () => {
  await endServers();
  await network.close();
  installation.remove();
});

/** What is asked all the time, and a change that ends its success. */
type Case = {
  question: Question;
  /** Makes the change through one of the processes; resolves when it is acknowledged and holds. */
  change: (through: ServerProcess) => Promise<unknown>;
  /** Whether an answer is as before the change. */
  isAsBefore?: (reply: Reply) => boolean;
};

const isSuccess = ({ status }: Reply) => status < 300;

/** A change by the person, through the door. */
const act =
  (method: string, path: string, body?: unknown) =>
  async (through: ServerProcess): Promise<void> => {
    const headers = { Authorization: `Bearer ${person.token}` };
    const reply = await ask(through, { method, path, headers, body });
    expect([path, reply.status, reply.text]).toEqual([path, 200, expect.any(String)]);
  };

const organizationId = () => person.principal.organizationId;

async function ofPlatformKey(
  change: (key: CreatedKey) => Case["change"],
  path = "/v1/records",
): Promise<Case> {
  const key = await createKey({ organizationId: organizationId() });
  return { question: { path, headers: key.headers }, change: change(key) };
}

const editing = (body: unknown) => () =>
  ofPlatformKey(({ id }) => act("PUT", `/v1/api-keys/${id}`, body));

/** After a moment at which something ends by itself, as the database says it. */
async function waitPast(end: Date): Promise<void> {
  while (Date.now() <= end.getTime()) await pause(1);
}

type Offer = { key: CreatedKey; surface: string; product: string; otherId: string } & Awaited<
  ReturnType<typeof makeOffer>
>;

/** A call of a capability, whose draft says something else than what is published. */
async function ofSurfaceKey(
  change: (offer: Offer) => [path: string, body?: unknown],
  method = "PUT",
): Promise<Case> {
  const made = await makeSurface({ organizationId: organizationId() });
  const steps = [{ ...GREETING, config: { template: "Later", outputVariable: "greeting" } }];
  const facts = { organizationId: organizationId(), steps, published: [GREETING] };
  const offer = await makeOffer(made, { ...facts, slug: "greet" });
  const other = await makeOffer(made, { ...facts, slug: "other" });
  const otherId = other.capabilityId;
  const scopes = [offer.capabilityId, otherId];
  const key = await createSurfaceKey(made, { scopes });
  const product = `/v1/products/${made.productId}`;
  const surface = `${product}/surfaces/${made.surfaceId}`;
  const [path, body] = change({ ...offer, key, surface, product, otherId });
  const called = { method: "POST", path: `${surface}/api/greet`, body: { name: "Ada" } };
  return {
    question: { ...called, headers: key.headers },
    change: act(method, path, body),
    isAsBefore: ({ status, text }) => status === 200 && text.includes("Hello Ada!"),
  };
}

const CASES: Record<string, () => Promise<Case>> = {
  "a revocation": () => ofPlatformKey(({ id }) => act("DELETE", `/v1/api-keys/${id}`)),
  "an edit of permissions": editing({ permissions: ["FLOWS:READ"] }),
  "an edit of a limit": editing({ rateLimitPerHour: 1 }),
  "an edit of allowed addresses": editing({ allowedIps: ["192.0.2.0/24"] }),
  "a disabling": editing({ isActive: false }),
  "a rotation at once": () =>
    ofPlatformKey(({ id }) => act("POST", `/v1/api-keys/${id}/regenerate`, {})),
  "an expiry": () =>
    ofPlatformKey(({ id }) => async (through) => {
      const expiresAt = new Date(Date.now() + 400);
      await act("PUT", `/v1/api-keys/${id}`, { expiresAt: expiresAt.toISOString() })(through);
      await waitPast(expiresAt);
    }),
  "the end of a grace": () =>
    ofPlatformKey(({ id, secretId }) => async (through) => {
      await act("POST", `/v1/api-keys/${id}/rotate`, {})(through);
      // No grace that the door takes is short enough to wait for.
      const retireAt = new Date(Date.now() + 400);
      await prisma().apiSecret.update({ where: { id: secretId }, data: { retireAt } });
      await waitPast(retireAt);
    }),
  "a demotion of a member": async () => {
    const member = await createPerson({ organizationId: organizationId(), role: "member" });
    const { userId } = member.principal;
    const headers = { Authorization: `Bearer ${member.token}` };
    const body = { name: "Greet", steps: [] };
    return {
      question: { method: "POST", path: "/v1/flows", headers, body },
      change: () => prisma().membership.updateMany({ where: { userId }, data: { role: "viewer" } }),
    };
  },
  "a capability taken from a key": () =>
    ofSurfaceKey(({ key, surface, otherId }) => [
      `${surface}/keys/${key.id}`,
      { scopes: [otherId] },
    ]),
  "a pause of a surface": () => ofSurfaceKey(({ surface }) => [surface, { status: "paused" }]),
  "an endpoint switched off": () =>
    ofSurfaceKey(({ surface, itemId }) => [`${surface}/items/${itemId}`, { enabled: false }]),
  "a capability disabled": () =>
    ofSurfaceKey(({ product, capabilityId }) => [
      `${product}/capabilities/${capabilityId}`,
      { enabled: false },
    ]),
  "a publication of a flow": () =>
    ofSurfaceKey(({ flowId }) => [`/v1/flows/${flowId}/publish`, {}], "POST"),
};

describe(`${PROCESSES} processes that all remember a key`, () => {
  it.each(Object.entries(CASES).map(([name, make], index) => [name, make, index] as const))(
    `let nothing pass that begins after the acknowledgement of %s (rounds: ${ROUNDS})`,
    async (_, make, index) => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const { question, change, isAsBefore = isSuccess } = await make();
        const through = servers[(index + round) % PROCESSES] ?? expect.fail("no process");
        const calls = servers.map(({ port }) => startTraffic(2, () => ({ port, ...question })));
        const warm = ({ answered }: Traffic) => answered.filter(isAsBefore).length >= ANSWERS;
        await eventually(async () => calls.every(warm) || undefined);
        const before = calls.flatMap(({ answered }) => answered);
        // On a busy machine a decision may be given up: that is 503.
        const others = before.filter((reply) => !isAsBefore(reply) && reply.status !== 503);
        expect(statuses(others)).toEqual({});
        await change(through);
        const acknowledgedAt = performance.now();
        // Two of each process may have begun before.
        await Promise.all(calls.map(({ more }) => more(2 + ANSWERS)));
        await Promise.all(calls.map(({ stop }) => stop()));
        for (const { answered, unanswered } of calls) {
          expect(unanswered).toEqual([]);
          const after = answered.filter(({ startedAt }) => startedAt > acknowledgedAt);
          expect(after.length).toBeGreaterThanOrEqual(ANSWERS);
          expect(statuses(after.filter(isAsBefore))).toEqual({});
        }
      }
    },
  );
});

describe("a process that cannot reach the database while a key that it remembers is revoked", () => {
  it.each(["down", "silent"] as const)(
    `lets it in no more, where the database is %s (rounds: ${ROUNDS})`,
    async (weather) => {
      const [cutOff = expect.fail("no process"), other = cutOff] = servers;
      for (let round = 0; round < ROUNDS; round += 1) {
        const key = await createKey({ organizationId: organizationId() });
        const { port } = cutOff;
        const calls = startTraffic(8, () => ({ port, headers: key.headers }));
        await calls.more(20);
        await network.become(weather);
        await act("DELETE", `/v1/api-keys/${key.id}`)(other);
        const acknowledgedAt = performance.now();
        await pause(20);
        await network.become("fine");
        await eventually(async () => (await ask(cutOff, key)).status === 401 || undefined);
        await calls.stop();
        const after = calls.answered.filter(({ startedAt }) => startedAt > acknowledgedAt);
        expect(statuses(after)[200]).toBe(undefined);
        expect(statuses(calls.answered)[200]).toBeGreaterThan(0);
      }
    },
  );
});
