import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { endSeals } from "@/lib/db/seals";
import { createKey } from "./factories/key";
import { createOrganization, createPerson } from "./factories/people";
import { GREETING, makeRunnableFlow, makeSurface } from "./factories/surface";
import { type Answer, send } from "./support/api";

const organizationId = await createOrganization();
const owner = await createPerson({ organizationId, role: "owner" });
const second = await createPerson({ organizationId, role: "owner" });
const surface = await makeSurface({ organizationId });
const { plaintext } = await createKey({ organizationId, permissions: ["*"] });
const withKey = { Authorization: `Bearer ${plaintext}` };
const withSession = { Authorization: `Bearer ${owner.token}` };

const newName = () => randomBytes(16).toString("hex");

function post(path: string, name: string, body: unknown, headers: Record<string, string>) {
  const sent = { ...headers, "Content-Type": "application/json", "Idempotency-Key": name };
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const url = `http://localhost/v1${path}`;
  return send(new Request(url, { method: "POST", headers: sent, body: text }));
}

const keysOf = (name: string) => prisma().apiKey.count({ where: { organizationId, name } });

const conflict = (details: string) => ({ status: 409, body: { error: "Conflict", details } });

const gone = (id: string) =>
  conflict(`Key ${id} was created by this request; its secret cannot be shown again`);

function secretOf({ body }: Answer): { id: string; secret: string } {
  const { apiKey, plainKey, id, key } = Object(body);
  return { id: apiKey?.id ?? id, secret: plainKey ?? key };
}

const SURFACE_KEYS = `/products/${surface.productId}/surfaces/${surface.surfaceId}/keys`;

describe.each([
  ["a platform key", "/api-keys", withSession, { name: "platform", permissions: ["FLOWS:READ"] }],
  ["a surface key", SURFACE_KEYS, withKey, { name: "surface", environment: "test" }],
])("creating %s under a name", (_, path, headers, facts) => {
  it("makes one key and answers its secret again, however the body is written", async () => {
    const name = newName();
    const body = { ...facts, name: `${facts.name} once` };
    const first = await post(path, name, body, headers);
    const reordered = JSON.stringify(Object.fromEntries(Object.entries(body).reverse()), null, 2);
    const again = await post(path, name, reordered, headers);
    expect(first.status).toBe(201);
    expect(again).toMatchObject({ status: 201, headers: { "idempotent-replayed": "true" } });
    expect(again.body).toEqual(first.body);
    expect(await keysOf(body.name)).toBe(1);
  });

  it("makes one key when ten ask at once", async () => {
    const name = newName();
    const body = { ...facts, name: `${facts.name} at once` };
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => post(path, name, body, headers)),
    );
    expect(await keysOf(body.name)).toBe(1);
    const made = answers.filter(({ status }) => status === 201).map(secretOf);
    expect(new Set(made.map(({ secret }) => secret)).size).toBe(1);
    for (const answer of answers.filter(({ status }) => status !== 201)) {
      expect(answer).toMatchObject(
        conflict("A request with this Idempotency-Key is still running"),
      );
    }
  });

  it("is 409 with another body", async () => {
    const name = newName();
    await post(path, name, { ...facts, name: `${facts.name} other` }, headers);
    const other = await post(path, name, { ...facts, name: `${facts.name} else` }, headers);
    expect(other).toMatchObject(conflict("Idempotency-Key was used with another request"));
    expect(await keysOf(`${facts.name} else`)).toBe(0);
  });

  it("is 409 and names the key once its secret was used, or 15 minutes have passed", async () => {
    for (const end of [
      (id: string) =>
        pool().query(
          `INSERT INTO secret_uses (secret_id, key_id, first_at, last_at)
           SELECT id, key_id, now(), now() FROM api_secrets WHERE key_id = $1`,
          [id],
        ),
      (id: string) =>
        pool().query("UPDATE idempotency_keys SET sealed_until = now() WHERE key_id = $1", [id]),
    ]) {
      const name = newName();
      const body = { ...facts, name: `${facts.name} later` };
      const { id } = secretOf(await post(path, name, body, headers));
      await end(id);
      expect(await post(path, name, body, headers)).toMatchObject(gone(id));
      await endSeals();
      expect(await post(path, name, body, headers)).toMatchObject(gone(id));
      const kept = await prisma().idempotencyKey.findFirstOrThrow({ where: { keyId: id } });
      expect(kept).toMatchObject({ sealed: null, pepperVersion: null, body: null });
    }
  });

  it.each(["short", "x".repeat(21), "x".repeat(256), "with a space in the middle"])(
    "is 400 for the name %j",
    async (name) => {
      expect(await post(path, name, facts, headers)).toMatchObject({
        status: 400,
        body: {
          issues: [{ path: "Idempotency-Key", message: "Use 22 to 255 visible characters." }],
        },
      });
    },
  );

  it("keeps neither the name nor the secret in the database", async () => {
    const name = newName();
    const { secret } = secretOf(
      await post(path, name, { ...facts, name: `${facts.name} kept` }, headers),
    );
    const { rows } = await pool().query("SELECT i::text AS row FROM idempotency_keys i");
    const text = JSON.stringify(rows);
    for (const hidden of [name, secret, Buffer.from(secret).toString("hex")]) {
      expect(text).not.toContain(hidden);
    }
  });
});

