import { describe, expect, it } from "vitest";
import { checksum } from "@/lib/credentials/parse";
import { prisma } from "@/lib/db/prisma";
import { CLIENT_ADDRESS_HEADER } from "@/lib/http/call";
import { PERMISSIONS, type Permission } from "@/lib/policy/permissions";
import { createKey, type KeyFacts } from "./factories/key";
import { createOrganization, createPerson } from "./factories/people";
import { type Answer, comparable, send } from "./support/api";
import {
  type Bound,
  EVERY_ROUTE,
  exampleInput,
  ORIGIN,
  requestOf,
} from "./support/contract-requests";
import { databaseState } from "./support/database-state";
import { expectWait } from "./support/within-window";

type Headers = Record<string, string>;

const UNAUTHORIZED = { error: "Unauthorized", details: "Invalid or missing API key" };
const CHALLENGE = 'Bearer realm="runtype"';
/** For a token or key that is shown and is no good. */
const INVALID = `${CHALLENGE}, error="invalid_token"`;
const FOR_PEOPLE = "This needs a signed-in person";
const bearer = (token: string): Headers => ({ Authorization: `Bearer ${token}` });
const minutes = (count: number) => new Date(Date.now() + count * 60_000);

const organizationId = await createOrganization();
const make = (facts: Partial<KeyFacts> = {}) => createKey({ organizationId, ...facts });

const good = await make();
const retired = await make();
await prisma().apiSecret.update({
  where: { id: retired.secretId },
  data: { retireAt: minutes(-1) },
});
const ended = await createPerson();
await prisma().session.update({
  where: { id: ended.principal.sessionId },
  data: { endedAt: new Date() },
});
const unknown = `rt_live_${"0".repeat(32)}`;
const wrong = good.plaintext.slice(0, -1) + (good.plaintext.endsWith("0") ? "1" : "0");

/** Headers by what is wrong with them; all of these are nobody. */
const NOBODY: Record<string, Headers> = {
  "no credential": {},
  "a malformed header": { Authorization: good.plaintext },
  junk: bearer("junk"),
  "another scheme": { Authorization: `Basic ${btoa(`${good.plaintext}:`)}` },
  "a key in X-API-Key alone": { "X-API-Key": good.plaintext },
  "a wrong checksum": bearer(wrong),
  "an unknown key": bearer(unknown + checksum(unknown)),
  "a revoked key": (await make({ revokedAt: new Date() })).headers,
  "a disabled key": (await make({ disabledAt: new Date() })).headers,
  "an expired key": (await make({ expiresAt: minutes(-1) })).headers,
  "a retired secret": retired.headers,
  "an ended session": bearer(ended.token),
  "the cookie of an ended session": { Cookie: ended.cookie },
};

const { headers: limited } = await make({ limitPerHour: 1, limitPerDay: 100 });
await send(new Request(`${ORIGIN}/v1/me`, { headers: limited }));
const { headers: elsewhere } = await make({ allowedIps: ["203.0.113.7"] });
const { headers: powerless } = await make({ permissions: [] });

const CLOSED = EVERY_ROUTE.filter(([, { need }]) => need !== "anyone");
const OPEN = EVERY_ROUTE.filter(([, { need }]) => need === "anyone");

/** Sends the example of a route, and sees that a refusal left nothing behind. */
async function refused(contract: Bound, headers: Headers) {
  const before = await databaseState();
  const answer = await send(requestOf(contract, exampleInput(contract), headers));
  expect(await databaseState()).toEqual(before);
  return answer;
}

