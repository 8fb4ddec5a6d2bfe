import { afterAll, describe, expect, it } from "vitest";
import { isMisspelledApi } from "@/server/api-front";
import { openFrontServer } from "./support/front-server";
import { growth } from "./support/growth";
import { askRaw } from "./support/raw-connection";

const server = await openFrontServer();
afterAll(server.close);

const KEY = `rt_live_${"a".repeat(38)}`;
const answerTo = (line: string) => askRaw(server.port, `${line} HTTP/1.1`, "Host: localhost:3000");

describe("a target that is neither a path nor an address with http or https", () => {
  const schemes = ["ftp:", "ws:", "wss:", "javascript:", "file:", "data:", "httpx:"];
  const targets = ["*", "v1/me", ...schemes.map((scheme) => `${scheme}//evil.com/products`)];

  it.each(targets)("is 400, and leads nowhere: %s", async (target) => {
    const answer = await answerTo(`GET ${target}`);
    expect(answer).toMatchObject({ status: 400 });
    expect(answer?.headers).not.toHaveProperty("location");
  });
});

describe("a path that would lead to the API by dot segments", () => {
  const paths = [
    "/x/../v1/me",
    "/./v1/me",
    "/docs/../v1/openapi.json",
    "/x/%2e%2E/v1/me",
    "/x/.%2e/%76%31/me",
    "/x/..%2fv1/me",
    "/x/..\\V1",
    "/x/../v1//../me",
    "/x/%2e%2e/v1/%E0%A4%A",
  ];

  it.each(paths)("is a misspelled path of it: %s", (path) => {
    expect(isMisspelledApi(path)).toBe(true);
  });

  it.each(["/x/../v1/me", "/x/%2e%2e/v1/me", "/./V1/me", "//v1/me"])(
    "is 404 in JSON, and 400 with a key in it: %s",
    async (path) => {
      for (const method of ["GET", "POST", "PROPFIND"]) {
        const answer = await answerTo(`${method} ${path}`);
        expect(answer).toMatchObject({ status: 404, body: expect.stringMatching(/^{"error"/) });
        expect(await answerTo(`${method} ${path}?k=${KEY}`)).toMatchObject({ status: 400 });
      }
    },
  );

  it.each(["/x/../products", "/docs/v1", "/a..b/v1", "/.well-known/v1", "/v10/../x"])(
    "is no other one: %s",
    (path) => expect(isMisspelledApi(path)).toBe(false),
  );

  it("is found in time that grows with its length", () => {
    const task = (length: number) => () => isMisspelledApi(`${"/.".repeat(length / 2)}x`);
    expect(growth(task, 4_000)).toBeLessThan(24);
  });
});

describe("a method that Node does not know is answered as one that it does", () => {
  it.each([
    ["a good request", "/v1/me?a=b", ["Host: localhost:3000"], 405],
    ["a key in the query", `/v1/me?k=${KEY}`, ["Host: localhost:3000"], 400],
    ["a key in the path", `/v1/${KEY}`, ["Host: localhost:3000"], 400],
    ["another host", "/v1/me", ["Accept: */*", "Host: evil.example"], 421],
    ["another host and a key", `/v1/me?k=${KEY}`, ["host:evil.example"], 421],
    ["two hosts", "/v1/me", ["Host: localhost:3000", "Host: localhost:3000"], 400],
    ["no host", "/v1/me", ["Accept: */*"], 400],
    ["nothing but a line", "/v1/me", [], 400],
  ])("%s", async (_, target, lines, status) => {
    const [known, unknown] = await Promise.all(
      ["PROPFIND", "FOOBAR"].map((method) =>
        askRaw(server.port, `${method} ${target} HTTP/1.1`, ...lines),
      ),
    );
    expect([known?.status, unknown?.status]).toEqual([status, status]);
    expect(unknown?.body.replace("FOOBAR", "PROPFIND")).toBe(known?.body);
  });
});

describe("OPTIONS *", () => {
  it("says which methods there are", async () => {
    expect(await answerTo("OPTIONS *")).toMatchObject({
      status: 204,
      headers: { allow: "DELETE, GET, HEAD, OPTIONS, POST, PUT" },
    });
  });
});

describe("TRACE", () => {
  it.each(["/", "/sign-in", "/docs", "/llms.txt", "/api/auth/csrf", "/%E0%A4%A"])(
    "of a page is 405: %s",
    async (path) => {
      const answer = await answerTo(`TRACE ${path}`);
      expect(answer).toMatchObject({ status: 405, headers: { allow: "GET, HEAD, OPTIONS, POST" } });
    },
  );
});
