import { describe, expect, it } from "vitest";
import { maintainUsage } from "@/lib/background/maintenance";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { createOrganization } from "./factories/people";
import { createSurfaceKey, GREETING, makeOffer, makeSurface } from "./factories/surface";
import { type Answer, send } from "./support/api";
import { callRequest } from "./support/surface-requests";

const organizationId = await createOrganization();
const surface = await makeSurface({ organizationId });
const script = (text: string) => ({
  id: "once",
  name: "Once",
  type: "transform-data",
  order: 0,
  enabled: true,
  config: { script: text },
});
// Every run has another answer.
const random = [script("return { drawn: Math.random(), fail: input.fail };")];
const draw = await makeOffer(surface, { organizationId, slug: "draw", steps: random });
await makeOffer(surface, { organizationId, slug: "draw-again", steps: random });
const flaky = await makeOffer(surface, {
  organizationId,
  slug: "flaky",
  steps: [script('throw new Error("down");')],
});
const key = await createSurfaceKey(surface, { environment: "test", limitPerDay: 1_000 });

function call(name: string, body: unknown = {}, slug = "draw", { headers } = key): Promise<Answer> {
  return send(
    callRequest(surface, slug, { headers: { ...headers, "Idempotency-Key": name }, body }),
  );
}

function said({ status, body }: Answer) {
  return { status, body };
}

