import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { createKey } from "./factories/key";
import { createOrganization } from "./factories/people";
import { createSurfaceKey, keepingSteps, makeOffer, makeSurface } from "./factories/surface";
import { send } from "./support/api";
import { runSteps, step } from "./support/flow-run";

const organizationId = await createOrganization();
const surface = await makeSurface({ organizationId });
const platform = await createKey({ organizationId, environment: "test" });
const own = await createSurfaceKey(surface, { environment: "test" });

const script = {
  id: "slow",
  name: "Slow",
  type: "transform-data",
  order: 2,
  enabled: true,
  config: { script: "return { done: true };" },
};

function post(path: string, name: string, body: unknown, headers: Record<string, string>) {
  const sent = { ...headers, "Content-Type": "application/json", "Idempotency-Key": name };
  const url = `http://localhost/v1${path}`;
  return send(new Request(url, { method: "POST", headers: sent, body: JSON.stringify(body) }));
}

const offers = async (slug: string, steps: object[]) => {
  await makeOffer(surface, { organizationId, slug, steps });
  return `/products/${surface.productId}/surfaces/${surface.surfaceId}/api/${slug}`;
};

const kept = (type: string) => prisma().record.count({ where: { organizationId, type } });

/** Does it while as many scripts of the callers' wait as may. */
async function whileScriptsWait<T>(work: () => Promise<T>): Promise<T> {
  const end = new AbortController();
  const loop = [step("s", "transform-data", { script: "while (true);" })];
  const waiting = [platform.id, own.id].flatMap((member) => {
    const owner = { group: organizationId, member };
    const keepWaiting = async () => {
      while (!end.signal.aborted) {
        await runSteps(loop, {}, { owner, signal: end.signal });
        await setTimeout(5);
      }
    };
    return Array.from({ length: 55 }, keepWaiting);
  });
  try {
    return await work();
  } finally {
    end.abort();
    await Promise.all(waiting);
  }
}

const WAYS = [
  [
    "a dispatch",
    async (_: string, steps: object[]) => {
      return (name: string) => post("/dispatch", name, { flow: { steps } }, platform.headers);
    },
  ],
  [
    "a call of a surface",
    async (slug: string, steps: object[]) => {
      const path = await offers(slug, steps);
      return (name: string) => post(path, name, {}, own.headers);
    },
  ],
] as const;

describe.each(WAYS)("%s with a name", (way, prepare) => {
  const type = way.replaceAll(" ", "-");

  it("is refused before it does anything for want of a sandbox, and can be sent again", async () => {
    const call = await prepare("early", [...keepingSteps(`${type} early`), script]);
    const name = randomUUID();
    const { status } = await whileScriptsWait(() => call(name));
    expect([status, await kept(`${type} early`)]).toEqual([503, 0]);
    expect([(await call(name)).status, await kept(`${type} early`)]).toEqual([200, 1]);
  });

  it("is 409 and names its run when that ended for want of a sandbox, and runs no more", async () => {
    // Whether this script is reached is not known before.
    const late = { ...script, when: "true" };
    const call = await prepare("late", [...keepingSteps(`${type} late`), late]);
    const name = randomUUID();
    const first = await whileScriptsWait(() => call(name));
    expect([first.status, await kept(`${type} late`)]).toEqual([503, 1]);
    const { status, headers, body } = await call(name);
    expect([status, await kept(`${type} late`)]).toEqual([409, 1]);
    expect(JSON.stringify([headers["x-execution-id"], body])).toMatch(/"[^"]*exec_/);
  });

  it("is 409 and names its run when the process died in the middle of that", async () => {
    const call = await prepare("dead", keepingSteps(`${type} dead`));
    const name = randomUUID();
    expect((await call(name)).status).toBe(200);
    await pool().query(
      `UPDATE idempotency_keys SET status = NULL, body = NULL, execution_id = 'exec_dead',
         instance = 'gone', created_at = now() - interval '1 minute' WHERE name = $1`,
      [name],
    );
    const { status, headers, body } = await call(name);
    expect([status, await kept(`${type} dead`)]).toEqual([409, 1]);
    expect(JSON.stringify([headers["x-execution-id"], body])).toContain("exec_dead");
  });
});
