import { describe, expect, it } from "vitest";
import { checksum } from "@/lib/credentials/parse";
import { createKey } from "@/tests/factories/key";
import { createOrganization, createPerson } from "@/tests/factories/people";
import { callRoute } from "@/tests/support/call-route";
import { changingNothing } from "@/tests/support/key-tables";
import { GET } from "./route";

const good = await createKey({ organizationId: await createOrganization() });
const person = await createPerson();
const key = good.plaintext;
const base64 = Buffer.from(`${key}:`).toString("base64");

function withChecksum(body: string): string {
  return body + checksum(body);
}

function changedAt(text: string, index: number): string {
  return text.slice(0, index) + (text[index] === "0" ? "1" : "0") + text.slice(index + 1);
}

const MALFORMED: Record<string, string> = {
  "nothing at all": "",
  "the scheme alone": "Bearer",
  "the scheme and spaces": "Bearer   ",
  "the key alone": key,
  "a scheme without a space": `Bearer${key}`,
  "a colon after the scheme": `Bearer: ${key}`,
  "a comma after the scheme": `Bearer,${key}`,
  "an equals sign after the scheme": `Bearer=${key}`,
  "a tab after the scheme": `Bearer\t${key}`,
  "a space and a tab": `Bearer \t${key}`,
  "the scheme twice": `Bearer Bearer ${key}`,
  "the key twice": `Bearer ${key} ${key}`,
  "two headers joined": `Bearer ${key}, Bearer ${key}`,
  "a comma at the end": `Bearer ${key},`,
  "a parameter at the end": `Bearer ${key};q=1`,
  "a no-break space at the end": `Bearer ${key}\u00a0`,
  "double quotes": `Bearer "${key}"`,
  "single quotes": `Bearer '${key}'`,
  "angle brackets": `Bearer <${key}>`,
  "percent encoding": `Bearer ${key.replaceAll("_", "%5F")}`,
  "broken percent encoding": "Bearer %E0%A4%A",
  "a letter outside ASCII": "Bearer clé",
  "bytes that are no text": "Bearer \u00ff\u00fe",
  null: "Bearer null",
  undefined: "Bearer undefined",
  "an object": "Bearer [object Object]",
  "an SQL injection": "Bearer ' OR '1'='1",
  "Basic with the key": `Basic ${base64}`,
  "Bearer with Basic's content": `Bearer ${base64}`,
  "Token for a scheme": `Token ${key}`,
  "Digest for a scheme": `Digest username="${key}"`,
  "ApiKey for a scheme": `ApiKey ${key}`,
  "the id of a key": `Bearer ${good.id}`,
  "the id of a session": `Bearer ${person.principal.sessionId}`,
  "a token of five empty parts": "Bearer ....",
  "a token that nobody encrypted": "Bearer eyJhbGciOiJkaXIifQ..AAAA.AAAA.AAAA",
  "a session's token cut short": `Bearer ${person.token.slice(0, -1)}`,
  "a session's token for another part": `Bearer ${person.token}.AAAA`,
};

const UNTRUE: Record<string, string> = {
  "a key in upper case": key.toUpperCase(),
  "a key cut short": key.slice(0, -1),
  "a key with one more character": `${key}0`,
  "a key with another prefix": key.replace("rt_live_", "rt_test_"),
  "a wrong checksum": changedAt(key, key.length - 1),
  "one character changed": changedAt(key, 20),
  "a right checksum that nobody was given": withChecksum(`rt_live_${"0".repeat(32)}`),
  "the alias family, never given": withChecksum(`tv_live_${key.slice(8, 40)}`),
  "a surface's key": withChecksum(`papi_${key.slice(8, 40)}`),
  "the key of another product": withChecksum(`sk_live_${key.slice(8, 40)}`),
  "a prefix alone": "rt_live_",
  "a family with 10 KB behind it": `rt_live_${"a".repeat(10_240)}`,
  "10 KB of one character": "a".repeat(10_240),
  "10 KB of a session's token": `eyJ${"a".repeat(10_240)}..a.a.a`,
};

async function refused(authorization: string) {
  const headers = { Authorization: authorization };
  const answer = await changingNothing(() => callRoute(GET, "GET", { headers }));
  const details = "Invalid or missing API key";
  const { status, body } = answer;
  expect({ status, body }).toEqual({ status: 401, body: { error: "Unauthorized", details } });
  const isShown = /^Bearer( |$)/.test(authorization.trim()) && !/^Bearer\s*$/.test(authorization);
  expect(answer.headers.get("www-authenticate")).toBe(
    isShown ? 'Bearer realm="runtype", error="invalid_token"' : 'Bearer realm="runtype"',
  );
  expect(answer.headers.get("x-request-id")).toMatch(/^req_/);
  expect([...answer.headers.keys()].filter((name) => name.includes("ratelimit"))).toEqual([]);
}

describe("401", () => {
  it.each(Object.entries(MALFORMED))("is all that %s is told", (_what, text) => refused(text));

  it.each(Object.entries(UNTRUE))("is all that %s is told", (_what, text) =>
    refused(`Bearer ${text}`),
  );
});

describe("200", () => {
  it("is for the cookie of a person whose browser shows a proxy's password as well", async () => {
    const headers = { Authorization: `Basic ${base64}`, Cookie: person.cookie };
    expect((await callRoute(GET, "GET", { headers })).status).toBe(200);
  });

  it("still welcomes the key and the person that all of these were made of", async () => {
    for (const token of [key, person.token]) {
      const headers = { Authorization: `Bearer ${token}` };
      expect((await callRoute(GET, "GET", { headers })).status).toBe(200);
    }
  });
});