describe.each(CLOSED)("%s", (_title, contract) => {
  it.each(Object.entries(NOBODY))("is 401 for %s", async (_what, credential) => {
    const { status, headers, body } = await refused(contract, credential);
    expect({ status, body }).toEqual({ status: 401, body: UNAUTHORIZED });
    const isShown = /^Bearer /.test(credential.Authorization ?? "") || "X-API-Key" in credential;
    expect(headers["www-authenticate"]).toBe(isShown ? INVALID : CHALLENGE);
    expect(Object.keys(headers).filter((name) => name.includes("ratelimit"))).toEqual([]);
  });

  it.each(["203.0.113.8", "::1", "", "203.0.113.7, 10.0.0.1"])(
    "is 403 from the address '%s' that the key does not allow",
    async (address) => {
      const away = { ...elsewhere, [CLIENT_ADDRESS_HEADER]: address };
      const { status, headers, body } = await refused(contract, away);
      const details = "API key is not allowed from this address";
      expect({ status, body }).toEqual({ status: 403, body: { error: "Forbidden", details } });
      expect(headers["x-ratelimit-limit"]).toBeDefined();
    },
  );

  it("is 400 for a key in the address, which is never read", async () => {
    const before = await databaseState();
    const { url, method } = requestOf(contract, exampleInput(contract));
    for (const name of ["api_key", "apiKey", "access_token", "key", "Authorization"]) {
      const query = `${url.includes("?") ? "&" : "?"}${name}=${good.plaintext}`;
      expect((await send(new Request(url + query, { method }))).status).toBe(400);
    }
    expect(await databaseState()).toEqual(before);
  });

  it("is 429 when the hour is used up", async () => {
    const askedAt = Date.now();
    const { status, headers, body } = await refused(contract, limited);
    const details = "Hourly limit of 1 requests reached";
    expect({ status, body }).toEqual({
      status: 429,
      body: { error: "Rate limit exceeded", details },
    });
    const hour = Number(headers["x-ratelimit-reset"]);
    expect(headers["x-ratelimit-limit"]).toBe("1");
    expect(headers["x-ratelimit-remaining"]).toBe("0");
    expect(hour % 3_600).toBe(0);
    const wait = Number(headers["retry-after"]);
    expectWait(wait, hour, askedAt);
  });

  it("is 400 when two different keys are shown", async () => {
    const two = { ...good.headers, "X-API-Key": "rt_live_other" };
    const { status, body } = await refused(contract, two);
    const details = "Authorization and X-API-Key carry different credentials.";
    expect({ status, body }).toEqual({
      status: 400,
      body: { error: "Bad Request", details, issues: [] },
    });
  });
});

describe.each(withPermission(() => true))("%s", (_title, contract, permission) => {
  it("is 403 for a key without the permission, which it names where a key can hold it", async () => {
    const { status, headers, body } = await refused(contract, powerless);
    const { delegable } = PERMISSIONS[permission];
    const details = delegable ? `Missing required permission: ${permission}` : FOR_PEOPLE;
    expect({ status, body }).toEqual({ status: 403, body: { error: "Forbidden", details } });
    expect(headers["www-authenticate"]).toBe(
      delegable ? `${CHALLENGE}, error="insufficient_scope", scope="${permission}"` : undefined,
    );
  });
});

const forPeople = withPermission((permission) => !PERMISSIONS[permission].delegable);

describe.each(forPeople)("%s", (_title, contract) => {
  it("is 403 for a key that holds everything", async () => {
    const { status, body } = await refused(contract, good.headers);
    const said = { error: "Forbidden", details: FOR_PEOPLE };
    expect({ status, body }).toEqual({ status: 403, body: said });
  });
});

describe.each(OPEN)("%s", (_title, contract) => {
  it.each(Object.entries(NOBODY))("answers with %s as with none", async (_what, credential) => {
    const [anonymous, other] = await Promise.all(
      [{}, credential].map((headers) => send(requestOf(contract, exampleInput(contract), headers))),
    );
    expect(other && unchallenged(other)).toEqual(anonymous && unchallenged(anonymous));
  });

  it("still counts for a good key, and is 429 when its hour is used up", async () => {
    const counted = await send(requestOf(contract, exampleInput(contract), good.headers));
    expect(counted.headers["x-ratelimit-limit"]).toBeDefined();
    expect((await refused(contract, limited)).status).toBe(429);
  });
});

/** An answer but for how a 401 asks for a credential, which tells whether one was shown. */
function unchallenged(answer: Answer) {
  const { headers, ...rest } = comparable(answer);
  const { "www-authenticate": _, ...others } = headers;
  return { ...rest, headers: others };
}

function withPermission(fits: (permission: Permission) => boolean) {
  return EVERY_ROUTE.flatMap(([title, contract]) => {
    const { need } = contract;
    return typeof need === "object" && fits(need.permission)
      ? [[title, contract, need.permission] as const]
      : [];
  });
}
