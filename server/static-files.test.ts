import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, get, type IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { brotliDecompressSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compressFiles } from "@/scripts/compress.mjs";
import { compressedFiles } from "@/server/static-files";

const folder = mkdtempSync(join(tmpdir(), "runtype-static-"));
const SCRIPT = "console.log('of this build');";
const server = createServer();

beforeAll(async () => {
  mkdirSync(join(folder, "chunks"));
  writeFileSync(join(folder, "chunks", "page.js"), SCRIPT);
  writeFileSync(join(folder, "media.woff2"), "a font");
  await compressFiles(folder);
  const answered = compressedFiles(folder);
  server.on("request", async (request, response) => {
    if (!(await answered(request, response))) response.end("by Next");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});

afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

function ask(path: string, encodings: string, method = "GET"): Promise<IncomingMessage> {
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const headers = { "Accept-Encoding": encodings };
  return new Promise((resolve) => get({ port, path, method, headers }, resolve));
}

describe("a script of the build", () => {
  const path = "/_next/static/chunks/page.js";

  it("is answered from its compressed copy, to be kept permanently", async () => {
    const answer = await ask(`${path}?v=1`, "gzip, deflate, br, zstd");
    expect(answer.headers).toMatchObject({
      "content-encoding": "br",
      "content-type": "application/javascript; charset=UTF-8",
      "cache-control": "public, max-age=31536000, immutable",
      vary: "Accept-Encoding",
    });
    const whole = Buffer.concat(await answer.toArray());
    expect(brotliDecompressSync(whole).toString()).toBe(SCRIPT);
    expect((await ask(path, "br", "HEAD")).headers["content-encoding"]).toBe("br");
  });

  it.each(["gzip", "", "br;q=0", "gzip, br; q=0.0", "brotli"])(
    "is left to Next for a browser that takes “%s”",
    async (encodings) => {
      expect(await text(await ask(path, encodings))).toBe("by Next");
    },
  );
});

it("nothing else is answered: other files, other methods, paths out of the folder", async () => {
  for (const path of ["/_next/static/media.woff2", "/_next/static/../secret.js", "/flows"]) {
    expect(await text(await ask(path, "br")), path).toBe("by Next");
  }
  const posted = await ask("/_next/static/chunks/page.js", "br", "POST");
  expect(await text(posted)).toBe("by Next");
});
