import { beforeAll, describe, expect, it } from "vitest";
import { createKey } from "@/tests/factories/key";
import { createPerson, type Person } from "@/tests/factories/people";
import { createSurfaceKey, type MadeSurface, makeSurface } from "@/tests/factories/surface";
import { badFields, callRoute } from "@/tests/support/call-route";
import { surfaceKeysOf, surfaceWith } from "@/tests/support/surface-keys";
import { GET as listPlatformKeys } from "../../../../../api-keys/route";

let person: Person;
let organizationId: string;
let surface: MadeSurface;
let capabilities: string[];
let keys: ReturnType<typeof surfaceKeysOf>;
let minter: Awaited<ReturnType<typeof createKey>>;

const namesOf = ({ body }: { body: unknown }): string[] =>
  Object(body).data.map(({ name }: { name: string }) => name);
const found = async (query: string) => namesOf(await keys.list(`${query}&sort=name&direction=asc`));

beforeAll(async () => {
  person = await createPerson({ role: "viewer" });
  organizationId = person.principal.organizationId;
  ({ surface, capabilities } = await surfaceWith(organizationId, "faq", "orders"));
  keys = surfaceKeysOf(surface, { Authorization: `Bearer ${person.token}` });
  minter = await createKey({ organizationId, permissions: ["SURFACE_KEYS:*", "CUSTOMERS:*"] });
  const [faq = "", orders = ""] = capabilities;
  for (const facts of [
    { name: "Alpha", customer: "Acme", scopes: [faq] },
    { name: "Beta", customer: "Globex", environment: "production", scopes: [orders] },
    { name: "Gamma" },
  ]) {
    expect((await keys.create(facts, minter.headers)).status).toBe(201);
  }
  await createSurfaceKey(surface, { revokedAt: new Date() });
  await createSurfaceKey(await makeSurface({ organizationId }));
});

describe("GET 200", () => {
  it("finds keys by name, customer, environment, status and minter", async () => {
    expect(await found("?search=ALPH")).toEqual(["Alpha"]);
    expect(await found("?search=glob")).toEqual(["Beta"]);
    expect(await found("?customer=Acme")).toEqual(["Alpha"]);
    expect(await found("?environment=test")).toEqual(["Alpha", "Gamma"]);
    expect(await found("?status=revoked")).toEqual(["Acme"]);
    expect(await found(`?mintedBy=${minter.id}`)).toEqual(["Alpha", "Beta", "Gamma"]);
    expect(await found("?search=nothing")).toEqual([]);
  });

  it("finds the keys that may call a capability, those that are not scoped among them", async () => {
    const [faq] = capabilities;
    expect(await found(`?capabilityId=${faq}`)).toEqual(["Acme", "Alpha", "Gamma"]);
    const elsewhere = await surfaceWith(organizationId, "elsewhere");
    expect(await found(`?capabilityId=${elsewhere.capabilities[0]}`)).toEqual([]);
  });

  it("gives all keys page by page, each once", async () => {
    const names: string[] = [];
    let cursor = "";
    do {
      const answer = await keys.list(`?limit=1&sort=name&direction=asc${cursor}`);
      names.push(...namesOf(answer));
      const { nextCursor, hasMore } = Object(answer.body).pagination;
      expect(hasMore).toBe(nextCursor !== null);
      cursor = nextCursor === null ? "" : `&cursor=${nextCursor}`;
    } while (cursor !== "");
    expect(names).toEqual(["Acme", "Alpha", "Beta", "Gamma"]);
  });

  it("never holds a platform key, nor does their list hold one of a surface", async () => {
    expect(await found(`?search=${minter.id}`)).toEqual([]);
    const headers = { Authorization: `Bearer ${person.token}` };
    const platform = await callRoute(listPlatformKeys, "GET", { headers });
    expect(Object(platform.body).data.map(({ id }: { id: string }) => id)).toEqual([minter.id]);
  });
});

describe("GET 400", () => {
  it.each([
    ["cursor=junk", "cursor", "Not a cursor of this list and order."],
    ["mintedBy=x", "mintedBy", "Not an id of the form key_..."],
    ["capabilityId=x", "capabilityId", "Not an id of the form cap_..."],
  ])("is for %s", async (query, field, message) => {
    const answer = await keys.list(`?${query}`);
    expect(answer.status).toBe(400);
    expect(Object(answer.body).issues).toEqual(badFields([field, message]).issues);
  });
});
