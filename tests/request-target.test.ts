import { afterAll, describe, expect, it } from "vitest";
import { openFrontServer } from "./support/front-server";
import { askRaw } from "./support/raw-connection";

const server = await openFrontServer();
afterAll(server.close);

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

describe("OPTIONS *", () => {
  it("says which methods there are", async () => {
    expect(await answerTo("OPTIONS *")).toMatchObject({
      status: 204,
      headers: { allow: "DELETE, GET, HEAD, OPTIONS, POST, PUT" },
    });
  });
});
