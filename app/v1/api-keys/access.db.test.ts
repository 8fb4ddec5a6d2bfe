import { beforeAll, describe, expect, it } from "vitest";
import type { Handler } from "@/lib/http/door";
import { type CreatedKey, createKey } from "@/tests/factories/key";
import { createPerson, type Person } from "@/tests/factories/people";
import { callRoute } from "@/tests/support/call-route";
import { addingOneDenial, changingNothing } from "@/tests/support/key-tables";
import { GET as analyse } from "./[id]/analytics/route";
import { POST as regenerate } from "./[id]/regenerate/route";
import { POST as rotate } from "./[id]/rotate/route";
import { GET as get, DELETE as revoke, PUT as update } from "./[id]/route";
import { GET as summarise } from "./analytics/route";
import { GET as options } from "./options/route";
import { POST as create, GET as list } from "./route";

type Act = { handler: Handler; method: string; path: string; body?: unknown };
type Texts = Record<string, string>;

const READS: Record<string, Act> = {
  options: { handler: options, method: "GET", path: "/options" },
  list: { handler: list, method: "GET", path: "" },
  analytics: { handler: summarise, method: "GET", path: "/analytics" },
  get: { handler: get, method: "GET", path: "/{id}" },
  "analytics of one": { handler: analyse, method: "GET", path: "/{id}/analytics" },
};

const WRITES: Record<string, Act> = {
  create: { handler: create, method: "POST", path: "", body: { name: "New" } },
  update: { handler: update, method: "PUT", path: "/{id}", body: { name: "Renamed" } },
  rotate: { handler: rotate, method: "POST", path: "/{id}/rotate", body: {} },
  regenerate: { handler: regenerate, method: "POST", path: "/{id}/regenerate", body: {} },
  revoke: { handler: revoke, method: "DELETE", path: "/{id}" },
};

let owner: Person;
let organizationId: string;
let target: CreatedKey;

beforeAll(async () => {
  owner = await createPerson();
  organizationId = owner.principal.organizationId;
  target = await createKey({ organizationId });
});

function perform({ handler, method, path, body }: Act, headers: Texts, id = target.id) {
  const params: Texts = path.includes("{id}") ? { id } : {};
  const at = `/v1/api-keys${path.replace("{id}", id)}`;
  return callRoute(handler, method, { headers, path: at, params, body });
}

const bearer = ({ token }: Person): Texts => ({ Authorization: `Bearer ${token}` });
const site = { Origin: "http://localhost:3000" };
const forbidden = (details: string) => ({ error: "Forbidden", details });
const CROSS_SITE = forbidden("Cross-origin requests with a session are refused");

async function performOnNew(act: Act, headers: Texts) {
  const { id } = await createKey({ organizationId });
  return perform(act, headers, id);
}

describe.each(Object.entries({ ...READS, ...WRITES }))("%s", (name, act) => {
  const status = name === "create" ? 201 : 200;

  it("is open to owners and admins by token and by cookie", async () => {
    const admin = await createPerson({ organizationId, role: "admin" });
    for (const person of [owner, admin]) {
      const headers = [bearer(person), { Cookie: person.cookie, ...site }];
      for (const each of headers) expect((await performOnNew(act, each)).status).toBe(status);
    }
  });

  it.each([["FLOWS:READ"], ["*"], ["FLOWS:*", "RECORDS:*", "PROMPTS:*", "ANALYTICS:READ"]])(
    "is closed to a key with %s, which is still counted",
    async (...permissions) => {
      const limits = { limitPerHour: 100, limitPerDay: 1_000 };
      const key = await createKey({ organizationId, permissions, ...limits });
      const answer = await changingNothing(() => perform(act, key.headers));
      expect(answer.status).toBe(403);
      expect(answer.body).toEqual(forbidden("This needs a signed-in person"));
      const header = (title: string) => answer.headers.get(title);
      expect(header("www-authenticate")).toBeNull();
      expect(header("x-ratelimit-limit")).toBe("100");
      expect(header("x-ratelimit-remaining")).toBe("99");
      expect(header("ratelimit-policy")).toBe('"hour";q=100;w=3600, "day";q=1000;w=86400');
    },
  );

  it("is closed to a test key, to the key itself, and to strangers", async () => {
    const test = await createKey({ organizationId, environment: "test", permissions: ["FLOWS:*"] });
    for (const key of [test, target]) {
      expect((await perform(act, key.headers)).status).toBe(403);
    }
    for (const headers of [{}, site, { Cookie: "next-auth.session-token=junk", ...site }]) {
      const answer = await changingNothing(() => perform(act, headers));
      expect(answer.status).toBe(401);
      expect(answer.headers.get("www-authenticate")).toBe('Bearer realm="runtype"');
    }
  });
});

describe.each(Object.entries(READS))("%s", (_name, act) => {
  it("is open to members and viewers", async () => {
    for (const role of ["member", "viewer"] as const) {
      const person = await createPerson({ organizationId, role });
      expect((await perform(act, bearer(person))).status).toBe(200);
    }
  });

  it("takes a cookie from any origin, for it changes nothing", async () => {
    const origins: Texts[] = [{}, { Origin: "https://evil.example" }, { Origin: "null" }];
    for (const origin of origins) {
      expect((await perform(act, { Cookie: owner.cookie, ...origin })).status).toBe(200);
    }
  });
});

describe.each(Object.entries(WRITES))("%s", (name, act) => {
  it.each(["member", "viewer"] as const)("is closed to a %s, who is recorded", async (role) => {
    const person = await createPerson({ organizationId, role });
    const { answer, entry } = await addingOneDenial(() => perform(act, bearer(person)));
    expect(answer.status).toBe(403);
    expect(answer.body).toEqual(forbidden("Missing required permission: API_KEYS:WRITE"));
    expect(entry).toMatchObject({
      actions: [`platformKey.${name}`],
      userId: person.principal.userId,
      organizationId,
      requestId: answer.headers.get("x-request-id"),
    });
  });

  it.each<[string, Texts]>([
    ["none", {}],
    ["another site", { Origin: "https://evil.example" }],
    ["a site whose name begins alike", { Origin: "http://localhost:3000.evil.example" }],
    ["another port", { Origin: "http://localhost:3001" }],
    ["null", { Origin: "null" }],
    ["null, said to be ours", { Origin: "null", "Sec-Fetch-Site": "same-origin" }],
    ["none, from a neighbour", { "Sec-Fetch-Site": "same-site" }],
    ["none, from elsewhere", { "Sec-Fetch-Site": "cross-site" }],
    ["none, from the address bar", { "Sec-Fetch-Site": "none" }],
  ])("refuses a cookie when the Origin is %s", async (_what, origin) => {
    const headers = { Cookie: owner.cookie, ...origin };
    const answer = await changingNothing(() => perform(act, headers));
    expect(answer.status).toBe(403);
    expect(answer.body).toEqual(CROSS_SITE);
  });

  it("takes a cookie without an Origin when the browser says the page is ours", async () => {
    const headers = { Cookie: owner.cookie, "Sec-Fetch-Site": "same-origin" };
    expect((await performOnNew(act, headers)).status).toBeLessThan(300);
  });
});
