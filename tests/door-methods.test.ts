import { describe, expect, it } from "vitest";
import { createKey } from "./factories/key";
import { createOrganization } from "./factories/people";
import { send } from "./support/api";
import { BOUND, exampleInput, ORIGIN, requestOf } from "./support/contract-requests";
import { databaseState } from "./support/database-state";

const { headers } = await createKey({ organizationId: await createOrganization() });
const PATHS = [...new Set(BOUND.map(({ http }) => http.path))];
const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"];

const REQUEST_ID = expect.stringMatching(/^req_/);

function allowedOn(path: string): string[] {
  const own = BOUND.filter(({ http }) => http.path === path).map(({ http }) => `${http.method}`);
  return [...own, ...(own.includes("GET") ? ["HEAD"] : []), "OPTIONS"].sort();
}

function ask(path: string, method: string) {
  const url = ORIGIN + path.replaceAll(/\{\w+\}/g, "x");
  return send(new Request(url, { method, headers }));
}

describe.each(PATHS)("%s", (path) => {
  const allow = allowedOn(path);

  it.each(METHODS.filter((method) => !allow.includes(method)))(
    "answers %s with 405 and the methods it knows",
    async (method) => {
      const before = await databaseState();
      const answer = await ask(path, method);
      expect(answer.status).toBe(405);
      expect(answer.headers).toMatchObject({ allow: allow.join(", ") });
      expect(answer.headers["x-ratelimit-limit"]).toBeDefined();
      const body = { error: "Method Not Allowed", details: `${method} is not allowed here` };
      expect(answer.body).toEqual(method === "HEAD" ? null : body);
      expect(await databaseState()).toEqual(before);
    },
  );

  it("answers OPTIONS with the methods it knows and nothing else", async () => {
    const answer = await ask(path, "OPTIONS");
    expect(answer).toMatchObject({ status: 204, body: null });
    expect(answer.headers).toMatchObject({ allow: allow.join(", "), "x-request-id": REQUEST_ID });
    expect(answer.headers).not.toHaveProperty("content-type");
    expect(Object.keys(answer.headers).filter((name) => /access-control/.test(name))).toEqual([]);
  });
});

describe("HEAD", () => {
  const reads = BOUND.filter(({ http }) => http.method === "GET");

  it.each(reads.map((contract) => [contract.http.path, contract] as const))(
    "of %s answers as GET does, without the body",
    async (_path, contract) => {
      const get = requestOf(contract, exampleInput(contract), headers);
      const head = await send(new Request(get.url, { method: "HEAD", headers }));
      const full = await send(get);
      expect(head.body).toBeNull();
      expect(head.status).toBe(full.status);
      expect(Object.keys(head.headers)).toEqual(Object.keys(full.headers));
    },
  );
});

describe("a path that does not exist", () => {
  const NONE = [
    "/v1",
    "/v1/",
    "/v1/nope",
    "/v1/me/more",
    "/v1/flows/a/b/c",
    "/v1/api-keys/x/nope",
    "/v1/%E0%A4%A",
    "/v1/me%00",
    "/v1/ME",
  ];

  it.each(NONE.flatMap((path) => METHODS.map((method) => [method, path])))(
    "is 404 in the platform's shape: %s %s",
    async (method, path) => {
      const answer = await ask(path, method);
      expect(answer.status).toBe(404);
      const body = { error: "Not Found", details: "No such route" };
      expect(answer.body).toEqual(method === "HEAD" ? null : body);
      expect(answer.headers["x-ratelimit-limit"]).toBeDefined();
    },
  );

  it("says so to anyone, with a key or without", async () => {
    const answer = await send(new Request(`${ORIGIN}/v1/nope`));
    expect(answer).toMatchObject({ status: 404, headers: { "content-type": "application/json" } });
  });
});
