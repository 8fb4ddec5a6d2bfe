import { beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { recordStore } from "@/lib/flows/record-store";
import { type CreatedKey, createKey } from "@/tests/factories/key";
import { createOrganization } from "@/tests/factories/people";
import { callRoute } from "@/tests/support/call-route";
import { GET } from "./route";

const writer = { executionId: newId("execution"), keyId: newId("key"), userId: null };
let organizationId: string;
let key: CreatedKey;
let id: string;

beforeAll(async () => {
  organizationId = await createOrganization();
  key = await createKey({ organizationId, permissions: ["RECORDS:READ"] });
  const store = recordStore({ organizationId, environment: "production" }, writer);
  ({ id } = await store.upsert("customer", "Acme", { plan: "free" }));
  await store.update("customer", "Acme", { plan: "pro" });
});

const get = (headers = key.headers, query = "", at = id) =>
  callRoute(GET, "GET", { headers, path: `/v1/records/${at}/history${query}`, params: { id: at } });

describe("the history of a record", () => {
  it("tells the newest write first: the run, its key, before and after", async () => {
    const answer = await get();
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      data: [
        { ...writer, before: { plan: "free" }, after: { plan: "pro" } },
        { ...writer, before: null, after: { plan: "free" } },
      ],
      pagination: { hasMore: false },
    });
  });

  it("is read page by page", async () => {
    const first = Object((await get(key.headers, "?limit=1")).body);
    expect(first.pagination).toMatchObject({ hasMore: true });
    const next = `?limit=1&cursor=${first.pagination.nextCursor}`;
    expect((await get(key.headers, next)).body).toMatchObject({ data: [{ before: null }] });
  });

  it("needs RECORDS:READ of the record's environment and organization", async () => {
    const other = await createKey({ organizationId, permissions: ["FLOWS:READ"] });
    expect((await get(other.headers)).status).toBe(403);
    const test = await createKey({ organizationId, environment: "test" });
    expect((await get(test.headers)).status).toBe(404);
    const stranger = await createKey({ organizationId: await createOrganization("Other") });
    expect((await get(stranger.headers)).status).toBe(404);
  });
});