describe("a request with an Idempotency-Key", () => {
  it("gets the same answer again, which says so, and is charged and has its own id", async () => {
    const first = await call("one", { a: 1 });
    const again = await call("one", { a: 1 });
    expect(first.status).toBe(200);
    expect(said(again)).toEqual(said(first));
    expect(first.headers["idempotent-replayed"]).toBeUndefined();
    expect(again.headers["idempotent-replayed"]).toBe("true");
    expect(again.headers["x-execution-id"]).toMatch(/^exec_/);
    expect(again.headers["x-execution-id"]).toBe(first.headers["x-execution-id"]);
    expect(again.headers["x-request-id"]).not.toBe(first.headers["x-request-id"]);
    expect(Number(again.headers["x-ratelimit-remaining"])).toBe(
      Number(first.headers["x-ratelimit-remaining"]) - 1,
    );
  });

  it("is 409 with another body, or for another capability", async () => {
    await call("two", { a: 1 });
    const refused = {
      status: 409,
      body: { error: "Idempotency-Key was used with another request" },
    };
    expect(said(await call("two", { a: 2 }))).toEqual(refused);
    expect(said(await call("two", { a: 1 }, "draw-again"))).toEqual(refused);
  });

  it("runs once when many come together: the others hear that it is running", async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => call("many")));
    const drawn = new Set(
      answers.filter(({ status }) => status === 200).map(({ body }) => JSON.stringify(body)),
    );
    expect(drawn.size).toBe(1);
    for (const answer of answers.filter(({ status }) => status !== 200)) {
      const error = "A request with this Idempotency-Key is still running";
      expect(said(answer)).toEqual({ status: 409, body: { error } });
      expect(answer.headers["retry-after"]).toBe("1");
    }
  });

  it("is apart from the same one of another key", async () => {
    const other = await createSurfaceKey(surface, { environment: "test" });
    const mine = await call("apart");
    const theirs = await call("apart", {}, "draw", other);
    expect(theirs.status).toBe(200);
    expect(theirs.body).not.toEqual(mine.body);
  });

  it("gets the failure of a run again, too: its steps are not run twice", async () => {
    const first = await call("failed", {}, "flaky");
    const { flowId } = flaky;
    await prisma().flow.update({
      where: { id: flowId },
      data: { steps: random, revision: { increment: 1 } },
    });
    const again = await call("failed", {}, "flaky");
    expect(first.status).toBe(502);
    expect(said(again)).toEqual(said(first));
    expect(again.headers["x-execution-id"]).toBe(first.headers["x-execution-id"]);
    expect((await call("another", {}, "flaky")).status).toBe(200);
  });

  it("that was refused before a run can be put right under the same key", async () => {
    await makeOffer(surface, {
      organizationId,
      slug: "picky",
      steps: random,
      parametersSchema: { type: "object", required: ["name"] },
    });
    const wrong = await call("wrong", {}, "picky");
    expect(wrong.status).toBe(400);
    expect(said(await call("wrong", {}, "picky"))).toEqual(said(wrong));
    const right = await call("wrong", { name: "Ada" }, "picky");
    expect(right.status).toBe(200);
    expect(said(await call("wrong", { name: "Ada" }, "picky"))).toEqual(said(right));
    const live = await createSurfaceKey(surface);
    expect((await call("early", {}, "draw", live)).status).toBe(503);
    expect(await prisma().idempotencyKey.count({ where: { principalId: live.id } })).toBe(0);
  });

  it("is not run again when the answer was too large to keep, and names the run", async () => {
    await makeOffer(surface, {
      organizationId,
      slug: "large",
      steps: [{ ...GREETING, config: { template: "{{text}}{{text}}", outputVariable: "twice" } }],
    });
    const body = { text: "é".repeat(300_000) };
    const first = await call("large", body, "large");
    const again = await call("large", body, "large");
    expect(first.status).toBe(200);
    expect(said(again)).toEqual({
      status: 409,
      body: { error: "The answer to this Idempotency-Key was too large to be kept" },
    });
    expect(again.headers["x-execution-id"]).toBe(first.headers["x-execution-id"]);
    expect(again.headers["idempotent-replayed"]).toBeUndefined();
  });

  it("keeps no API key that goes through a flow: it is masked in what is answered again", async () => {
    const echo = [script("return { said: input.said };")];
    await makeOffer(surface, { organizationId, slug: "echo", steps: echo });
    const first = await call("echo", { said: key.plaintext }, "echo");
    expect(first.body).toMatchObject({ said: key.plaintext });
    const again = await call("echo", { said: key.plaintext }, "echo");
    expect(again.body).toEqual({ said: `${key.plaintext.slice(0, 8)}…` });
    expect(await call(key.plaintext)).toMatchObject({ status: 400 });
    const { rows } = await pool().query("SELECT i::text AS row FROM idempotency_keys i");
    expect(JSON.stringify(rows)).not.toContain(key.plaintext);
  });

  it("is decided before: a key that may not call any more gets no kept answer", async () => {
    const scoped = await createSurfaceKey(surface, {
      environment: "test",
      scopes: [draw.capabilityId],
    });
    expect((await call("left", {}, "draw", scoped)).status).toBe(200);
    await prisma().keyCapability.deleteMany({ where: { keyId: scoped.id } });
    expect((await call("left", {}, "draw", scoped)).status).toBe(403);
  });

  it("is forgotten after 24 hours", async () => {
    const first = await call("old");
    const age = "UPDATE idempotency_keys SET created_at = now() - interval '25 hours'";
    await pool().query(`${age} WHERE name = 'old'`);
    const later = await call("old", { other: "body" });
    expect(later.status).toBe(200);
    expect(later.body).not.toEqual(first.body);
    await pool().query(`${age} WHERE name = 'old'`);
    await maintainUsage();
    expect(await prisma().idempotencyKey.count({ where: { name: "old" } })).toBe(0);
    expect(await prisma().idempotencyKey.count({ where: { name: "one" } })).toBe(1);
  });

  it("is taken over when the process that ran it is gone", async () => {
    await prisma().idempotencyKey.create({
      data: {
        organizationId,
        principalId: key.id,
        name: "dead",
        requestHash: Buffer.from("x"),
        createdAt: new Date(Date.now() - 16 * 60_000),
      },
    });
    expect((await call("dead")).status).toBe(200);
  });

  it.each([" ", "a b", "x".repeat(256), "naïve"])("is 400 for the key '%s'", async (name) => {
    const answer = await call(name);
    expect(answer).toMatchObject({ status: 400, body: { issues: [{ path: "Idempotency-Key" }] } });
  });
});
