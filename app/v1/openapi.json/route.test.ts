import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { GET, HEAD } from "./route";

const params = Promise.resolve({});

function ask(headers: Record<string, string> = {}, method: "GET" | "HEAD" = "GET") {
  const request = new Request("http://localhost/v1/openapi.json", { method, headers });
  return { GET, HEAD }[method](request, { params });
}

async function bytesOf(response: Response): Promise<Buffer> {
  return Buffer.from(await response.arrayBuffer());
}

describe("200", () => {
  it("is the same bytes for everyone, named by them", async () => {
    const [first, second] = await Promise.all([ask(), ask()]);
    expect(first.headers.get("content-type")).toBe("application/json");
    expect(first.headers.get("vary")).toBe("Accept-Encoding");
    expect(first.headers.get("etag")).toMatch(/^"[\w-]{43}"$/);
    expect(first.headers.get("etag")).toBe(second.headers.get("etag"));
    expect((await bytesOf(first)).equals(await bytesOf(second))).toBe(true);
  });

  it.each(["gzip", "GZIP", "br, gzip;q=0.5", "*", "x-gzip", "deflate, *;q=0.1"])(
    "is compressed for a caller who takes %s, under a name of its own",
    async (accepted) => {
      const zipped = await ask({ "Accept-Encoding": accepted });
      const plain = await ask();
      expect(zipped.headers.get("content-encoding")).toBe("gzip");
      expect(zipped.headers.get("etag")).toBe(plain.headers.get("etag")?.replace(/"$/, '-gzip"'));
      expect(gunzipSync(await bytesOf(zipped)).equals(await bytesOf(plain))).toBe(true);
    },
  );

  it.each(["", "identity", "br", "gzip;q=0", "*;q=0", "gzip;q=x"])(
    "is plain for a caller who takes %j",
    async (accepted) => {
      const response = await ask({ "Accept-Encoding": accepted });
      expect(response.headers.get("content-encoding")).toBeNull();
      expect(JSON.parse(await response.text())).toMatchObject({ openapi: "3.1.1" });
    },
  );

  it("has no body for HEAD", async () => {
    expect(await (await ask({}, "HEAD")).text()).toBe("");
  });
});

describe("304", () => {
  it("is for a caller who has it, in either encoding", async () => {
    const plain = (await ask()).headers.get("etag") ?? "";
    const zipped = (await ask({ "Accept-Encoding": "gzip" })).headers.get("etag") ?? "";
    for (const known of [plain, zipped, `W/${plain}`, `"a", ${zipped}`, "*"]) {
      const response = await ask({ "If-None-Match": known });
      expect([response.status, await response.text()]).toEqual([304, ""]);
    }
    expect((await ask({ "If-None-Match": '"other"' })).status).toBe(200);
  });

  it("has no content, so none that is compressed", async () => {
    const response = await ask({ "If-None-Match": "*", "Accept-Encoding": "gzip" });
    expect([response.status, response.headers.get("content-encoding")]).toEqual([304, null]);
  });
});
