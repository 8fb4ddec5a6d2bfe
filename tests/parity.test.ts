import { describe, expect, it } from "vitest";
import { checksum } from "@/lib/credentials/parse";
import { createKey } from "./factories/key";
import { createPerson } from "./factories/people";
import { sendFast } from "./support/api";
import { BOUND, EVERY_ROUTE, exampleInput, ORIGIN, requestOf } from "./support/contract-requests";
import { everyByte } from "./support/every-byte";
import { openNextFront } from "./support/next-front";

const next = await openNextFront();
const person = await createPerson({ role: "owner" });
const { organizationId } = person.principal;
const make = (facts: Partial<Parameters<typeof createKey>[0]> = {}) =>
  createKey({ organizationId, ...facts });
const unknown = `tv_test_${"7".repeat(32)}`;
const full = await make({ limitPerDay: 1 });
await sendFast(new Request(`${ORIGIN}/v1/me`, { headers: full.headers }));

const CALLERS: Record<string, Record<string, string>> = {
  nobody: {},
  junk: { Authorization: "Bearer junk" },
  "an unknown key": { Authorization: `Bearer ${unknown}${checksum(unknown)}` },
  "a revoked key": (await make({ revokedAt: new Date() })).headers,
  "a key without permissions": (await make({ permissions: [] })).headers,
  "a key from elsewhere": (await make({ allowedIps: ["203.0.113.7"] })).headers,
  "a key that is used up": full.headers,
  "a good test key": (await make({ environment: "test", permissions: ["FLOWS:*"] })).headers,
  "a good key": (await make()).headers,
  "a person by token": { Authorization: `Bearer ${person.token}` },
  "a person by cookie": { Cookie: person.cookie, Origin: ORIGIN },
  "a person on another site": { Cookie: person.cookie, Origin: "https://evil.example" },
};

async function bothFronts(make: () => Request): Promise<[string, string]> {
  const fast = await everyByte(await sendFast(make()));
  return [fast, await everyByte(await next(make()))];
}

describe.each(Object.entries(CALLERS))("for %s both fronts answer the same", (who, headers) => {
  it.each(EVERY_ROUTE)("%s", async (_title, contract) => {
    // What can be made once only is made under two names, and without a slug.
    let count = 0;
    const { slug: _, ...input } = exampleInput(contract);
    const [fast, slow] = await bothFronts(() => {
      count += 1;
      const fresh = contract.http.status === 201 ? { name: `Made ${count} for ${who}` } : {};
      return requestOf(contract, { ...input, ...fresh }, headers);
    });
    expect(slow).toBe(fast);
  });
});

describe("both fronts answer the same", () => {
  const { headers } = CALLERS["a good key"] ? { headers: CALLERS["a good key"] } : { headers: {} };
  const paths = [
    ...new Set(BOUND.map(({ http }) => http.path.replace("{id}", "x"))),
    "/v1",
    "/v1/nope",
    "/v1/me/x",
    "/v1/flows/a/b",
    "/v1/flows/%2F",
    "/v1/flows/a%20b",
    "/v1/flows/%E2%82%AC",
  ];

  it.each(paths)("to every method of %s", async (path) => {
    for (const method of ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]) {
      const [fast, slow] = await bothFronts(() => new Request(ORIGIN + path, { method, headers }));
      expect(slow, method).toBe(fast);
    }
  });

  it.each([
    ["broken JSON", "application/json", "{"],
    ["another type", "text/plain", "x"],
    ["a large body", "application/json", `{"name":"${"x".repeat(1_000_001)}"}`],
    ["a wrong field", "application/json", '{"nope":1}'],
  ])("to %s", async (_what, type, body) => {
    for (const [title, { http }] of EVERY_ROUTE) {
      if (http.method !== "POST" && http.method !== "PUT") continue;
      const url = ORIGIN + http.path.replace("{id}", "x");
      const sent = { ...headers, "Content-Type": type };
      const [fast, slow] = await bothFronts(
        () => new Request(url, { method: http.method, headers: sent, body }),
      );
      expect(slow, title).toBe(fast);
    }
  });
});
