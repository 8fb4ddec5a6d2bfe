import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
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
import { freePort } from "../scripts/free-port.mjs";
import { DATABASE_ADDRESS_FILE } from "./support/database";
import { signUp } from "./support/people";

type Headers = Record<string, string>;

/** One of the two fronts, with a person and keys of its own. */
type Front = { base: string; callers: Record<string, Headers> };

let next: ChildProcess;
let fronts: Front[];

test.describe.configure({ mode: "default" });

test.beforeAll(async ({ browser, baseURL }) => {
  const port = await freePort();
  next = spawn(process.execPath, ["scripts/start.mjs", "--only", "web", "--no-build"], {
    env: { ...process.env, ...settings(), PORT: String(port) },
    stdio: ["ignore", "pipe", "inherit"],
  });
  await new Promise<void>((resolve, reject) => {
    next.stdout?.on("data", (text) => `${text}`.includes("Ready:") && resolve());
    next.once("exit", () => reject(new Error("The second front did not start")));
  });
  fronts = [
    await openFront(browser, baseURL ?? ""),
    await openFront(browser, `http://localhost:${port}`),
  ];
});

test.afterAll(async () => {
  const ended = new Promise((resolve) => next.once("exit", resolve));
  next.kill();
  await ended;
});

function settings(): Record<string, string> {
  const random = () => randomBytes(32).toString("base64url");
  return {
    NODE_ENV: "production",
    DATABASE_URL: readFileSync(DATABASE_ADDRESS_FILE, "utf8"),
    NEXTAUTH_SECRET: random(),
    NEXTAUTH_URL: "",
    RUNTYPE_KEY_PEPPERS: `1:${random()}`,
    RUNTYPE_LOG_LEVEL: "warn",
  };
}

async function openFront(browser: Browser, base: string): Promise<Front> {
  const context = await browser.newContext({ baseURL: base });
  await signUp(await context.newPage());
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
  const init = { method: request.method, headers: request.headers, body };
  const answer = await everyByte(await fetch(request.url.replace(ORIGIN, base), init));
  return answer.replaceAll(base, "").replaceAll(/keys-[0-9a-f]+@/g, "…@");
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

test("Next and the fast front answer odd paths, methods and bodies the same", async () => {
  const paths = ["/v1", "/v1/nope", "/v1/me/x", "/v1/flows/%2F", "/v1/flows/a%20b", "/v1/flows"];
  for (const path of [...paths, "/v1/me", "/v1/openapi.json", "/v1/api-keys/x/rotate"]) {
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
