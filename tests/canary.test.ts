import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import { Client } from "pg";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { startBackgroundWork } from "@/lib/background/background-work";
import { prisma } from "@/lib/db/prisma";
import { log } from "@/lib/log";
import { createPerson } from "./factories/people";
import { makeSurface } from "./factories/surface";
import { send } from "./support/api";
import { EVERY_ROUTE, exampleInput, ORIGIN, requestOf } from "./support/contract-requests";
import { listen } from "./support/listen";
import { asOwner } from "./support/roles";
import { Visitor } from "./support/visitor";

process.env.RUNTYPE_LOG_LEVEL = "debug";
process.env.RUNTYPE_OUTBOUND_HOSTS = "127.0.0.1";

const output: string[] = [];
const canaries: Record<string, string> = {};

/** Reads every table, partitions too. */
const owner = new Client({ connectionString: process.env.RUNTYPE_MIGRATION_DATABASE_URL });

beforeAll(async () => {
  await owner.connect();
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, "write").mockImplementation((chunk: string | Uint8Array) => {
      output.push(typeof chunk === "string" ? chunk : Buffer.from(chunk).toString());
      return true;
    });
  }
  const usage = startBackgroundWork();
  const person = await createPerson({ role: "owner" });
  const session = { Authorization: `Bearer ${person.token}` };
  const { apiKey, plainKey } = await made("/v1/api-keys", { name: "Canary" }, session);
  const rotated = await made(`/v1/api-keys/${apiKey.id}/rotate`, { graceSeconds: 900 }, session);
  const renewed = await made(`/v1/api-keys/${apiKey.id}/regenerate`, {}, session);
  const { productId, surfaceId } = await makeSurface(person.principal);
  const surfaceKeys = `/v1/products/${productId}/surfaces/${surfaceId}/keys`;
  const surfaceKey = await made(surfaceKeys, { name: "Surface canary" }, session);
  const renewedSurfaceKey = await made(`${surfaceKeys}/${surfaceKey.id}/rotate`, {}, session);
  const passcode = `passcode-${randomBytes(12).toString("hex")}`;
  const link = await made(
    surfaceKeys.replace(/keys$/, "claim-links"),
    { customer: "canary", passcode },
    session,
  );
  const token = new URL(link.url).hash.slice(1);
  const visitor = new Visitor();
  const { body: claimed } = await visitor.claim(token, passcode);
  expect(claimed.secret).toMatch(/^papi_/);
  await asOwner(`UPDATE surfaces SET config = '{"portal": {"enabled": true}}'`);
  const { customerId } = await prisma().apiKey.findUniqueOrThrow({
    where: { id: Object(claimed.key).id },
  });
  const portal = await made(`/v1/customers/${customerId}/portal-links`, {}, session);
  const portalToken = new URL(portal.url).hash.slice(1);
  await visitor.visit(portalToken);
  const { body: rolled } = await visitor.roll(Object(claimed.key).id);
  expect(rolled.secret).toMatch(/^papi_/);
  Object.assign(canaries, {
    "the token of a portal link": portalToken,
    "the key that was rolled in the portal": rolled.secret,
    "the token of a claim link": token,
    "the passcode of a claim link": passcode,
    "the key that a claim link gave": claimed.secret,
    "the cookie of the browser that claimed it": [...visitor.cookies.values()][0] ?? "",
    "the session of the portal": [...visitor.cookies.values()][1] ?? "",
    "the surface key as created": surfaceKey.key,
    "the surface key as rotated": renewedSurfaceKey.key,
    "the key as created": plainKey,
    "the key as rotated": rotated.plainKey,
    "the key as regenerated": renewed.plainKey,
    "the session": person.token,
  });
  canaries["the secret of the organization"] = await useSecret(person.token);
  const keys = [plainKey, rotated.plainKey, renewed.plainKey];
  for (const canary of [...keys, surfaceKey.key, renewedSurfaceKey.key]) {
    await plant(canary, session);
    await plant(canary, { Authorization: `Bearer ${canary}` });
    for (const body of [{ name: canary }, { customer: canary }, { metadata: { a: [canary] } }]) {
      await made(surfaceKeys, body, session);
    }
  }
  log().error({ error: new Error(`Bearer ${plainKey}`), plainKey }, `x${plainKey}`);
  await usage.stop();
  // Some 2,500 requests, on whatever machine this is.
}, 300_000);

afterAll(async () => {
  vi.restoreAllMocks();
  await owner.end();
});

