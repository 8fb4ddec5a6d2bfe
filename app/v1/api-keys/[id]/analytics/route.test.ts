import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import type { Outcome } from "@/lib/core/outcome";
import { prisma } from "@/lib/db/prisma";
import { closeUsagePool } from "@/lib/db/usage-pool";
import { type CreatedKey, createKey } from "@/tests/factories/key";
import { createPerson, type Person } from "@/tests/factories/people";
import { countRequests } from "@/tests/factories/usage";
import { badFields, callRoute } from "@/tests/support/call-route";
import { aMoment } from "@/tests/support/key-view";
import { DELETE, GET } from "./route";

const DAY = 86_400_000;

let owner: Person;
let key: CreatedKey;

beforeAll(async () => {
  owner = await createPerson();
  key = await createKey({ organizationId: owner.principal.organizationId });
});

const summarise = (id: string, query = "", headers?: Record<string, string>) =>
  callRoute(GET, "GET", {
    headers: headers ?? { Authorization: `Bearer ${owner.token}` },
    path: `/v1/api-keys/${encodeURIComponent(id)}/analytics${query}`,
    params: { id },
  });

function count(daysAgo: number, requests: number, outcome: Outcome = "ok") {
  const at = new Date((Math.floor(Date.now() / DAY) - daysAgo) * DAY);
  return countRequests(key, { at, requests, outcome });
}

afterAll(closeUsagePool);

describe("200", () => {
  it("is empty for a key that nobody used", async () => {
    const answer = await summarise(key.id);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      analytics: {
        lastUsedAt: null,
        lastUsedFrom: null,
        requestsLast7Days: [0, 0, 0, 0, 0, 0, 0],
      },
      timestamp: aMoment,
    });
  });

  it("says when and from where the key was used last, and how often each day", async () => {
    const lastAt = new Date(Date.now() - 5_000);
    const { id: keyId, secretId } = key;
    const use = { keyId, secretId, firstAt: lastAt, lastAt, address: "192.0.2.0/24" };
    await prisma().secretUse.create({ data: use });
    await count(0, 5);
    await count(0, 2, "limited");
    await count(6, 3);
    await count(7, 100);
    expect((await summarise(key.id)).body).toEqual({
      analytics: {
        lastUsedAt: lastAt.toISOString(),
        lastUsedFrom: "192.0.2.0/24",
        requestsLast7Days: [3, 0, 0, 0, 0, 0, 7],
      },
      timestamp: aMoment,
    });
  });
});

describe("400", () => {
  it("refuses a query, for it has no meaning here", async () => {
    const answer = await summarise(key.id, "?days=30");
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(badFields(["", 'Unrecognized key: "days"']));
  });
});

describe("401 and 403", () => {
  it("is for people alone, the key itself included", async () => {
    expect((await summarise(key.id, "", {})).status).toBe(401);
    const answer = await summarise(key.id, "", key.headers);
    expect(answer.status).toBe(403);
    expect(answer.body).toEqual({
      error: "Forbidden",
      details: "This needs a signed-in person",
    });
  });
});

describe("404", () => {
  it("tells no key of another organization from one that never was", async () => {
    const { principal } = await createPerson();
    const foreign = await createKey({ organizationId: principal.organizationId });
    for (const id of [foreign.id, newId("key"), newId("flow"), "x".repeat(10_000)]) {
      const answer = await summarise(id);
      expect(answer.status).toBe(404);
      expect(answer.body).toEqual({ error: "Not Found", details: "API key not found" });
    }
  });
});

describe("405", () => {
  it("says which methods the path answers to", async () => {
    const answer = await callRoute(DELETE, "DELETE", { params: { id: key.id } });
    expect(answer.status).toBe(405);
    expect(answer.headers.get("allow")).toBe("GET, HEAD, OPTIONS");
  });
});
