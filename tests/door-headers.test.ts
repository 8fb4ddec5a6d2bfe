import { describe, expect, it } from "vitest";
import { checksum } from "@/lib/credentials/checksum";
import { createKey } from "./factories/key";
import { createOrganization } from "./factories/people";
import { databaseState } from "./support/database-state";
import { openRawServer } from "./support/raw-server";

const { plaintext: key } = await createKey({ organizationId: await createOrganization() });
const sendRaw = await openRawServer();

const UNAUTHORIZED = '{"error":"Unauthorized","details":"Invalid or missing API key"}';

function ask(...lines: string[]) {
  const head = ["GET /v1/me HTTP/1.1", "Host: localhost", ...lines, "Connection: close"];
  return sendRaw(`${head.join("\r\n")}\r\n\r\n`);
}

function withChecksum(body: string): string {
  return body + checksum(body);
}

/** Values of an Authorization header that name nobody. */
const MALFORMED: Record<string, string> = {
  empty: "",
  "a space": " ",
  "the scheme alone": "Bearer",
  "the scheme and a space": "Bearer ",
  "no scheme": key,
  "no space": `Bearer${key}`,
  "a colon for a space": `Bearer:${key}`,
  "a tab for a space": `Bearer\t${key}`,
  "an equals sign": `Bearer=${key}`,
  "another scheme": `Basic ${key}`,
  "a scheme that begins alike": `BearerX ${key}`,
  "the scheme twice": `Bearer Bearer ${key}`,
  "the key twice": `Bearer ${key} ${key}`,
  "the key twice, by comma": `Bearer ${key},${key}`,
  "a comma after": `Bearer ${key},`,
  "a semicolon after": `Bearer ${key};`,
  "a word after": `Bearer ${key} x`,
  "double quotes": `Bearer "${key}"`,
  "single quotes": `Bearer '${key}'`,
  "angle brackets": `Bearer <${key}>`,
  "a line feed, escaped": `Bearer ${key}%0A`,
  "half an escape": "Bearer %E0%A4%A",
  "a null, escaped": `Bearer ${key}%00`,
  "a null, spelled": `Bearer ${key}\\u0000`,
  "bytes outside ASCII": "Bearer \xe9\xe8\xff",
  "UTF-8": "Bearer \xf0\x9f\x94\x91",
  "a no-break space": `Bearer\xa0${key}`,
  "a brace": "Bearer {}",
  "a JSON object": 'Bearer {"key":"x"}',
  "a path": "Bearer ../../etc/passwd",
  SQL: "Bearer ' OR 1=1 --",
  "a prototype": "Bearer __proto__",
  "undefined, spelled": "Bearer undefined",
  "null, spelled": "Bearer null",
  "a JSON web token": "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.",
  "the prefix alone": "Bearer rt_live_",
  "the prefix in capitals": `Bearer ${key.replace("rt_live_", "RT_LIVE_")}`,
  "another family": `Bearer ${withChecksum(`papi_${"a".repeat(32)}`)}`,
  "the alias prefix of the same key": `Bearer ${key.replace("rt_", "tv_")}`,
  "the prefix of the other environment": `Bearer ${key.replace("live", "test")}`,
  "a key that is short by one": `Bearer ${key.slice(0, -1)}`,
  "a key that is long by one": `Bearer ${key}0`,
  "a wrong checksum": `Bearer ${key.slice(0, -6)}000000`,
  "a right checksum, unknown": `Bearer ${withChecksum(`rt_live_${"Z".repeat(32)}`)}`,
  "a right checksum over other characters": `Bearer ${withChecksum(`rt_live_${"-".repeat(32)}`)}`,
  "a key with its case turned": `Bearer ${key.slice(0, 8)}${key.slice(8).toLowerCase()}`,
  "ten kilobytes": `Bearer ${"a".repeat(10_240)}`,
  "ten kilobytes behind the prefix": `Bearer rt_live_${"a".repeat(10_240)}`,
  "ten kilobytes of spaces": `Bearer ${" ".repeat(10_240)}x`,
  "ten kilobytes of commas": ",".repeat(10_240),
};

describe("an Authorization header", () => {
  it.each(Object.entries(MALFORMED))("is 401 with %s", async (_what, value) => {
    const before = await databaseState();
    const { status, head, body } = await ask(`Authorization: ${value}`);
    expect({ status, body }).toEqual({ status: 401, body: UNAUTHORIZED });
    expect(head.toLowerCase()).toContain('www-authenticate: bearer realm="runtype"');
    expect(await databaseState()).toEqual(before);
  });

  it.each([
    ["two that differ", ["Authorization: Basic x", `Authorization: Bearer ${key}`]],
    ["two that are the same", [`Authorization: Bearer ${key}`, `Authorization: Bearer ${key}`]],
    ["a good one and an empty one", [`Authorization: Bearer ${key}`, "Authorization:"]],
  ])("is 401 when there are %s", async (_what, lines) => {
    const { status, body } = await ask(...lines);
    expect({ status, body }).toEqual({ status: 401, body: UNAUTHORIZED });
  });

  it.each([
    ["a carriage return", `Authorization: Bearer ${key}\rX: y`],
    ["a null byte", `Authorization: Bearer ${key}\0`],
    ["a space before the colon", `Authorization : Bearer ${key}`],
  ])("is 400 with %s", async (_what, line) => {
    expect((await ask(line)).status).toBe(400);
  });

  it("is refused unread beyond what a header may hold", async () => {
    expect((await ask(`Authorization: Bearer ${"a".repeat(100_000)}`)).status).toBe(431);
  });

  it.each([
    ["as documented", `Authorization: Bearer ${key}`],
    ["with the scheme in any case", `authorization: bearer ${key}`],
    ["with spaces around it", `Authorization:   Bearer   ${key}   `],
  ])("lets a good key in %s", async (_what, line) => {
    expect((await ask(line)).status).toBe(200);
  });
});

describe("a key in the URL", () => {
  it.each(["api_key", "apiKey", "access_token", "key", "authorization"])(
    "is never read: ?%s=",
    async (name) => {
      const path = `/v1/me?${name}=${key}`;
      const request = `GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`;
      expect((await sendRaw(request)).status).toBe(401);
    },
  );
});

describe("an address that the caller claims", () => {
  it("is not believed", async () => {
    const organizationId = await createOrganization();
    const bound = await createKey({ organizationId, allowedIps: ["203.0.113.7"] });
    for (const name of ["X-Forwarded-For", "X-Real-IP", "X-Runtype-Client-Address", "Forwarded"]) {
      const { status } = await ask(
        `Authorization: Bearer ${bound.plaintext}`,
        `${name}: 203.0.113.7`,
      );
      expect(status, name).toBe(403);
    }
  });

  it("is the socket's", async () => {
    const organizationId = await createOrganization();
    const local = await createKey({ organizationId, allowedIps: ["127.0.0.0/8"] });
    expect((await ask(`Authorization: Bearer ${local.plaintext}`)).status).toBe(200);
  });
});