/** Runs steps that send a secret to an upstream that echoes it, with the secret as input as well. */
async function useSecret(token: string): Promise<string> {
  const value = `upstream-${randomBytes(24).toString("hex")}`;
  const upstream = createServer(({ headers }, response) => {
    response.end(JSON.stringify({ headers, [value]: value }));
  });
  const host = `127.0.0.1:${await listen(upstream)}`;
  const session = { Authorization: `Bearer ${token}` };
  await made("/v1/secrets", { key: "CANARY", value, environment: "test", hosts: [host] }, session);
  const step = (id: string, type: string, config: object) => ({ id, name: id, type, config });
  const http = { url: `http://${host}/`, headers: { Authorization: "{{secret:CANARY}}" } };
  const steps = [
    step("before", "template", { template: "{{name}}", outputVariable: "before" }),
    step("call", "api-call", { http, outputVariable: "echo" }),
    step("after", "transform-data", { script: "return input.echo", outputVariable: "after" }),
    step("keep", "upsert-record", { recordType: "echo", sourceVariable: "echo" }),
    step("fail", "fetch-url", { http: { ...http, url: `http://${host}/none`, method: "POST" } }),
  ];
  const run = await made("/v1/dispatch", { flow: { steps }, input: { name: value } }, session);
  expect(run.outcome).toBe("succeeded");
  expect(JSON.stringify(run)).not.toContain(value);
  for (const body of [{ name: `x ${value}`, hosts: [] }, { key: value, value }, { value: 5 }]) {
    await made("/v1/secrets", body, session);
  }
  await made("/v1/flows", { name: "x", steps: [step("a", "script", { value })] }, session);
  upstream.closeAllConnections();
  upstream.close();
  return value;
}

async function made(path: string, body: object, headers: Record<string, string>) {
  // Named, so that the answer with its secret is kept for a repeat.
  const name = randomBytes(16).toString("hex");
  canaries[`the name of a request to ${path}`] = name;
  const sent = { ...headers, "Content-Type": "application/json", "Idempotency-Key": name };
  const init = { method: "POST", headers: sent, body: JSON.stringify(body) };
  const { body: answer } = await send(new Request(ORIGIN + path, init));
  return JSON.parse(JSON.stringify(answer));
}

/** Puts a canary wherever a confused caller could, on every route. */
async function plant(canary: string, headers: Record<string, string>): Promise<void> {
  const agent = { ...headers, "User-Agent": `script ${canary}`, Referer: `https://x/?k=${canary}` };
  for (const [, contract] of EVERY_ROUTE) {
    const input = exampleInput(contract);
    const { url, method } = requestOf(contract, input);
    await send(requestOf(contract, { ...input, [canary]: canary }, agent));
    await send(requestOf(contract, { ...input, api_key: canary }, agent));
    if ("id" in input) await send(requestOf(contract, { ...input, id: canary }, agent));
    await send(
      new Request(`${url}${url.includes("?") ? "&" : "?"}key=${canary}`, {
        method,
        headers: agent,
      }),
    );
    await send(new Request(`${ORIGIN}/v1/${canary}`, { method, headers: agent }));
  }
  const id = "key_01kadxq9r7fz2bnhs4m8tq5wvc";
  for (const [path, body] of Object.entries({
    "/v1/api-keys": { name: `From ${canary}` },
    [`/v1/api-keys/${id}/rotate`]: { graceSeconds: canary },
    "/v1/flows": { name: "x", status: canary },
    "/v1/records": { type: "x", name: { canary } },
  })) {
    await made(path, body, agent);
  }
  await send(
    new Request(`${ORIGIN}/v1/api-keys/${id}?reason=${canary}`, {
      method: "DELETE",
      headers: agent,
    }),
  );
}

/** Every place of the database that can hold text or bytes. */
async function placesWith(needle: string): Promise<string[]> {
  const { rows: columns } = await owner.query<{ table: string; column: string }>(`
    SELECT c.relname AS table, a.attname AS column
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped`);
  const found: string[] = [];
  for (const { table, column } of columns) {
    const { rowCount } = await owner.query(
      `SELECT 1 FROM "${table}" WHERE strpos("${column}"::text, $1) > 0
        OR strpos("${column}"::text, encode(convert_to($1, 'UTF8'), 'hex')) > 0 LIMIT 1`,
      [needle],
    );
    if (rowCount) found.push(`${table}.${column}`);
  }
  return found;
}

it.each([
  "the key as created",
  "the key as rotated",
  "the key as regenerated",
  "the surface key as created",
  "the surface key as rotated",
  "the session",
  "the secret of the organization",
])("%s is in no column of the database and in no line that was written", async (name) => {
  const canary = canaries[name] ?? "";
  expect(canary.length).toBeGreaterThan(40);
  expect(await placesWith(canary)).toEqual([]);
  expect(output.filter((line) => line.includes(canary))).toEqual([]);
});

it("would be found if it were there", async () => {
  expect(await placesWith("Canary")).toEqual(
    expect.arrayContaining(["api_keys.name", "audit_entries.metadata"]),
  );
  expect(await placesWith("script rt_test_")).toEqual(
    expect.arrayContaining(["usage_events.user_agent"]),
  );
  expect(output.join("")).toContain("rt_test_");
});