describe("a name", () => {
  it("is its principal's own: another person with the same name makes another key", async () => {
    const name = newName();
    const body = { name: "two people", permissions: ["FLOWS:READ"] };
    const mine = secretOf(await post("/api-keys", name, body, withSession));
    const other = { Authorization: `Bearer ${second.token}` };
    const theirs = secretOf(await post("/api-keys", name, body, other));
    expect(theirs.id).not.toBe(mine.id);
  });

  it("is free again after a refusal", async () => {
    const name = newName();
    const wrong = { name: "put right", permissions: ["NO:SUCH"] };
    expect((await post("/api-keys", name, wrong, withSession)).status).toBe(400);
    const right = { ...wrong, permissions: ["FLOWS:READ"] };
    expect((await post("/api-keys", name, right, withSession)).status).toBe(201);
  });

  it("rotates a key once", async () => {
    const { id } = await createKey({ organizationId });
    const name = newName();
    const rotate = () => post(`/api-keys/${id}/rotate`, name, { graceSeconds: 900 }, withSession);
    const first = await rotate();
    expect(secretOf(await rotate())).toEqual(secretOf(first));
    expect(await prisma().apiSecret.count({ where: { keyId: id } })).toBe(2);
  });

  it("makes a product and its test key once", async () => {
    const flow = await makeRunnableFlow({ organizationId });
    const name = newName();
    const body = { name: "Once", template: { type: "rest_api", flowId: flow } };
    const make = () => post("/products", name, body, withSession);
    const first = await make();
    expect(first.status).toBe(201);
    expect((await make()).body).toEqual(first.body);
    expect(await prisma().product.count({ where: { organizationId, name: "Once" } })).toBe(1);
  });

  it("makes a record, a flow and a prompt once", async () => {
    for (const [path, body] of [
      ["/records", { type: "a", name: "once" }],
      ["/flows", { name: "once" }],
      ["/prompts", { name: "once", text: "hello" }],
    ] as const) {
      const first = await post(path, path, body, withKey);
      const again = await post(path, path, body, withKey);
      expect([path, first.status, again.status]).toEqual([path, 201, 201]);
      expect(again.body).toEqual(first.body);
    }
  });

  it("runs a flow once", async () => {
    const flow = await makeRunnableFlow({ organizationId, published: [GREETING] });
    const run = () => post(`/flows/${flow}/run`, "run once", { input: { name: "Ada" } }, withKey);
    expect((await run()).status).toBe(400);
    const named = () => post(`/flows/${flow}/run`, "run-once", { input: { name: "Ada" } }, withKey);
    const first = await named();
    expect(first.status).toBe(200);
    expect(await named()).toMatchObject({
      body: first.body,
      headers: { "idempotent-replayed": "true" },
    });
  });

  it("is taken from a process that is gone, not from one that lives", async () => {
    const start = (name: string, instance: string) =>
      prisma().idempotencyKey.create({
        data: {
          organizationId,
          principalId: owner.principal.userId,
          name,
          instance,
          requestHash: Buffer.from("x"),
          createdAt: new Date(Date.now() - 60_000),
        },
      });
    await pool().query(
      `INSERT INTO instances (id, host, pid, pepper_versions) VALUES ('alive', 'here', 1, '{1}')`,
    );
    await start("lives", "alive");
    await start("died", "gone");
    const make = (name: string) => post("/flows", name, { name }, withSession);
    expect((await make("lives")).status).toBe(409);
    expect((await make("died")).status).toBe(201);
  });

  it("is refused beyond 10,000 within 24 hours, for its principal alone", async () => {
    const busy = await createPerson({ organizationId, role: "owner" });
    await pool().query(
      `INSERT INTO idempotency_keys (organization_id, principal_id, name, request_hash, status)
       SELECT $1, $2, 'many ' || n, 'x', 200 FROM generate_series(1, 10000) n`,
      [organizationId, busy.principal.userId],
    );
    const headers = { Authorization: `Bearer ${busy.token}` };
    expect(await post("/flows", "one-more", { name: "a" }, headers)).toMatchObject({
      status: 429,
      headers: { "retry-after": "3600" },
      body: { details: "Too many Idempotency-Keys were used within 24 hours" },
    });
    expect((await post("/flows", "one-more", { name: "a" }, withSession)).status).toBe(201);
  });
});
