import { createServer } from "node:net";
import { afterAll, describe, expect, it } from "vitest";
import { runSteps, step } from "@/tests/support/flow-run";
import { listen } from "@/tests/support/listen";
import {
  allowUpstream,
  call,
  get,
  MEGABYTE,
  origin,
  upstream,
  upstreamText,
} from "@/tests/support/odd-upstream";

const raw = createServer((socket) => {
  socket.on("error", () => undefined);
  socket.once("data", () => socket.end("SSH-2.0-OpenSSH_9.6\r\n"));
});
const rawPort = await listen(raw);

allowUpstream();
afterAll(() => raw.close());

describe("an answer", () => {
  it.each(["/gzip", "/GZIP", "/brotli", "/deflate", "/raw-deflate", "/identity"])(
    "is unpacked: %s",
    async (path) => expect(await get(path)).toEqual(JSON.parse(upstreamText)),
  );

  it.each([
    ["/bomb", "answered with more than 1 MB."],
    ["/brotli-bomb", "answered with more than 1 MB."],
    ["/large", "answered with more than 1 MB."],
    ["/endless", "answered with more than 1 MB."],
    ["/broken", "answered with broken gzip data."],
    ["/cut", "answered with broken gzip data."],
    ["/twice", "answered in an encoding that is not known."],
    ["/zstd", "answered in an encoding that is not known."],
    ["/drop", "closed the connection."],
    ["/drop-in-body", "closed the connection."],
    ["/redirect", "answered 302, a redirect, which is not followed."],
    ["/not-modified", "answered 304, a redirect, which is not followed."],
    ["/missing", "answered 404."],
    ["/failing", "answered 500."],
    ["/no-json", "did not answer with JSON, as responseType says."],
    ["/headers", "sent too many headers."],
  ])("that cannot be used is told in one sentence: %s %s", async (path, message) => {
    expect(await get(path)).toBe(`127.0.0.1 ${message}`);
  });

  it("is a body alone: no header of it, no cookie, is passed on", async () => {
    const run = await call({ url: `${origin}/cookie` });
    expect(run.output).toEqual({ set: true });
    expect(JSON.stringify(run)).not.toContain("secret");
  });

  it("never tells of a failure more than the status", async () => {
    const run = await call({ url: `${origin}/redirect` });
    expect(JSON.stringify(run)).not.toContain("/secret");
    expect(JSON.stringify(await call({ url: `${origin}/missing` }))).not.toContain("private");
  });

  it("is read as JSON or text, an empty one as nothing", async () => {
    expect(await get("/empty")).toBeNull();
    expect(await get("/empty", { responseType: "text" })).toBe("");
    expect(await get("/byte-order-mark")).toEqual([1]);
    expect(await get("/early")).toEqual([]);
    expect(await get("/latin", { responseType: "text" })).toBe("é");
    expect(await get("/odd-charset", { responseType: "text" })).toBe("plain");
    expect(await get("/full", { responseType: "text" })).toHaveLength(MEGABYTE);
  });

  it("pollutes no prototype", async () => {
    expect(JSON.stringify(await get("/prototype"))).toBe('{"__proto__":{"polluted":true},"a":1}');
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  });

  it("that is nested without end is refused", async () => {
    expect(await get("/deep")).toBe("The output is nested more than 100 deep.");
  });
});

describe("an upstream that does not answer", () => {
  it.each(["/hang", "/hang-in-body"])(
    "is given up when the flow is out of time: %s",
    async (path) => {
      const run = await call({ url: `${origin}${path}` }, {}, 200);
      expect(run).toMatchObject({
        outcome: "timed_out",
        failure: { message: "The flow took longer than 0.2 s.", reason: "timeout" },
      });
    },
  );

  it("is given up when the caller goes away", async () => {
    const away = new AbortController();
    setTimeout(() => away.abort(), 100);
    const steps = [step("a", "api-call", { http: { url: `${origin}/hang` } })];
    const run = await runSteps(steps, {}, { signal: away.signal });
    expect(run).toMatchObject({
      outcome: "failed",
      failure: { message: "The run was cancelled." },
    });
  });

  it("is named when it speaks no HTTP, or refuses", async () => {
    const ask = async (url: string) => (await call({ url })).failure?.message;
    expect(await ask(`http://127.0.0.1:${rawPort}/`)).toBe("127.0.0.1 did not answer in HTTP.");
    expect(await ask("http://127.0.0.1:1/")).toBe("127.0.0.1 refused the connection.");
    expect(await ask(`https://127.0.0.1:${rawPort}/`)).toMatch(/TLS|connection/);
  });
});

describe("connections", () => {
  it("are kept: calls that follow one another open one", async () => {
    let opened = 0;
    const count = () => {
      opened += 1;
    };
    upstream.on("connection", count);
    for (let at = 0; at < 20; at += 1) await get("/echo");
    upstream.off("connection", count);
    expect(opened).toBeLessThanOrEqual(1);
  });

  it("that were closed while they were kept do not fail the next call", async () => {
    for (let at = 0; at < 5; at += 1) {
      expect(await get("/gzip")).toEqual(JSON.parse(upstreamText));
      upstream.closeIdleConnections();
      expect(await get("/gzip")).toEqual(JSON.parse(upstreamText));
    }
  });
});
