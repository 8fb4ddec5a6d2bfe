import { describe, expect, it } from "vitest";
import { KEY_PREFIXES } from "@/lib/core/key-text";
import { pool } from "@/lib/db/pool";
import { createKey } from "./factories/key";
import { createOrganization, createPerson } from "./factories/people";
import { createSurfaceKey, makeOffer, makeSurface } from "./factories/surface";
import { type Answer, send } from "./support/api";
import { BOUND, exampleInput, ORIGIN, requestOf } from "./support/contract-requests";
import { databaseState } from "./support/database-state";
import { everyVerb } from "./support/verbs";

const REFUSAL = {
  error: "Bad Request",
  details: "An API key must not be sent in the address. Revoke it.",
  issues: [],
};

const organizationId = await createOrganization();
const { plaintext, headers, id: keyId } = await createKey({ organizationId });
const surface = await makeSurface({ organizationId });
await makeOffer(surface, { organizationId, slug: "greet" });
const surfaceKey = await createSurfaceKey(surface, { environment: "test" });
const calls = `/v1/products/${surface.productId}/surfaces/${surface.surfaceId}/api`;

const encoded = (text: string) =>
  text.replaceAll(/./g, (char) => `%${char.charCodeAt(0).toString(16)}`);

/** Everything a key could be put in an address as. */
const PLACES: Record<string, (url: string, key: string) => string> = {
  "a query value": (url, key) => `${url}?api_key=${key}`,
  "a known query value": (url, key) => `${url}?limit=2&search=${key}`,
  "a name of the query": (url, key) => `${url}?${key}`,
  "an encoded query value": (url, key) => `${url}?cursor=${encoded(key)}`,
  "a query value encoded twice": (url, key) => `${url}?q=${encodeURIComponent(encoded(key))}`,
  "a part of a query value": (url, key) => `${url}?q=Bearer+${key}!`,
  "the path": (url, key) => `${url}/${key}`,
};

function saidPlainly(answer: Answer) {
  expect(answer).toMatchObject({ status: 400, body: REFUSAL });
  expect(Object.keys(answer.headers).filter((name) => name.includes("ratelimit"))).toEqual([]);
}

async function eventsOf(key: string): Promise<number> {
  const { rows } = await pool().query(
    `SELECT (SELECT count(*) FROM usage_events WHERE key_id = $1)
      + (SELECT sum(minute_used + hour_used + day_used) FROM key_windows WHERE key_id = $1) AS sum`,
    [key],
  );
  return Number(rows[0]?.sum ?? 0);
}

describe("a key in an address is refused before anything else, and not said back", () => {
  it.each(Object.entries(PLACES))("as %s, on every route", async (_place, put) => {
    const before = await databaseState();
    for (const contract of BOUND) {
      const { url, method } = requestOf(contract, exampleInput(contract));
      const [address = ""] = url.split("?");
      for (const credential of [{}, headers]) {
        const sent = { ...credential, Origin: "https://example.com" };
        saidPlainly(await send(new Request(put(address, plaintext), { method, headers: sent })));
      }
    }
    expect(await databaseState()).toEqual(before);
    expect(await eventsOf(keyId)).toBe(0);
  });

  it.each(Object.entries(PLACES))("as %s, on calls of a surface", async (place, put) => {
    const deeper = place === "the path" ? "" : "/greet";
    for (const method of ["POST", "GET", "PUT", "DELETE", "OPTIONS"]) {
      const url = put(ORIGIN + calls + deeper, surfaceKey.plaintext);
      saidPlainly(await send(new Request(url, { method, headers: surfaceKey.headers })));
    }
  });

  it.each(KEY_PREFIXES)("of every family, real or not: %s", async (prefix) => {
    const url = `${ORIGIN}/v1/me?x=${prefix}${"a".repeat(38)}`;
    for (const method of ["GET", "HEAD", "OPTIONS", "PATCH", "POST"]) {
      const { status } = await send(new Request(url, { method, headers }));
      expect(status).toBe(400);
    }
    saidPlainly(await send(new Request(`${ORIGIN}/v1/nothing?x=${prefix}${"a".repeat(38)}`)));
  });

  it("and the beginning of a key, as lists show it, may be searched for", async () => {
    const url = `${ORIGIN}/v1/flows?search=${plaintext.slice(0, 12)}`;
    expect((await send(new Request(url, { headers }))).status).toBe(200);
  });
});

/** An input with a text put at each of its places in turn. */
function withText(value: unknown, text: string): unknown[] {
  if (typeof value === "string") return [text, `${value} ${text}`];
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) {
    return value.flatMap((inner, at) => withText(inner, text).map((put) => value.with(at, put)));
  }
  const named = { ...value, [text]: 1 };
  const inside = Object.entries(value).flatMap(([name, inner]) =>
    withText(inner, text).map((put) => ({ ...value, [name]: put })),
  );
  return [named, ...inside];
}

const { token } = await createPerson({ organizationId });
const writes = (await everyVerb()).filter(({ verb }) => verb.kind === "write");
const names = new Set(writes.map(({ verb }) => verb.contract.name));
const WRITES = BOUND.filter(({ name, http }) => names.has(name) && http.method !== "DELETE");

describe("a key in a body", () => {
  it.each(WRITES.map((contract) => [contract.name, contract] as const))(
    "is not kept, whatever member it is put in: %s",
    async (_name, contract) => {
      const inPath = new Set(contract.http.path.match(/(?<=\{)\w+(?=\})/g));
      const given = Object.entries(exampleInput(contract));
      const body = Object.fromEntries(given.filter(([name]) => !inPath.has(name)));
      const path = Object.fromEntries(given.filter(([name]) => inPath.has(name)));
      for (const name of contract.secretFields ?? []) delete body[name];
      const before = await databaseState();
      for (const put of withText(body, plaintext)) {
        const input = { ...path, ...Object.fromEntries(Object.entries(put ?? {})) };
        const sent = { Authorization: `Bearer ${token}` };
        const { status, body: said } = await send(requestOf(contract, input, sent));
        expect(status).toBe(400);
        expect(JSON.stringify(said)).not.toContain(plaintext);
      }
      expect(await databaseState()).toEqual(before);
    },
  );
});
