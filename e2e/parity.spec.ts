import { type Browser, expect, test } from "@playwright/test";
import { newId } from "@/lib/core/ids";
import {
  type Bound,
  EVERY_ROUTE,
  exampleInput,
  ORIGIN,
  requestOf,
} from "@/tests/support/contract-requests";
import { everyByte } from "@/tests/support/every-byte";
import { signUp } from "./support/people";
import { startWebFront, type WebFront } from "./support/web-front";

type Headers = Record<string, string>;

/** One of the two fronts, with a person and keys of its own. */
type Front = { base: string; callers: Record<string, Headers> };

let next: WebFront;
let fronts: Front[];

test.describe.configure({ mode: "default" });

test.beforeAll(async ({ browser, baseURL }) => {
  next = await startWebFront();
  fronts = [await openFront(browser, baseURL ?? ""), await openFront(browser, next.base)];
});

test.afterAll(() => next.end());

async function openFront(browser: Browser, base: string): Promise<Front> {
  const context = await browser.newContext({ baseURL: base });
  await signUp(await context.newPage(), null);
  const cookies = await context.cookies();
  const session = cookies.find(({ name }) => name.endsWith("session-token"))?.value ?? "";
  const person = { Authorization: `Bearer ${session}` };
  await context.close();
  const keyed = async (facts: object): Promise<Headers> => {
    const { plainKey } = await (await post(base, { name: "Parity", ...facts }, person)).json();
    return { Authorization: `Bearer ${plainKey}` };
  };
  const cookie = { Cookie: cookies.map(({ name, value }) => `${name}=${value}`).join("; ") };
  const callers = {
    nobody: {},
    junk: { Authorization: "Bearer junk" },
    "two headers": { Authorization: "Bearer a", "X-API-Key": "b" },
    "a good key": await keyed({ environment: "production", permissions: ["*"] }),
    "a key without the permission": await keyed({ permissions: ["ANALYTICS:READ"] }),
    "a key from elsewhere": await keyed({ allowedIps: ["203.0.113.7"] }),
    "a person": person,
    "a person by cookie": { ...cookie, Origin: base },
    "a person on another site": { ...cookie, Origin: "https://evil.example" },
  };
  return { base, callers };
}

function post(base: string, body: object, headers: Headers): Promise<Response> {
  const sent = { ...headers, "Content-Type": "application/json" };
  const init = { method: "POST", headers: sent, body: JSON.stringify(body) };
  return fetch(`${base}/v1/api-keys`, init);
}

async function send({ base }: Front, request: Request): Promise<string> {
  const body = request.body === null ? undefined : await request.text();
  const { method, headers } = request;
  const init: RequestInit = { method, headers, body, redirect: "manual" };
  const answer = await everyByte(await fetch(request.url.replace(ORIGIN, base), init));
  // The document names the address it is served at, and its tag with it; cursors are signed for each
  // organization.
  return answer
    .replaceAll(base, "")
    .replaceAll(/"nextCursor":"[^"]+"/g, '"nextCursor":"…"')
    .replaceAll(/keys-[0-9a-f]+@/g, "…@")
    .replaceAll(/"etag","[^,]*/g, '"etag"');
}

async function sameOn(make: (callers: Front["callers"]) => Request, title: string) {
  const [fast, slow] = await Promise.all(fronts.map((front) => send(front, make(front.callers))));
  expect.soft(slow, title).toBe(fast);
}

const CALLERS = [
  "nobody",
  "junk",
  "two headers",
  "a good key",
  "a key without the permission",
  "a key from elsewhere",
  "a person",
  "a person by cookie",
  "a person on another site",
];

for (const caller of CALLERS) {
  test(`Next and the fast front answer ${caller} the same on every route`, async () => {
    for (const [title, contract] of EVERY_ROUTE) {
      const input = fresh(contract, caller);
      await sameOn((callers) => requestOf(contract, input, callers[caller]), title);
    }
  });
}

/** What can be made once only is made under a name for each caller; nobody's usage is the same. */
function fresh(contract: Bound, caller: string): Record<string, unknown> {
  const name = contract.http.status === 201 ? { name: `Made for ${caller}` } : {};
  const nobody = contract.name === "analytics.usage" ? { keyId: newId("key") } : {};
  return { ...exampleInput(contract), ...name, ...nobody };
}

const ODD_PATHS = [
  "/v1",
  "/v1/",
  "/v1//",
  "/v1/nope",
  "/v1/nope/",
  "/v1/me",
  "/v1/me/",
  "/v1/me//",
  "/v1//me",
  "/v1/me/?x=1",
  "/v1/me/x",
  "/v1/ME",
  "/v1/me%2F",
  "/v1/flows",
  "/v1/flows/",
  "/v1/flows/x/",
  "/v1/flows/%2F",
  "/v1/flows/%5C",
  "/v1/flows/%",
  "/v1/flows/%ff",
  "/v1/flows/a%20b",
  "/v1/openapi.json",
  "/v1/openapi.json/",
  "/v1/api-keys/x/rotate",
];

test("Next and the fast front answer odd paths, methods and bodies the same", async () => {
  for (const path of ODD_PATHS) {
    for (const method of ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]) {
      await sameOn(
        (callers) => new Request(ORIGIN + path, { method, headers: callers["a good key"] }),
        `${method} ${path}`,
      );
    }
  }
  for (const [type, body] of [
    ["application/json", "{"],
    ["text/plain", "x"],
    ["application/json", `{"name":"${"x".repeat(1_000_001)}"}`],
    ["application/json", '{"nope":1}'],
  ] as const) {
    await sameOn(
      (callers) => {
        const headers = { ...callers["a good key"], "Content-Type": type };
        return new Request(`${ORIGIN}/v1/records`, { method: "POST", headers, body });
      },
      body.slice(0, 20),
    );
  }
});
