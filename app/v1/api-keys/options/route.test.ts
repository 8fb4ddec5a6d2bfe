import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { env } from "@/lib/env";
import { createKey } from "@/tests/factories/key";
import { createPerson, type Person } from "@/tests/factories/people";
import { badFields, callRoute } from "@/tests/support/call-route";
import { changingNothing } from "@/tests/support/key-tables";
import { POST as createPlatformKey } from "../route";
import { GET, POST } from "./route";

let owner: Person;

beforeAll(async () => {
  owner = await createPerson();
});

afterEach(() => {
  globalThis.runtypeEnv = undefined;
});

const headers = () => ({ Authorization: `Bearer ${owner.token}` });
const options = (path = "/v1/api-keys/options") =>
  callRoute(GET, "GET", { headers: headers(), path });

const BOTH = ["test", "production"];

describe("200", () => {
  it("says what a new key can be given", async () => {
    const answer = await options();
    expect(answer.status).toBe(200);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    const { permissionGroups, permissionScopes, ...rest } = Object(answer.body);
    expect(rest).toEqual({
      rateLimits: {
        defaultPerHour: 1_000,
        defaultPerDay: 10_000,
        maxPerMinute: 10_000,
        maxPerHour: 100_000,
        maxPerDay: 1_000_000,
      },
    });
    const said = { label: expect.any(String), description: expect.any(String) };
    expect(permissionGroups).toEqual([
      {
        ...said,
        key: "read_only",
        permissions: [
          "FLOWS:READ",
          "RECORDS:READ",
          "PROMPTS:READ",
          "ANALYTICS:READ",
          "PRODUCTS:READ",
          "SURFACE_KEYS:READ",
          "CUSTOMERS:READ",
        ],
      },
      { ...said, key: "flow_runner", permissions: ["FLOWS:READ", "FLOWS:EXECUTE"] },
      { ...said, key: "records_sync", permissions: ["RECORDS:READ", "RECORDS:WRITE"] },
      { ...said, key: "analytics", permissions: ["ANALYTICS:READ"] },
      { ...said, key: "full_access", permissions: ["*"] },
    ]);
    expect(permissionScopes).toEqual(
      [
        "FLOWS:READ",
        "FLOWS:WRITE",
        "FLOWS:EXECUTE",
        "RECORDS:READ",
        "RECORDS:WRITE",
        "PROMPTS:READ",
        "PROMPTS:WRITE",
        "ANALYTICS:READ",
        "PRODUCTS:READ",
        "PRODUCTS:WRITE",
        "SURFACE_KEYS:READ",
        "SURFACE_KEYS:WRITE",
        "CUSTOMERS:READ",
        "CUSTOMERS:WRITE",
      ].map((scope) => ({
        scope,
        label: expect.any(String),
        environments: /^(PRODUCTS|SURFACE_KEYS|CUSTOMERS):WRITE$/.test(scope)
          ? ["production"]
          : BOTH,
      })),
    );
  });

  it("offers only what a key can then be created with", async () => {
    const { permissionGroups, permissionScopes, rateLimits } = Object((await options()).body);
    const sets: string[][] = [
      ...permissionGroups.map(({ permissions }: { permissions: string[] }) => permissions),
      ...permissionScopes.map(({ scope }: { scope: string }) => [scope]),
    ];
    for (const permissions of sets) {
      const body = {
        name: "Offered",
        environment: "production",
        permissions,
        rateLimitPerHour: rateLimits.maxPerHour,
        rateLimitPerDay: rateLimits.maxPerDay,
      };
      const answer = await callRoute(createPlatformKey, "POST", { headers: headers(), body });
      expect(answer.status).toBe(201);
    }
  });

  it("follows the operator's settings", async () => {
    globalThis.runtypeEnv = {
      ...env(),
      RUNTYPE_LIMIT_PER_HOUR: 1,
      RUNTYPE_LIMIT_PER_DAY: 2,
      RUNTYPE_MAX_LIMIT_PER_MINUTE: 5,
      RUNTYPE_MAX_LIMIT_PER_HOUR: 3,
      RUNTYPE_MAX_LIMIT_PER_DAY: 4,
    };
    expect((await options()).body).toMatchObject({
      rateLimits: {
        defaultPerHour: 1,
        defaultPerDay: 2,
        maxPerMinute: 5,
        maxPerHour: 3,
        maxPerDay: 4,
      },
    });
  });
});

describe("400", () => {
  it("refuses a query, for it has no meaning here", async () => {
    const answer = await options("/v1/api-keys/options?environment=test");
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(badFields(["", 'Unrecognized key: "environment"']));
  });
});

describe("401", () => {
  it("tells strangers nothing", async () => {
    const answer = await callRoute(GET, "GET", {});
    expect(answer.status).toBe(401);
    expect(answer.body).toEqual({ error: "Unauthorized", details: "Invalid or missing API key" });
  });
});

describe("403", () => {
  it("is for people, whatever a key holds", async () => {
    const key = await createKey({ organizationId: owner.principal.organizationId });
    const answer = await changingNothing(() => callRoute(GET, "GET", { headers: key.headers }));
    expect(answer.status).toBe(403);
    expect(answer.body).toEqual({
      error: "Forbidden",
      details: "This needs a signed-in person",
    });
  });
});

describe("405", () => {
  it("says which methods the path answers to", async () => {
    const answer = await callRoute(POST, "POST", { headers: headers(), body: {} });
    expect(answer.status).toBe(405);
    expect(answer.headers.get("allow")).toBe("GET, HEAD, OPTIONS");
  });
});
